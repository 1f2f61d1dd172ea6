"""When a report is due, as offices are told it: the 20th, 2 working days after the cut-off, 10/01 of the next year."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from cchc_tui.language.text import clean_line, fold
from cchc_tui.records.period import Window
from cchc_tui.records.working_days import WorkCalendar

EXAMPLES = (
    "ngày 20",
    "2 ngày làm việc sau ngày chốt",
    "5 ngày sau ngày chốt",
    "ngày 10/01 năm sau",
    "thứ sáu hằng tuần",
    "15/8/2026",
)
"""One of each kind, for help and for the sentence about a rule that cannot be read."""


class DeadlineKind(StrEnum):
    """The kinds of rule."""

    DAY_OF_MONTH = "day of the period's last month"
    DAYS_AFTER = "days after the cut-off"
    WORKING_DAYS_AFTER = "working days after the cut-off"
    DAY_OF_NEXT_YEAR = "day of the next year"
    WEEKDAY = "day of each week"
    SINGLE_DAY = "one day"


class Deadline(NamedTuple):
    """One rule. Which numbers it needs depends on its kind."""

    kind: DeadlineKind
    number: int = 0
    """Day of the month, number of days, or weekday from Monday 0."""
    month: int = 0
    day: date | None = None

    @property
    def weekly(self) -> bool:
        """Return whether a report is owed every week."""
        return self.kind is DeadlineKind.WEEKDAY

    def due_on(self, window: Window, work: WorkCalendar) -> date:
        """Return the day by which the report about a window of days is due."""
        last = window.last
        match self.kind:
            case DeadlineKind.DAY_OF_MONTH:
                return last.replace(day=min(self.number, _days_in_month(last)))
            case DeadlineKind.DAYS_AFTER:
                return last + timedelta(days=self.number)
            case DeadlineKind.WORKING_DAYS_AFTER:
                return work.add_working_days(last, self.number)
            case DeadlineKind.DAY_OF_NEXT_YEAR:
                return date(last.year + 1, self.month, self.number)
            case DeadlineKind.WEEKDAY:
                return last - timedelta(days=(last.weekday() - self.number) % 7)
            case DeadlineKind.SINGLE_DAY:
                assert self.day is not None
                return self.day


def _days_in_month(day: date) -> int:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1).toordinal() - day.replace(day=1).toordinal()


def parse_deadline(text: str) -> Deadline | None:
    """Return the rule that an office wrote, see EXAMPLES; None when it cannot be read or names no such day."""
    folded = fold(clean_line(text)).rstrip(".")
    for pattern, make in _FORMS.items():
        if found := re.fullmatch(pattern, folded):
            try:
                return make(*found.groups())
            except (ValueError, KeyError):
                return None
    return None


def _day_of_month(day: str) -> Deadline:
    number = int(day)
    if not 1 <= number <= 31:
        raise ValueError(day)
    return Deadline(DeadlineKind.DAY_OF_MONTH, number)


def _day_of_next_year(day: str, month: str) -> Deadline:
    date(2023, int(month), int(day))  # 29/02 is no day of most years
    return Deadline(DeadlineKind.DAY_OF_NEXT_YEAR, int(day), int(month))


def _weekday(name: str) -> Deadline:
    return Deadline(DeadlineKind.WEEKDAY, _WEEKDAYS[name])


_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4, "bay": 5, "7": 5}
_AFTER = r"(?:sau|ke tu)(?: ngay)?(?: chot| khoa| het ky| ket thuc ky)*(?: so lieu)?"
_FORMS: Mapping[str, Callable[..., Deadline]] = {
    r"(?:truoc |cham nhat )?(?:ngay )?(\d\d?)(?: (?:hang thang|cua thang cuoi ky|thang cuoi ky))?": _day_of_month,
    rf"(?:trong )?(\d\d?) ngay lam viec {_AFTER}": lambda n: Deadline(DeadlineKind.WORKING_DAYS_AFTER, int(n)),
    rf"(?:trong )?(\d\d?) ngay {_AFTER}": lambda n: Deadline(DeadlineKind.DAYS_AFTER, int(n)),
    r"(?:truoc )?(?:ngay )?(\d\d?)[/-](\d\d?) (?:cua )?nam (?:sau|ke tiep|tiep theo)": _day_of_next_year,
    r"(?:chieu |sang )?thu (\w+)(?: (?:hang|moi|cua) tuan)?": _weekday,
    r"(?:truoc )?(?:ngay )?(\d\d?)[/-](\d\d?)[/-](\d{4})": lambda d, m, y: Deadline(
        DeadlineKind.SINGLE_DAY, day=date(int(y), int(m), int(d))
    ),
}  # fmt: skip
"""What offices write, folded."""
