"""An editor as lines: underlined as far as there is room to type, the caret in reverse, the rows around it."""

from __future__ import annotations

from cchc_tui.tui.canvas import Cell, Line, cells, full, join
from cchc_tui.tui.widgets.editor import Editor


def paint_editor(
    editor: Editor, width: int, least: int, most: int, *, focused: bool, ghost: str = "", style: str = "field"
) -> list[Line]:
    """Return the editor in `width` cells and between `least` and `most` rows; an arrow at the end of the first or last
    row where there is more text above or below.

    `ghost` stands in brackets while nothing is typed: the value an untouched field will have.
    """
    inner = max(1, width)
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
        if number == top and top > 0:
            row[-1] = ("▲", "accent")
        elif number == top + height - 1 and top + height < len(rows):
            row[-1] = ("▼", "accent")
        lines.append(join(row))
    return lines


def _put_caret(row: list[Cell], column: int) -> None:
    if 0 <= column < len(row):
        row[column] = (row[column][0] or " ", "caret")
