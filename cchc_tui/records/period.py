"""Reporting periods and the windows of days they see.

A period is what the office says ("quý III năm 2023"); a window is the days a report counts. The regime, data in
`office.toml`, turns the one into the other: an annual report runs from 15/12 of the year before to 14/12
(Nghị định 09/2019/NĐ-CP; Công văn 581/BNV-CCHC for the administrative-reform regime).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from cchc_tui.language.text import clean_line, fold
from cchc_tui.language.wording import format_date

MONTHS_IN_YEAR = 12


class PeriodKind(StrEnum):
    """The kinds of period an office reports on; the value is the word in a code."""

    MONTH = "thang"
    QUARTER = "quy"
    HALF = "6-thang"
    NINE_MONTHS = "9-thang"
    FIRST_MONTHS = "thang-dau"
    """As many first months of a year as somebody asks for, other than 6 and 9: 8 tháng đầu năm."""
    LAST_MONTHS = "thang-cuoi"
    """As many last months of a year: 6 tháng cuối năm."""
    YEAR = "nam"
    FREE = "tu-den"


class Window(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def covers(self, other: Window) -> bool:
        """Return whether every day of `other` lies in this window."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Window) -> bool:
        """Return whether the two windows share a day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def name(self) -> str:
        """`từ ngày 15/12/2022 đến ngày 14/12/2023`."""
        return f"từ ngày {format_date(self.first)} đến ngày {format_date(self.last)}"


class Period(NamedTuple):
    """A reporting period. `number` is the month, the quarter, or how many months FIRST_MONTHS and LAST_MONTHS are;
    0 elsewhere. A free period carries its window.
    """

    kind: PeriodKind
    year: int
    number: int = 0
    free: Window | None = None

    @property
    def code(self) -> str:
        """The one spelling kept in files: 2023-06, 2023-quy-3, 2023-6-thang, 2023-8-thang, 2023-6-thang-cuoi, 2023-nam,
        2022-12-15..2023-12-14.
        """
        if self.free is not None:
            return f"{self.free.first.isoformat()}..{self.free.last.isoformat()}"
        if self.kind is PeriodKind.MONTH:
            return f"{self.year:04d}-{self.number:02d}"
        return f"{self.year:04d}-{self.word}"

    @property
    def word(self) -> str:
        """The period without its year, as a regime names it: thang, quy-3, 6-thang, 8-thang, 6-thang-cuoi, nam."""
        match self.kind:
            case PeriodKind.QUARTER:
                return f"quy-{self.number}"
            case PeriodKind.FIRST_MONTHS:
                return f"{self.number}-thang"
            case PeriodKind.LAST_MONTHS:
                return f"{self.number}-thang-cuoi"
            case _:
                return self.kind.value

    @property
    def unplanned(self) -> bool:
        """Whether no regime has such a period: it is reported when somebody asks for it."""
        return self.kind in (PeriodKind.FREE, PeriodKind.FIRST_MONTHS, PeriodKind.LAST_MONTHS)

    @property
    def name(self) -> str:
        """As the administration says it: tháng 6 năm 2023, quý III năm 2023, 6 tháng đầu năm 2023, năm 2023."""
        if self.free is not None:
            return self.free.name
        roman = ("", "I", "II", "III", "IV")[self.number] if self.kind is PeriodKind.QUARTER else ""
        return {
            PeriodKind.MONTH: f"tháng {self.number} năm {self.year}",
            PeriodKind.QUARTER: f"quý {roman} năm {self.year}",
            PeriodKind.HALF: f"6 tháng đầu năm {self.year}",
            PeriodKind.NINE_MONTHS: f"9 tháng đầu năm {self.year}",
            PeriodKind.FIRST_MONTHS: f"{self.number} tháng đầu năm {self.year}",
            PeriodKind.LAST_MONTHS: f"{self.number} tháng cuối năm {self.year}",
            PeriodKind.YEAR: f"năm {self.year}",
        }[self.kind]

    @property
    def months(self) -> tuple[int, int]:
        """First and last calendar month of the period; not for a free one."""
        match self.kind:
            case PeriodKind.MONTH:
                return self.number, self.number
            case PeriodKind.QUARTER:
                return 3 * self.number - 2, 3 * self.number
            case PeriodKind.HALF:
                return 1, 6
            case PeriodKind.NINE_MONTHS:
                return 1, 9
            case PeriodKind.FIRST_MONTHS:
                return 1, self.number
            case PeriodKind.LAST_MONTHS:
                return MONTHS_IN_YEAR + 1 - self.number, MONTHS_IN_YEAR
            case PeriodKind.YEAR:
                return 1, MONTHS_IN_YEAR
            case _:
                raise ValueError("a free period has no months of its own")

    @property
    def previous(self) -> Period:
        """The period of the same kind just before; for several months and the year, that of the year before."""
        if self.free is not None:
            length = self.free.last - self.free.first
            last = self.free.first - timedelta(days=1)
            return free_period(last - length, last)
        if self.kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
            per_year = MONTHS_IN_YEAR if self.kind is PeriodKind.MONTH else 4
            year, number = (self.year, self.number - 1) if self.number > 1 else (self.year - 1, per_year)
            return Period(self.kind, year, number)
        return Period(self.kind, self.year - 1, self.number)

    @property
    def following(self) -> Period:
        """The period of the same kind just after; for several months and the year, that of the year after."""
        if self.free is not None:
            length = self.free.last - self.free.first
            first = self.free.last + timedelta(days=1)
            return free_period(first, first + length)
        if self.kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
            per_year = MONTHS_IN_YEAR if self.kind is PeriodKind.MONTH else 4
            year, number = (self.year, self.number + 1) if self.number < per_year else (self.year + 1, 1)
            return Period(self.kind, year, number)
        return Period(self.kind, self.year + 1, self.number)


def free_period(first: date, last: date) -> Period:
    """Return a period of any days, named after the year it ends in."""
    return Period(PeriodKind.FREE, last.year, free=Window(first, last))


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS: tuple[tuple[PeriodKind, str], ...] = (
    (PeriodKind.YEAR, (rf"(?:(?:ca\s*)?nam\s*)?{_YEAR}|{_YEAR.replace('year', 'year2')}[-/ ]nam")),
    (
        PeriodKind.MONTH,
        (
            rf"{_YEAR}-(?P<n>\d\d?)|(?:thang\s*)?(?P<n2>\d\d?)\s*(?:/|-|nam)\s*"
            rf"{_YEAR.replace('year', 'year2')}"
        ),
    ),
    (
        PeriodKind.QUARTER,
        (
            rf"{_YEAR}[-/ ]?(?:quy|q)[- ]?(?P<n>[1-4]|iv|i{{1,3}})|(?:quy|q)\s*"
            rf"(?P<n2>[1-4]|iv|i{{1,3}})\s*(?:/|-|nam)?\s*{_YEAR.replace('year', 'year2')}"
        ),
    ),
    (
        PeriodKind.HALF,
        (
            rf"{_YEAR}-6-?(?:thang|t)|6\s*thang\s*(?:dau\s*)?(?:/|nam)?\s*"
            rf"{_YEAR.replace('year', 'year2')}"
        ),
    ),
    (
        PeriodKind.NINE_MONTHS,
        (
            rf"{_YEAR}-9-?(?:thang|t)|9\s*thang\s*(?:dau\s*)?(?:/|nam)?\s*"
            rf"{_YEAR.replace('year', 'year2')}"
        ),
    ),
    (
        PeriodKind.FIRST_MONTHS,
        (
            rf"{_YEAR}-(?P<n>[2-9]|1[01])-thang|(?P<n2>0?[2-9]|1[01])\s*thang\s*"
            rf"(?:dau\s*(?:/|nam)?|nam)\s*{_YEAR.replace('year', 'year2')}"
        ),
    ),
    (
        PeriodKind.LAST_MONTHS,
        (
            rf"{_YEAR}-(?P<n>[2-9]|1[01])-thang-cuoi|(?P<n2>0?[2-9]|1[01])\s*thang\s*"
            rf"cuoi\s*(?:/|nam)?\s*{_YEAR.replace('year', 'year2')}"
        ),
    ),
)
_ISO = r"(\d{4})-(\d\d?)-(\d\d?)"
_DAY = r"(\d\d?)(?:[/.]|\s*thang\s*)(\d\d?)"
_ITS_YEAR = r"(?:[/.]|\s*nam\s*)(\d{4})"
_FREE = (
    rf"(?:tu\s*)?(?:ngay\s*)?(?:{_ISO}|{_DAY}(?:{_ITS_YEAR})?)\s*(?:\.\.|->|-|den|,)\s*"
    rf"(?:ngay\s*)?(?:{_ISO}|{_DAY}{_ITS_YEAR})"
)
# Patterns, not compiled here: `re` keeps those that were used, and a list must not wait for the others.


def parse_period(text: str) -> Period | None:
    """Return the period a person or a file names, or None.

    Codes (see `Period.code`) and what clerks type: 2023, 6/2023, tháng 6 năm 2023, quý III/2023, 6 tháng đầu năm 2023,
    6 tháng cuối năm 2023, 15/12/2022 - 14/12/2023, từ 01/7 đến 14/9/2025. A first day without a year is of the year
    of the last day; “8 tháng 2026” is None, for it may be meant as tháng 8.
    """
    if (coded := _read_code(text)) is not None:
        return coded
    folded = fold(clean_line(text))
    if found := re.fullmatch(_FREE, folded):
        return _read_free(found.groups())
    for kind, form in _FORMS:
        found = re.fullmatch(form, folded)
        if found is None:
            continue
        groups = found.groupdict()
        year = int(groups.get("year") or groups.get("year2") or 0)
        number = _read_number(groups.get("n") or groups.get("n2"))
        if kind is PeriodKind.MONTH and not 1 <= number <= MONTHS_IN_YEAR:
            return None
        return Period(kind, year, number)
    return None


_WHOLE = {"6-thang": PeriodKind.HALF, "9-thang": PeriodKind.NINE_MONTHS, "nam": PeriodKind.YEAR}
_MOST_MONTHS = 11


def period_of(year: int, word: str) -> Period | None:
    """Return the period of a year that a regime names so (`Period.word`); None for `thang`, which is twelve, and for a
    word that names none.
    """
    if word in _WHOLE:
        return Period(_WHOLE[word], year)
    head, _, tail = word.partition("-")
    if head == "quy" and tail in ("1", "2", "3", "4"):
        return Period(PeriodKind.QUARTER, year, int(tail))
    kind = {"thang": PeriodKind.FIRST_MONTHS, "thang-cuoi": PeriodKind.LAST_MONTHS}.get(tail)
    if kind is None or not head.isdecimal() or head != str(int(head)) or not 1 < int(head) <= _MOST_MONTHS:
        return None
    return Period(kind, year, int(head))


def _read_code(text: str) -> Period | None:
    """Return the period of a code as files keep it, without a pattern being built; None for all else."""
    first, dots, last = text.partition("..")
    try:
        if dots:
            days = date.fromisoformat(first), date.fromisoformat(last)
            return free_period(*days) if days[0] <= days[1] else None
        year, dash, word = int(text[:4]), text[4:5], text[5:]
        if dash != "-" or not text[:4].isascii() or text[:2] not in ("19", "20"):
            return None
        if len(word) == 2 and word.isascii() and word.isdecimal() and 1 <= int(word) <= MONTHS_IN_YEAR:
            return Period(PeriodKind.MONTH, year, int(word))
        return period_of(year, word)
    except ValueError:
        return None


def _read_number(text: str | None) -> int:
    if not text:
        return 0
    return _ROMAN[text] if text in _ROMAN else int(text)


def _read_free(parts: tuple[str | None, ...]) -> Period | None:
    days: list[date] = []
    last_year = int(parts[6] or parts[11] or 0)
    for at in (0, 6):
        y, m, d, day, month, year = (int(p) if p else 0 for p in parts[at : at + 6])
        try:
            days.append(date(y, m, d) if y else date(year or last_year, month, day))
        except ValueError:
            return None
    return free_period(*days) if days[0] <= days[1] else None


class Regime(NamedTuple):
    """When periods close and which days they see. All of it is data of the office."""

    code: str
    name: str
    closing_day: int
    """Day of the period's last month on which it closes, 14 in NĐ 09/2019; 31: the last day of the month."""
    periods: tuple[str, ...] = ()
    """What is reported: thang, quy-1 … quy-4, 6-thang, 9-thang, nam. Empty: all."""
    cumulative: tuple[str, ...] = ("6-thang", "9-thang", "nam")
    """Which of them count from the start of the reporting year."""
    overrides: tuple[tuple[str, Window], ...] = ()
    """Windows the office sets by itself, by period code."""

    def window(self, period: Period) -> Window:
        """Return the days a report on `period` counts; first months run from the start of the reporting year."""
        if period.free is not None:
            return period.free
        for code, window in self.overrides:
            if code == period.code:
                return window
        first_month, last_month = period.months
        if period.word in self.cumulative:
            first_month = 1
        return Window(self._day_after_closing(period.year, first_month - 1), self._closing(period.year, last_month))

    def reports(self, period: Period) -> bool:
        """Return whether this regime asks for a report on such a period."""
        return period.unplanned or not self.periods or period.word in self.periods

    def _closing(self, year: int, month: int) -> date:
        if month < 1:
            year, month = year - 1, month + MONTHS_IN_YEAR
        return date(year, month, min(self.closing_day, _last_day(year, month)))

    def _day_after_closing(self, year: int, month: int) -> date:
        return self._closing(year, month) + timedelta(days=1)


def _last_day(year: int, month: int) -> int:
    """Return how many days a month has.

    `calendar` would say it too, but imports `locale`: every start would wait for it.
    """
    return 31 if month == MONTHS_IN_YEAR else (date(year, month + 1, 1) - timedelta(days=1)).day


GENERAL_REGIME = Regime("chung", "Chế độ báo cáo định kỳ (Nghị định số 09/2019/NĐ-CP)", closing_day=14)
"""Used where the office has not written its own."""
