"""The tables of a file as grids of text: XLSX, CSV, pasted cells, the tables of a DOCX; merged cells in each place."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse

from cchc_tui.errors import FindingsError
from cchc_tui.importing import pandoc, plain
from cchc_tui.importing.blocks import Paragraph, SourceTable, collapse
from cchc_tui.importing.csv_lines import read_records
from cchc_tui.importing.opening import Opened, open_source
from cchc_tui.importing.spreadsheet import has_uncounted, separator_of, unguarded
from cchc_tui.language.text import clean, clean_line
from cchc_tui.language.wording import format_date

MOST_ROWS, MOST_COLUMNS = 20_000, 200
_MOST_XML = 25_000_000
"""Bytes that a workbook may unpack to: a form of 20 000 rows is 10 MB, and reading takes 50 times as much memory."""
_MOST_MERGED = 500_000
"""Cells that all merged ranges together may cover."""
UNCOUNTED = "="
"""How the text of a formula begins whose result the file does not have."""


@dataclass(frozen=True, slots=True)
class TableGrid:
    """One sheet of a workbook, one table of a paper, or a whole CSV."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    """Every cell as a clerk would type it: 1234,5; 97,28%; 31/12/2026."""
    above: str = ""
    """The words before a table of a paper."""


def read_grids(path: Path) -> list[TableGrid]:
    """Return the tables of a file in their order. FindingsError and EnvironmentFaultError where it cannot be read."""
    source = open_source(path)
    match source.format:
        case "xlsx":
            return list(_workbook(source))
        case "docx" | "odt":
            return list(_of_paper(source))
        case _:
            text, _ = plain.decode(source.data, source.name)
            return [grid_of_text(text, source.name)]


def grid_of_text(text: str, name: str = "") -> TableGrid:
    """Return the cells of a CSV, or of what was copied from a spreadsheet."""
    rows: list[tuple[str, ...]] = []
    for record in read_records(text.replace("\x00", ""), separator_of(text)):
        if len(rows) >= MOST_ROWS:
            raise _too_large(name)
        rows.append(tuple(unguarded(clean(cell).strip()) for cell in record.cells[:MOST_COLUMNS]))
    return TableGrid(name, tuple(rows))


def _too_large(name: str) -> FindingsError:
    return FindingsError(
        f"“{name}” có hơn 20.000 dòng hoặc hơn {MOST_COLUMNS} cột.",
        "Xóa hẳn các dòng, cột trống đã định dạng ở cuối; chỉ giữ lại phần có bảng số liệu.",
    )


def _of_paper(source: Opened) -> Iterator[TableGrid]:
    blocks, _ = pandoc.read_blocks(source)
    above: list[str] = []
    number = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            above = [*above[-2:], collapse(block.text)]
        elif isinstance(block, SourceTable):
            number += 1
            rows = [tuple(collapse(" ".join(cell)) for cell in row) for row in block.filled.rows]
            yield TableGrid(f"bảng {number}", tuple(rows[:MOST_ROWS]), " ".join(above))


def _workbook(source: Opened) -> Iterator[TableGrid]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    faults = (
        InvalidFileException, LookupError, ValueError, OSError, TypeError, AttributeError, ParseError, EOFError,
        ArithmeticError,
    )  # fmt: skip
    try:
        _refuse_huge(source)
        book = load_workbook(BytesIO(source.data), data_only=True)
        formulas = load_workbook(BytesIO(source.data)) if has_uncounted(source) else None
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield TableGrid(sheet.title, _cells(sheet, formulas[sheet.title] if formulas else None, source.name))
    except faults as error:
        raise FindingsError(
            f"“{source.name}” không đọc được như một bảng tính Excel.",
            "Hãy mở bằng Excel, lưu lại thành .xlsx rồi nhập.",
        ) from error


def _refuse_huge(source: Opened) -> None:
    """Refuse what would take all memory to read: openpyxl makes an object of every cell of a merged range."""
    from openpyxl.utils.cell import range_boundaries

    merged = 0
    with zipfile.ZipFile(BytesIO(source.data)) as archive:
        unpacked = sum(m.file_size for m in archive.infolist() if m.filename.endswith(".xml"))
        if unpacked > _MOST_XML:
            raise FindingsError(
                f"“{source.name}” bung ra {unpacked // 1_000_000} MB, quá lớn cho một bảng số liệu.",
                "Chỉ giữ lại trang có biểu rồi nhập.",
            )
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            for _, element in iterparse(archive.open(name)):
                if element.tag.rpartition("}")[2] == "mergeCell":
                    left, top, right, bottom = range_boundaries(element.get("ref", "A1"))
                    merged += ((right or 0) - (left or 0) + 1) * ((bottom or 0) - (top or 0) + 1)
                element.clear()
    if merged > _MOST_MERGED:
        raise FindingsError(
            f"“{source.name}” gộp quá nhiều ô nên không đọc được.", "Bỏ gộp ô ở ngoài đầu bảng rồi nhập."
        )


def _cells(sheet: Any, formulas: Any, name: str) -> tuple[tuple[str, ...], ...]:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise _too_large(f"{name}, trang {sheet.title}")
    rows = [[_text(cell) for cell in row] for row in sheet.iter_rows()]
    if formulas is not None:
        for down, row in enumerate(formulas.iter_rows()):
            for across, cell in enumerate(row):
                if cell.data_type == "f" and not rows[down][across]:
                    rows[down][across] = str(cell.value)
    _fill_merged(rows, sheet.merged_cells.ranges)
    return tuple(map(tuple, rows))


def _fill_merged(rows: list[list[str]], ranges: Sequence[Any]) -> None:
    for merged in ranges:
        top, first = merged.min_row - 1, merged.min_col - 1
        if top >= len(rows) or first >= len(rows[top]):
            continue
        for row in rows[top : merged.max_row]:
            for across in range(first, min(merged.max_col, len(row))):
                row[across] = rows[top][first]


_DECIMALS = re.compile(r"0\.(0+)")
"""`#,##0.00`: how many decimals a cell shows; a number never loses one that it does not show."""


def _text(cell: Any) -> str:
    """Return a cell as a clerk would type it: decimals with a comma, a share of 1 shown as per cent in per cent."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime | date):
        return format_date(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, int | float):
        is_rate = "%" in str(cell.number_format)
        exact = round(Decimal(repr(value)) * (100 if is_rate else 1), 6)
        whole, _, decimals = f"{exact:f}".partition(".")
        shown = _DECIMALS.search(str(cell.number_format))
        decimals = decimals.rstrip("0").ljust(len(shown[1]) if shown else 0, "0")
        return whole + (f",{decimals}" if decimals else "") + ("%" if is_rate else "")
    return "" if isinstance(value, time) else clean_line(str(value))
