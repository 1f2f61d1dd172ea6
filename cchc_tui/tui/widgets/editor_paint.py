"""An editor as lines: brackets at its edges, the caret in reverse, the rows around it."""

from __future__ import annotations

from cchc_tui.tui.canvas import Cell, Line, cells, full, join
from cchc_tui.tui.widgets.editor import Editor

_EDGES = 2


def paint_editor(
    editor: Editor, width: int, least: int, most: int, *, focused: bool, ghost: str = "", style: str = "field"
) -> list[Line]:
    """The editor in a box of `width` cells and between `least` and `most` rows, brackets included.

    `ghost` stands in brackets of its own while nothing is typed: the value an untouched field will have.
    """
    inner = max(1, width - _EDGES)
    editor.width = max(1, inner - 1)  # one cell is left for the caret behind a full row
    rows = editor.rows()
    height = max(least, min(most, len(rows)))
    caret_row, _ = editor.place()
    top = max(0, min(caret_row - height + 1 if focused else 0, len(rows) - height))
    lines: list[Line] = []
    for number in range(top, top + height):
        start, end = rows[number] if number < len(rows) else (0, 0)
        text = editor.text[start:end]
        if not editor.text and ghost and number == 0:
            text = f"({ghost})"
        row = cells(full([(text, style)], inner, style))
        if focused and number == caret_row and number < len(rows):
            _put_caret(row, len(cells([(editor.text[start : editor.caret], "")])))
        lines.append((("[", ""), *join(row), ("]", "")))
    return lines


def _put_caret(row: list[Cell], column: int) -> None:
    if 0 <= column < len(row):
        row[column] = (row[column][0] or " ", "caret")
