"""Beside the grid in a very wide window: where the counts of the row come from, and the other measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_quantity
from cchc_tui.tui.canvas import Line, fit, full, paragraph, width_of
from cchc_tui.tui.words import media_words

if TYPE_CHECKING:
    from cchc_tui.office import Stored
    from cchc_tui.records.media import MediaCount
    from cchc_tui.tui.screens.media_paint import GridState

_SPACE = 2


def paint_media_side(grid: GridState, width: int, height: int) -> list[Line]:
    """Return the counts of the row, that of the cell first, with source and note; then what other measures add to."""
    if not grid.table.rows:
        return []
    others = _others(grid, width)
    room = max(_SPACE, height - len(others) - 1)
    return [*_counts(grid, width)[:room], full([], width), *others][:height]


def _counts(grid: GridState, width: int) -> list[Line]:
    row = grid.table.rows[grid.row]
    name = f"{grid.desk.office.settings.channel_label(row.channel)}, {row.label}"
    lines = paragraph(printable(name), width, "strong")
    here = grid.here
    months = range(len(grid.table.months) - 1, -1, -1)
    cells = (grid.table.cells.get((grid.row, month)) for month in months)
    counts = [one for one in cells if one is not None and one is not here]
    for stored in [*([here] if here else []), *grid.table.longer_of(grid.row), *counts]:
        lines += _count(grid, stored, width, marked=stored is here)
    if len(lines) == 1:
        lines.append(full([("  chưa có số liệu nào trong kỳ", "muted")], width))
    return lines


def _count(grid: GridState, stored: Stored[MediaCount], width: int, *, marked: bool) -> list[Line]:
    record = stored.record
    words = printable(media_words(record, grid.desk.office.settings)).rpartition(", ")[2]
    lines = [full([("► " if marked else "  ", ""), (words, "strong" if marked else "")], width)]
    for label, text in (("nguồn", record.source), ("ghi chú", record.note)):
        if text:
            lines += [
                full([("    ", ""), *line], width)
                for line in paragraph(f"{label}: {printable(text)}", width - 4, "muted")
            ]
    return lines


def _others(grid: GridState, width: int) -> list[Line]:
    lines = [full([("CÁC CHỈ TIÊU KHÁC", "strong"), ("  cả kỳ", "muted")], width)]
    settings = grid.desk.office.settings
    for number, row in enumerate(grid.table.rows):
        if number == grid.row:
            continue
        total = grid.table.totals[number]
        words = f"{format_quantity(total)} {row.unit}".strip() if total else "chưa có"
        name = fit(f"{settings.channel_label(row.channel)}, {row.label}", max(1, width - width_of(words) - 4))
        lines.append(full([("  ", ""), (name, ""), (" ", ""), (words, "strong" if total else "muted")], width))
    return lines
