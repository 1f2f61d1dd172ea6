"""A register as XLSX: one landscape sheet with dates as dates, its heads on every printed page."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO

from cchc_tui.records.register import Cell, Register

_NO_TIME = b"1980-01-01T00:00:00Z"
_FIRST_ROW = 5
"""Row of the heads: office, title, period and an empty row stand above."""


def register_xlsx(office: str, book: Register, period: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return the book as XLSX; a text that looks like a formula stays text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = book.title[:31]
    workbook.properties.creator, workbook.properties.title = office, f"{book.title} {period}"
    width = len(book.columns)
    for line, (text, bold) in enumerate(((office, False), (book.title.upper(), True), (period.capitalize(), False)), 1):
        sheet.cell(line, 1, text).font = Font(name="Times New Roman", size=13, bold=bold)
        sheet.cell(line, 1).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=width)
    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    plain, bold_font = Font(name="Times New Roman", size=11), Font(name="Times New Roman", size=11, bold=True)
    centred = Alignment(wrap_text=True, vertical="center", horizontal="center")
    wrapped = Alignment(wrap_text=True, vertical="center")
    heads = [column.head for column in book.columns]
    for line, row in enumerate((heads, [f"({n})" for n in range(1, width + 1)], *rows), _FIRST_ROW):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(line, place, value)
            if isinstance(value, str):
                cell.data_type = "s"
            elif isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
            cell.font, cell.border = (bold_font if line == _FIRST_ROW else plain), border
            cell.alignment = centred if line < _FIRST_ROW + 2 else wrapped
    for place, column in enumerate(book.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.share * 1.3
    sheet.print_title_rows, sheet.freeze_panes = f"{_FIRST_ROW}:{_FIRST_ROW + 1}", f"A{_FIRST_ROW + 2}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    data = BytesIO()
    workbook.save(data)
    return without_times(data.getvalue())


def without_times(workbook: bytes) -> bytes:
    """Return a saved workbook with a fixed date in its parts, so that the same rows give the same bytes."""
    data = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*(</dcterms:)", rb"\g<1>" + _NO_TIME + rb"\g<2>", part)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return data.getvalue()
