"""The grid of a statistical form as lines: merged heads, rows, the total, and what the cursor stands on in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from cchc_tui.language.text import printable
from cchc_tui.records.figure_book import FigureLine, FigureTable, number_text
from cchc_tui.records.figures import CellValue
from cchc_tui.records.form import ColumnKind, FormColumn
from cchc_tui.tui.canvas import Line, Run, fit, full, paragraph, wrap

if TYPE_CHECKING:
    from cchc_tui.tui.figure_grid import FigureGrid
    from cchc_tui.tui.widgets.editor import Editor

_LABEL, _WIDEST_LABEL = 22, 46
_CELL, _WIDEST_CELL, _TEXT = 9, 14, 20
_MOST_HEAD = 2
"""Lines of a column's own head."""
_FAULTS = 3
_ROOM = 3
"""Rows of the grid that stay however much is said under it."""


class FiguresState(Protocol):
    """What of the screen is seen; the first row and column in sight are kept on it."""

    grid: FigureGrid
    editing: Editor | None
    top: int
    left: int


def paint_figures(screen: FiguresState, width: int, height: int) -> list[Line]:
    """Title, heads, the rows around the cursor, the total, and the foot."""
    table = screen.grid.live(screen.editing.text if screen.editing is not None else None)
    seen, label, cells = _columns_in_sight(screen, width)
    heads = [_paint_title(screen, width), *_paint_heads(screen, seen, label, cells, width)]
    whole = _paint_total(table, seen, label, cells, width)
    foot = _paint_foot(screen, table, width)[: max(2, height - len(heads) - len(whole) - _ROOM)]
    room = max(1, height - len(heads) - len(whole) - len(foot))
    rows = _paint_rows(screen, table, seen, label, cells, width)
    at = next((n for n, (row, _) in enumerate(rows) if row == screen.grid.row), 0)
    screen.top = max(0, min(max(screen.top, at - room + 1), at, max(0, len(rows) - room)))
    lines = [*heads, *(line for _, line in rows[screen.top : screen.top + room]), *whole]
    lines += [full([], width)] * (height - len(lines) - len(foot))
    return [*lines, *foot][:height]


def value_text(column: FormColumn, value: CellValue) -> str:
    """Return a cell as it is typed and shown; "" for none."""
    return number_text(value) if isinstance(value, Decimal) else printable(value or "")


