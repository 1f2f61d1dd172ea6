"""A statistical form as XLSX: merged heads as printed, numbers as numbers, formulas worked out already."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from itertools import groupby
from typing import Any

from cchc_tui.export.register_xlsx import without_times
from cchc_tui.records.figure_book import FigureTable
from cchc_tui.records.form import FormColumn

_FIRST_ROW = 5


def figures_xlsx(office: str, table: FigureTable) -> bytes:
    """Return the workbook; the same figures give the same bytes. A text that looks like a formula stays text."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = table.form.code[:31]
    workbook.properties.creator, workbook.properties.title = office, table.form.title
    width = len(table.form.columns) + 1
    unit = f"Đơn vị: {table.form.unit}" if table.form.unit else ""
    for row, text in enumerate((office, table.form.title, table.period.name.capitalize(), unit), 1):
        sheet.cell(row, 1, text)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    depth = max(len(column.head) for column in table.form.columns)
    _write_heads(sheet, table, depth)
    first = _FIRST_ROW + depth
    for at, (label, cells) in enumerate(_lines(table), first):
        _set(sheet.cell(at, 1), label)
        for place, column in enumerate(table.form.columns, 2):
            _set(sheet.cell(at, place), cells.get(column.key))
            sheet.cell(at, place).number_format = _format(cells.get(column.key), column)
    sheet.freeze_panes = sheet.cell(first, 2)
    data = BytesIO()
    workbook.save(data)
    return without_times(data.getvalue())


def _format(value: Any, column: FormColumn) -> str:
    """Return the format that shows a number as it is kept, with its own decimals, so that it comes back the same."""
    own = len(str(value).partition(".")[2]) if isinstance(value, Decimal) else column.places
    return "#,##0" + (f".{'0' * own}" if own > 0 else "")


def _lines(table: FigureTable) -> list[tuple[str, Any]]:
    lines: list[tuple[str, Any]] = [(line.title, line.cells) for line in table.lines]
    return [*lines, (table.form.total, table.whole)] if table.form.total and table.lines else lines


def _write_heads(sheet: Any, table: FigureTable, depth: int) -> None:
    """Write each head once over the columns and rows that it covers."""
    sheet.cell(_FIRST_ROW, 1, table.form.row_head)
    if depth > 1:
        sheet.merge_cells(start_row=_FIRST_ROW, start_column=1, end_row=_FIRST_ROW + depth - 1, end_column=1)
    numbered = list(enumerate(table.form.columns, 2))
    for level in range(depth):
        for head, group in groupby(numbered, key=lambda pair: pair[1].head[: level + 1]):
            columns = list(group)
            if len(head) > level:
                _write_head(sheet, columns, level, depth)


def _write_head(sheet: Any, columns: list[tuple[int, FormColumn]], level: int, depth: int) -> None:
    (first, column), (last, _) = columns[0], columns[-1]
    bottom = depth - 1 if len(column.head) == level + 1 else level
    sheet.cell(_FIRST_ROW + level, first, column.head[level])
    if last > first or bottom > level:
        sheet.merge_cells(
            start_row=_FIRST_ROW + level, start_column=first, end_row=_FIRST_ROW + bottom, end_column=last
        )


def _set(cell: Any, value: Any) -> None:
    if isinstance(value, Decimal):
        cell.value = value
    elif value:
        cell.value = str(value)
        cell.data_type = "s"
