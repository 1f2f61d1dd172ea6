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
        line = full([(text, style)], inner, style)
        with_caret = focused and number == caret_row and number < len(rows)
        arrow = "▲" if number == top and top > 0 else ""
        if not arrow and number == top + height - 1 and top + height < len(rows):
            arrow = "▼"
        if not with_caret and not arrow:  # most rows of a form: not taken apart cell by cell at every letter
            lines.append((("".join(words for words, _ in line), style),))
            continue
        row = cells(line)
        if with_caret:
            _put_caret(row, len(cells([(editor.text[start : editor.caret], "")])))
        if arrow:
            row[-1] = (arrow, "accent")
        lines.append(join(row))
    return lines


def _put_caret(row: list[Cell], column: int) -> None:
    if 0 <= column < len(row):
        row[column] = (row[column][0] or " ", "caret")
