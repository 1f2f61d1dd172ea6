"""Rows of a spreadsheet: XLSX through openpyxl, CSV in whatever encoding and with whatever separator it was saved."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any, TypeVar
from xml.etree.ElementTree import ParseError

from cchc_tui.errors import FindingsError
from cchc_tui.importing.csv_lines import read_records
from cchc_tui.importing.opening import Opened
from cchc_tui.importing.plain import decode
from cchc_tui.language.legacy_encoding import convert, recognise
from cchc_tui.language.text import clean

Progress = Callable[[int, int], None]
T = TypeVar("T")
MAX_ROWS = 100_000
"""A commune keeps some thousand documents a year; what is written at once must fit into one entry of the journal."""
MAX_COLUMNS = 60
_LAST_ROW = 1_048_576
"""Excel's own; a row numbered beyond it would have the rows between made up, one by one."""
_GUARDED = ("'=", "'+", "'-", "'@")


class Formula(str):
    """The text of a formula whose result no program has kept in the file."""


Cell = str | date | int | None
Row = tuple[Cell, ...]


def xlsx_sheets(source: Opened, progress: Progress | None = None) -> Iterator[tuple[str, list[Row], set[int]]]:
    """Yield each visible sheet with its name, its rows, and which of them had letters of an old encoding, now
    converted.

    Dates are dates, whole numbers integers, the rest is clean text.
    `progress` hears how many of the rows a sheet says it has were read.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    faults = (InvalidFileException, LookupError, ValueError, OSError, TypeError, AttributeError, ParseError, EOFError)
    try:
        book = load_workbook(BytesIO(source.data), read_only=True, data_only=True)
        # Only a file that a program wrote and Excel never opened has formulas without results: read twice then.
        formulas = load_workbook(BytesIO(source.data), read_only=True) if has_uncounted(source) else None
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                declared = sheet.max_row or 0
                # The size a file declares may be a lie: the rows themselves decide.
                sheet.reset_dimensions()
                cells = sheet.iter_rows(values_only=True, max_row=_LAST_ROW, max_col=MAX_COLUMNS)
                # Counting is quick: a sheet that somebody formatted to its end has a million rows without a letter.
                heard: Iterable[tuple[object, ...]] = _heard(cells, declared, progress)
                if formulas is not None:
                    heard = _with_formulas(heard, formulas[sheet.title])
                filled = (row for row in heard if row.count(None) < len(row))
                rows = (tuple(map(_value, row)) for row in filled)
                yield sheet.title, *_in_unicode(_bounded(source, rows))
    except faults as error:
        raise FindingsError(
            f"“{source.name}” không đọc được như một bảng tính Excel.",
            "Hãy mở bằng Excel, lưu lại thành .xlsx rồi nhập.",
        ) from error


_UNCOUNTED = re.compile(rb"<f(?: [^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>|</c>)")
"""`<f>SUM(A1)</f><v></v></c>`: a formula that no program has counted yet."""


def has_uncounted(source: Opened) -> bool:
    """Return whether a sheet has a formula without its result."""
    with zipfile.ZipFile(BytesIO(source.data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(_UNCOUNTED.search(archive.read(name)) for name in sheets)


def _with_formulas(rows: Iterable[tuple[object, ...]], sheet: Any) -> Iterator[tuple[object, ...]]:
    """Yield the rows with the formulas themselves where the file has no results of them."""
    sheet.reset_dimensions()
    written = sheet.iter_rows(values_only=True, max_row=_LAST_ROW, max_col=MAX_COLUMNS)
    for row, texts in zip(rows, written, strict=False):
        yield tuple(
            Formula(text) if cell is None and isinstance(text, str) and text.startswith("=") else cell
            for cell, text in zip(row, texts, strict=False)
        )


def _heard(rows: Iterable[T], declared: int, progress: Progress | None) -> Iterator[T]:
    for number, row in enumerate(rows, 1):
        if progress is not None and not number % 100:
            progress(number, max(declared, number))
        yield row


def csv_rows(source: Opened) -> tuple[list[Row], bool, dict[int, str]]:
    """Return the rows of a CSV, whether an old encoding was converted, and which rows are ill formed, why."""
    text, legacy = decode(source.data, source.name)
    separator = separator_of(text)
    faults: dict[int, str] = {}
    kept: list[Row] = []
    for record in read_records(text.replace("\x00", ""), separator):
        row = tuple(_typed(cell) for cell in record.cells[:MAX_COLUMNS])
        if row.count(None) < len(row):
            if record.fault:
                faults[len(kept)] = record.fault
            kept.append(row)
        if len(kept) > MAX_ROWS:
            raise _too_many(source)
    return kept, legacy is not None, faults


def _typed(cell: str) -> str | None:
    return unguarded(clean(cell).strip()) or None


def unguarded(text: str) -> str:
    """Return a cell as it was typed: without the apostrophe that keeps Excel from taking it for a formula."""
    return text[1:] if text[:2] in _GUARDED else text


def separator_of(text: str) -> str:
    """Return the sign that parts the cells of a CSV."""
    return max(";\t,|", key=lambda sign: _evenness(text, sign))


def _evenness(text: str, sign: str) -> int:
    """Return how often the separator stands in the line of the first ten that has it least, blank lines left out."""
    lines = [line for line in text[:20_000].splitlines()[:10] if line.strip()]
    counts = sorted(line.count(sign) for line in lines)
    return counts[len(counts) // 4] if counts else 0


def _bounded(source: Opened, rows: Iterator[Row]) -> list[Row]:
    kept: list[Row] = []
    for row in rows:
        if any(cell is not None for cell in row):
            kept.append(row)
        if len(kept) > MAX_ROWS:
            raise _too_many(source)
    return kept


def _too_many(source: Opened) -> FindingsError:
    return FindingsError(
        f"“{source.name}” có hơn {MAX_ROWS:,} dòng.".replace(",", "."), "Hãy chia sổ theo năm rồi nhập từng tệp."
    )


def _value(cell: object) -> Cell:
    if isinstance(cell, Formula):
        return cell
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return int(cell) if float(cell).is_integer() else str(cell)
    return clean(str(cell)).strip() or None


def _in_unicode(rows: list[Row]) -> tuple[list[Row], set[int]]:
    """Return the rows with TCVN3 and VNI letters converted, and where those were.

    One cell is often too short to tell ("Sè" is a syllable): where the sheet as a whole is in an old encoding, every
    cell is that has no letter beyond it.
    """
    typed = [[cell for cell in row if isinstance(cell, str) and not cell.isascii()] for row in rows]
    whole = recognise(" ".join(cell for row in typed for cell in row if _is_latin(cell)))
    converted: set[int] = set()
    for place, cells in enumerate(typed):
        known = {cell: recognise(cell) or (whole if _is_latin(cell) else None) for cell in cells}
        if any(known.values()):
            converted.add(place)
            rows[place] = tuple(
                convert(cell, encoding) if isinstance(cell, str) and (encoding := known.get(cell)) else cell
                for cell in rows[place]
            )
    return rows, converted


def _is_latin(text: str) -> bool:
    """Return whether every letter could be one of an old encoding read as Latin-1; μ stands for its micro sign."""
    return all(letter <= "\u00ff" or letter == "μ" for letter in text)