def _columns_in_sight(screen: FiguresState, width: int) -> tuple[range, int, list[int]]:
    """Return the columns that stand side by side, the one with the cursor among them; cells of the names and of each
    column: where all fit they share what is left.
    """
    columns = screen.grid.table.form.columns
    cells = [_TEXT if column.kind is ColumnKind.TEXT else _CELL for column in columns]
    if (spare := width - _LABEL - sum(cells)) >= 0:
        label = min(_WIDEST_LABEL, _LABEL + spare // 2)
        more = min(_WIDEST_CELL - _CELL, (width - label - sum(cells)) // len(columns))
        return range(len(columns)), label, [cell + more for cell in cells]
    first = min(screen.left, max(0, screen.grid.column))
    while sum(cells[first : max(first, screen.grid.column) + 1]) > width - _LABEL and first < screen.grid.column:
        first += 1
    last = first
    while last < len(columns) and sum(cells[first : last + 1]) <= width - _LABEL:
        last += 1
    while first > 0 and sum(cells[first - 1 : last]) <= width - _LABEL:
        first -= 1
    screen.left = first
    return range(first, max(last, first + 1)), _LABEL, cells


def _paint_title(screen: FiguresState, width: int) -> Line:
    form = screen.grid.table.form
    unit = f"  ({form.unit})" if form.unit else ""
    summed = "  cộng từ " + ", ".join(part.name for part in screen.grid.table.parts) if screen.grid.table.parts else ""
    return full([(form.code, "accent"), ("  " + printable(form.title), "strong"), (unit + summed, "muted")], width)


def _paint_heads(screen: FiguresState, seen: range, label: int, cells: Sequence[int], width: int) -> list[Line]:
    """Return the merged heads: each once over its columns; a column's own head wrapped into the levels that are
    left.
    """
    columns = screen.grid.table.form.columns
    depth = max(len(columns[n].head) - 1 + _rows_of(columns[n].head[-1], cells[n] - 1) for n in seen)
    more = ("‹" if seen.start > 0 else " ") + ("›" if seen.stop < len(columns) else " ")
    lines = []
    for level in range(depth):
        last = level == depth - 1
        runs: list[Run] = [
            (fit("  " + screen.grid.table.form.row_head, label - 3) + more + " " if last else " " * label, "")
        ]
        for (above, own), group in groupby(seen, key=lambda n: _head_at(columns[n], n, level)):
            room = sum(cells[n] for n in group)
            text = above[-1] if own is None else _wrapped(columns[own].head[-1], room - 1, level, columns[own], depth)
            runs.append((" " + fit(text, room - 1, "left" if own is None else "right"), ""))
        lines.append(full([(text, "head" if last else "strong") for text, _ in runs], width, "head" if last else ""))
    return lines


def _head_at(column: FormColumn, number: int, level: int) -> tuple[tuple[str, ...], int | None]:
    """Return what stands over a column at a level: the heads it shares down to there, or its own (then by its
    number).
    """
    return (column.head[: level + 1], None) if level < len(column.head) - 1 else ((), number)


def _rows_of(text: str, width: int) -> int:
    """Return how many lines a column's own head gets."""
    return min(_MOST_HEAD, len(wrap(text, max(1, width))))


def _wrapped(text: str, width: int, level: int, column: FormColumn, depth: int) -> str:
    """Return the part of a column's own head that stands at a level, the last level's at the bottom."""
    first = len(column.head) - 1
    rows = [text[start:end].strip() for start, end in wrap(text, max(1, width))]
    room = depth - first
    if len(rows) > room:
        rows = [*rows[: room - 1], " ".join(rows[room - 1 :])]
    at = level - first - (room - len(rows))
    return rows[at] if 0 <= at < len(rows) else ""


def _paint_rows(
    screen: FiguresState, table: FigureTable, seen: range, label: int, cells: Sequence[int], width: int
) -> list[tuple[int, Line]]:
    """Return every row by its number, the names of groups (−1) before their first."""
    rows: list[tuple[int, Line]] = []
    wrong = {fault.row for fault in table.faults(screen.grid.before) if fault.code != "figure-missing"}
    group = ""
    for number, line in enumerate(table.lines):
        if line.group and line.group != group:
            group = line.group
            rows.append((-1, full([(printable(group), "strong")], width)))
        rows.append((number, _paint_row(screen, line, number, seen, label, cells, width, broken=line.code in wrong)))
    return rows


def _paint_row(
    screen: FiguresState, line: FigureLine, number: int, seen: range, label: int, cells: Sequence[int], width: int,
    *, broken: bool,
) -> Line:  # fmt: skip
    here = number == screen.grid.row
    on_names = here and screen.grid.column < 0
    name = "  " * line.level + (f"{line.number} " if line.number else "") + printable(line.label)
    sign = "×" if broken else "►" if here else " "
    role = "here" if on_names else "bad" if broken else ""
    runs: list[Run] = [(sign + " ", role), (fit(name, label - 2), "here" if on_names else "strong" * line.summed)]
    for at in seen:
        column = screen.grid.table.form.columns[at]
        if here and at == screen.grid.column and screen.editing is not None:
            runs += _paint_typed(screen.editing.text, cells[at])
            continue
        runs += _paint_cell(column, line.cells, cells[at], here=here and at == screen.grid.column, summed=line.summed)
    return full(runs, width)


def _paint_typed(text: str, cell: int) -> list[Run]:
    return [(" ", ""), (fit(text[-(cell - 2) :], cell - 2, "right"), "field"), (" ", "caret")]


def _paint_cell(
    column: FormColumn, values: Mapping[str, CellValue], cell: int, *, here: bool, summed: bool
) -> list[Run]:
    """Return a figure, · where none is typed yet, − where a formula has nothing to work with."""
    text = value_text(column, values.get(column.key))
    worked_out = column.formula is not None or summed
    shown = text or ("" if column.kind is ColumnKind.TEXT else "-" if worked_out else "·")
    style = "here" if here else "muted" if not text else "strong" if worked_out else ""
    return [(" ", ""), (fit(shown, cell - 1, "left" if column.kind is ColumnKind.TEXT else "right"), style)]


def _paint_total(table: FigureTable, seen: range, label: int, cells: Sequence[int], width: int) -> list[Line]:
    form = table.form
    if not form.total or not table.lines:
        return []
    runs: list[Run] = [(fit("  " + form.total, label), "strong")]
    for at in seen:
        column = form.columns[at]
        text = value_text(column, table.whole.get(column.key)) if column.kind is not ColumnKind.TEXT else ""
        runs += [(" ", ""), (fit(text or "-", cells[at] - 1, "right"), "strong")]
    return [full(runs, width)]


def _paint_foot(screen: FiguresState, table: FigureTable, width: int) -> list[Line]:
    """Return the cell in words with the figures beside it in time, then what does not agree."""
    lines = paragraph(" " + _said(screen, table), width)[:3]
    faults = screen.grid.faults(table)
    shown = [fault for fault in faults if fault.code != "figure-missing"][:_FAULTS]
    for fault in shown:
        target = fault.code in ("figure-target", "figure-jump")
        lines += paragraph(("! " if target else "× ") + printable(fault.message), width, "warn" if target else "bad")
    return lines


def _said(screen: FiguresState, table: FigureTable) -> str:
    column, line = screen.grid.here, screen.grid.line
    if line is None:
        return "Biểu chưa có dòng nào. F4 để thêm dòng, hoặc dán cả bảng chép từ bảng tính."
    if column is None:
        return "→ vào ô để gõ số; dán ở đây thì cột đầu của phần dán là tên dòng."
    row = next((one for one in table.lines if one.code == line.code), line)
    figure = value_text(column, row.cells.get(column.key)) or "chưa có"
    parts = [f"{printable(line.label)} · {' › '.join(column.head)}: {figure}"]
    for name, other in (("kỳ trước", screen.grid.before), ("cùng kỳ", screen.grid.last_year)):
        if text := value_text(column, other.cells(line.code).get(column.key)):
            parts.append(f"{name} {text}")
    if target := table.form.target(column.key, table.period.year):
        parts.append(f"mức {target.words}")
    if column.formula is not None:
        parts.append("công thức" + (f" {column.number}" if column.number else ""))
    return " · ".join(parts)
