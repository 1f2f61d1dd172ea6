"""The grid of counts as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cchc_tui.language.wording import format_quantity
from cchc_tui.tui.bars import month_bars
from cchc_tui.tui.canvas import Line, Run, fit, full
from cchc_tui.tui.frame import rule_line
from cchc_tui.tui.media_table import LEGEND, brief
from cchc_tui.tui.words import media_words

if TYPE_CHECKING:
    from cchc_tui.office import Stored
    from cchc_tui.records.media import MediaCount
    from cchc_tui.tui.desk import Desk
    from cchc_tui.tui.media_table import MediaTable
    from cchc_tui.tui.widgets.editor import Editor

_LABEL = 30
_CELL = 8
_NARROW_CELL = 7
"""Cells a month gets where that lets the whole year stand side by side."""
_TOTAL = 9
_MOST_LONGER = 4
_HIGHEST, _LOWEST = 14, 3
"""Most and least lines of the bars under the grid."""
_LEAST_ROWS = 3
"""Lines under the grid that never give way to it: the cell under the cursor in words, and room for a long message."""


class GridState(Protocol):
    """What of the grid is seen; how it was laid out last is kept on it."""

    desk: Desk
    table: MediaTable
    editing: Editor | None
    row: int
    month: int
    left: int
    top: int
    label: int
    cell: int
    months_seen: range

    @property
    def here(self) -> Stored[MediaCount] | None:
        """The record of the cell under the cursor."""


def paint_grid(grid: GridState, width: int, height: int) -> list[Line]:
    """Return heads, rows, sums; under them the longer windows and what the cursor stands on, as far as there is
    room.
    """
    if not grid.table.rows:
        words = "  Cơ quan chưa khai kênh và chỉ tiêu nào: bấm 8, mục Kênh."
        return [full([(words, "")], width), *(full([], width) for _ in range(height - 1))]
    months = _months_in_sight(grid, width)
    heads, rows = _paint_heads(grid, months, width), _paint_rows(grid, months, width)
    room = max(_LEAST_ROWS, height - len(rows) - len(grid.table.units) - 1)
    foot = _paint_foot(grid, width, room)
    sums = _paint_sums(grid, months, width, height - len(rows) - len(foot) - 1)
    room = height - len(foot) - len(sums) - 1
    at = next((n for n, (row, _) in enumerate(rows) if row == grid.row), 0)
    grid.top = max(0, min(max(grid.top, at - room + 1), at - 1, len(rows) - room))
    lines = [heads, *(line for _, line in rows[grid.top : grid.top + room]), *sums]
    return [*lines, *(full([], width) for _ in range(height - len(lines) - len(foot))), *foot]


def _months_in_sight(grid: GridState, width: int) -> range:
    """Return the months that stand side by side, the one with the cursor among them."""
    grid.label, grid.cell = _fit(grid, width)
    count = max(1, (width - grid.label - _TOTAL) // grid.cell)
    if grid.month >= 0:
        grid.left = min(max(grid.left, grid.month - count + 1), grid.month)
    grid.left = max(0, min(grid.left, len(grid.table.months) - count))
    grid.months_seen = range(grid.left, min(grid.left + count, len(grid.table.months)))
    return grid.months_seen


def _fit(grid: GridState, width: int) -> tuple[int, int]:
    """Cells for the names and for a month: all months side by side where they fit, the names get the rest."""
    months = len(grid.table.months)
    for cell in (_CELL, _NARROW_CELL):
        spare = width - _TOTAL - cell * months
        if spare >= _LABEL - 4:
            return min(spare, 2 * _LABEL), cell
    return _LABEL, _CELL


def _paint_heads(grid: GridState, months: range, width: int) -> Line:
    more = ("‹" if months.start > 0 else " ") + ("›" if months.stop < len(grid.table.months) else " ")
    text = fit(f"  Kênh, chỉ tiêu {more}", grid.label)
    years = {m.year for m in grid.table.months}
    for number in months:
        month = grid.table.months[number]
        label = f"T{month.number}" + (f"/{month.year % 100:02d}" if len(years) > 1 else "")
        text += fit(label, grid.cell, "right")
    return full([(fit(text + fit("Cả kỳ", _TOTAL, "right"), width), "head")], width)


def _paint_rows(grid: GridState, months: range, width: int) -> list[tuple[int, Line]]:
    """Return every channel as a head (-1), under it its measures by their row number."""
    rows: list[tuple[int, Line]] = []
    channel = ""
    for number, measured in enumerate(grid.table.rows):
        if measured.channel != channel:
            channel = measured.channel
            rows.append((-1, _paint_channel(grid, channel, width)))
        rows.append((number, _paint_row(grid, number, months, width)))
    return rows


def _paint_channel(grid: GridState, channel: str, width: int) -> Line:
    return full([(grid.desk.office.settings.channel_label(channel), "strong")], width)


def _paint_row(grid: GridState, row: int, months: range, width: int) -> Line:
    here = row == grid.row
    on_names = here and grid.month < 0
    label = fit(grid.table.rows[row].label, grid.label - 2)
    runs: list[Run] = [("► " if here else "  ", "here" if on_names else ""), (label, "here" if on_names else "")]
    for month in months:
        runs += _paint_cell(grid, row, month)
    runs.append((fit(brief(grid.table.totals[row]), _TOTAL, "right"), "strong"))
    return full(runs, width)


def _paint_cell(grid: GridState, row: int, month: int) -> list[Run]:
    """Return a count by how much it is, ? where one is owed, · where none is; in reverse under the cursor."""
    here = (row, month) == (grid.row, grid.month)
    if here and grid.editing is not None:
        text = grid.editing.text[-(grid.cell - 2) :]
        return [(" ", ""), (text.rjust(grid.cell - 2), "field"), (" ", "caret")]
    quantity = grid.table.quantity(row, month)
    text, style = brief(quantity) or "·", "muted"
    if quantity is not None:
        style = f"heat{min(4, 1 + int(quantity.value * 4 // (grid.table.highest(row) + 1)))}"
    elif _is_owed(grid, row, month):
        text, style = "?", "warn"
    return [(" ", ""), (fit(text, grid.cell - 1, "right"), "here" if here else style)]


def _is_owed(grid: GridState, row: int, month: int) -> bool:
    """Return whether the month is over and has no count, of a measure that is counted by months."""
    window = grid.desk.office.settings.window_of(grid.table.months[month])
    counted = any(at == row for at, _ in grid.table.cells)
    return counted and window.last < grid.desk.office.today and (row, month) not in grid.table.cells


def _paint_sums(grid: GridState, months: range, width: int, room: int) -> list[Line]:
    """Return a line for each unit; where there is no room for all, that of the row under the cursor."""
    units = grid.table.units
    if len(units) > max(1, room):
        units = [grid.table.rows[grid.row].unit]
    return [_paint_sum(grid, unit, months, width) for unit in units]


def _paint_sum(grid: GridState, unit: str, months: range, width: int) -> Line:
    runs: list[Run] = [(fit(f"  Cộng ({unit})" if unit else "  Cộng", grid.label), "strong")]
    runs += [(fit(brief(grid.table.month_total(unit, month)), grid.cell, "right"), "strong") for month in months]
    runs.append((fit(brief(grid.table.period_total(unit)), _TOTAL, "right"), "strong"))
    return full(runs, width)


def _paint_foot(grid: GridState, width: int, room: int) -> list[Line]:
    """Return longer windows, the cell under the cursor, the signs: as much as fits into `room` lines, the cell at
    least.
    """
    said = full([(" " + _said(grid), "")], width)
    longer = _paint_longer(grid, width, room - 1)
    legend = [full([(" " + LEGEND, "muted")], width)] if room > 1 + len(longer) else []
    bars = _paint_bars(grid, width, room - 1 - len(longer) - len(legend))
    return [*bars, *longer, said, *legend]


def _paint_bars(grid: GridState, width: int, room: int) -> list[Line]:
    """Return the months of the row under the cursor as bars exactly under their columns, below a rule."""
    values = [q.value if (q := grid.table.quantity(grid.row, n)) else None for n in grid.months_seen]
    tall = min(room - 1, _HIGHEST)
    if tall < _LOWEST or sum(value is not None for value in values) < 2:
        return []
    row = grid.table.rows[grid.row]
    notes = [grid.desk.office.settings.channel_label(row.channel), row.label]
    here = grid.month - grid.months_seen.start if grid.month >= 0 else -1
    lines = [rule_line(width)]
    for number, line in enumerate(month_bars(values, tall, grid.cell, 3, here)):
        note = fit("  " + notes[number], grid.label) if number < len(notes) else " " * grid.label
        lines.append(full([(note, "strong"), *line], width))
    return lines


def _paint_longer(grid: GridState, width: int, room: int) -> list[Line]:
    longer, settings = grid.table.longer, grid.desk.office.settings
    if not longer or room < 1:
        return []
    shown = min(len(longer), _MOST_LONGER, max(0, room - 2)) if len(longer) > room - 1 else len(longer)
    shown = min(shown, _MOST_LONGER)
    left_out = len(longer) - shown
    if not shown:
        return [full([(f" {left_out} số liệu cho khoảng dài hơn một tháng (Ctrl+E để xem)", "strong")], width)]
    lines = [full([(" Số liệu cho khoảng dài hơn một tháng:", "strong")], width)]
    lines += [full([("   " + media_words(stored.record, settings), "")], width) for stored in longer[:shown]]
    if left_out:
        lines.append(full([(f"   và {left_out} số liệu nữa (Ctrl+E xem từng dòng)", "muted")], width))
    return lines


def _said(grid: GridState) -> str:
    """Return the cell under the cursor in words."""
    if grid.editing is not None:
        return f"Đang gõ: {grid.editing.text}    (Enter ghi, Esc bỏ)"
    if grid.month < 0 or not grid.table.rows:
        return "Enter vào ô của tháng này, → tháng đầu; V xem nguồn; Ctrl+E xem từng dòng."
    stored = grid.here
    if stored is None:
        return f"{grid.table.months[grid.month].name.capitalize()}: chưa có số liệu. Gõ số rồi Enter."
    record = stored.record
    more = [f"nguồn: {record.source}" if record.source else "", record.note or ""]
    said = f"{grid.table.months[grid.month].name.capitalize()}: {format_quantity(record.quantity)}"
    return " · ".join(part for part in (said, *more) if part).replace("\n", " ")
