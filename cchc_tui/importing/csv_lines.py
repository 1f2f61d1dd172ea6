"""The records of a CSV, each on its own even where a quotation mark was never closed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

_LONGEST_CELL = 40
"""Lines that one record may run over; a cell of an office's register has a handful."""
OPEN_QUOTE = "dòng {} của tệp: dấu ngoặc kép không đóng hoặc đặt sai chỗ, các ô có thể lệch"
SWALLOWED = "dòng {} của tệp: một ô chứa cả dòng trông như dòng sau của sổ, có thể do dấu ngoặc kép sai chỗ"


@dataclass(frozen=True)
class CsvRecord:
    """The cells of one record, and why they may be wrong; "" where the record is well formed."""

    cells: list[str]
    fault: str = ""


def read_records(text: str, separator: str) -> Iterator[CsvRecord]:
    """Yield the records in order. A line whose quotation mark is never closed stands for itself; the lines after it are
    read as if it had none.
    """
    lines = StringIO(text, newline="").readlines()
    widest = 0
    at = 0
    while at < len(lines):
        cells, used = _record(lines, at, separator)
        if cells is None:
            cells, fault = [cell.strip().strip('"') for cell in lines[at].rstrip("\r\n").split(separator)], OPEN_QUOTE
        else:
            fault = SWALLOWED if any(_looks_like_a_row(cell, separator, widest) for cell in cells) else ""
        yield CsvRecord(cells, fault.format(at + 1))
        widest = max(widest, len(cells))
        at += used


def _record(lines: Sequence[str], at: int, separator: str) -> tuple[list[str] | None, int]:
    """Return the cells of the record that begins at this line and how many lines it takes; None where it never ends
    well.
    """
    for used in range(1, min(_LONGEST_CELL, len(lines) - at) + 1):
        part = lines[at : at + used]
        if used > 1 and '"' not in part[-1]:
            continue  # the open cell only ends where another quotation mark stands
        try:
            rows = list(csv.reader(part, delimiter=separator, strict=True))
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                continue
            return None, 1
        return (rows[0] if rows else []), used
    return None, 1


def _looks_like_a_row(cell: str, separator: str, width: int) -> bool:
    """Return whether a further line inside a cell has as many separators as a row of this file."""
    return width > 2 and any(line.count(separator) >= width - 1 for line in cell.splitlines()[1:])
