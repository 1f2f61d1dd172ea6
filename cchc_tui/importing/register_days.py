"""The dates of a register: Excel's own, its serial numbers, texts; and those written without a year.

A year is never taken from the clock: a register is typed in years later. What the row itself or its neighbours say is
taken, and said to be doubtful; where nothing says it there is no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cchc_tui.importing.spreadsheet import Cell
from cchc_tui.language.text import clean_line, fold
from cchc_tui.language.wording import format_date, parse_date

UNREAD_DATE = "ngày “{}” không đọc được"
NO_YEAR = "ngày “{}” không ghi năm và không có gì cho biết năm"
YEAR_FROM = "ngày “{}” không ghi năm, lấy năm {} theo {}"
FUTURE_DATE = "ngày {} sau hôm nay"
SWAPPED = "Excel có thể đã đảo ngày với tháng trong cột này"

_EXCEL_FIRST = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)  # 1954 to 2119; smaller numbers are numbers
_TIME = re.compile(r"[\sT]+\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AaPp][Mm])?$")
"""` 08:30`: an hour behind a day."""
_YEARLESS = re.compile(r"(?:ngay\s+)?(\d{1,2})\s*(?:[/.-]|\s+thang\s+)\s*(\d{1,2})")
"""`5/3`: a day whose year stands over the table."""
_WITH_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}\D+\d{1,2}\D+\d{2}$")
"""`5/3/26`: a day with its year."""
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
"""`2026`: a year over the table."""


@dataclass(frozen=True)
class ReadDay:
    """One date cell as it was read; `day_month` where only the year is missing."""

    shown: str = ""
    day: date | None = None
    day_month: tuple[int, int] | None = None

    @property
    def is_unread(self) -> bool:
        """Whether something stands there that is no date."""
        return bool(self.shown) and self.day is None and self.day_month is None

    def in_year(self, year: int) -> date | None:
        """Return the day in that year."""
        if self.day_month is None:
            return None
        try:
            return date(year, self.day_month[1], self.day_month[0])
        except ValueError:
            return None


def read_day(cell: Cell, today: date) -> ReadDay:
    """Return a cell as a date. Words that count from today ("hôm qua", "t2") are no dates in a register."""
    if cell is None:
        return ReadDay()
    if isinstance(cell, date):
        return ReadDay(format_date(cell), cell)
    if isinstance(cell, int):
        return ReadDay(str(cell), _EXCEL_FIRST + timedelta(days=cell) if cell in _SERIALS else None)
    shown = clean_line(cell)
    if shown.isdecimal():
        return read_day(int(shown), today) if int(shown) in _SERIALS else ReadDay(shown)
    folded = fold(_TIME.sub("", shown)).rstrip(".,;").strip()
    if found := _YEARLESS.fullmatch(folded):
        read = ReadDay(shown, None, (int(found[1]), int(found[2])))
        return read if read.in_year(2024) else ReadDay(shown)  # a leap year has every day there is
    return ReadDay(shown, parse_date(folded, today) if _WITH_YEAR.search(folded) else None)


def year_named(*texts: str) -> int | None:
    """Return the year that the first of these texts with a single year names: a title, a sheet's name, a file's
    name.
    """
    for text in texts:
        years = {int(year) for year in _YEAR.findall(fold(text))}
        if len(years) == 1:
            return years.pop()
    return None


def not_after(read: ReadDay, other: date) -> date | None:
    """Return the latest such day up to `other`: what arrived on 02/01/2024 was dated 29/12/2023."""
    found = read.in_year(other.year)
    return found if found is not None and found <= other else read.in_year(other.year - 1)


def not_before(read: ReadDay, other: date) -> date | None:
    """Return the first such day from `other` on."""
    found = read.in_year(other.year)
    return found if found is not None and found >= other else read.in_year(other.year + 1)


def look_swapped(reads: Sequence[ReadDay], cells: Sequence[Cell]) -> bool:
    """Return whether an Excel set to American dates took 05/02 for 2 May: its own dates then all have a day up to 12,
    and what it left as text all has one beyond.
    """
    own = [cell.day for cell in cells if isinstance(cell, date)]
    texts = [r.day.day for r, cell in zip(reads, cells, strict=True) if r.day and isinstance(cell, str)]
    return len(own) > 1 and len(texts) > 1 and max(own) <= 12 < min(texts)
