"""Deadlines as offices write them, and the days they give from 2025 to 2027, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.records.deadline import EXAMPLES, Deadline, DeadlineKind, parse_deadline
from cchc_tui.records.period import Window
from cchc_tui.records.working_days import WorkCalendar
from cchc_tui.storage.calendar_file import read_calendar
from cchc_tui.storage.shipped import templates_dir

WORK = read_calendar([templates_dir()])

READ = (
    ("ngày 20", Deadline(DeadlineKind.DAY_OF_MONTH, 20)),
    ("20", Deadline(DeadlineKind.DAY_OF_MONTH, 20)),
    ("trước ngày 20 hằng tháng", Deadline(DeadlineKind.DAY_OF_MONTH, 20)),
    ("ngày 20 của tháng cuối kỳ", Deadline(DeadlineKind.DAY_OF_MONTH, 20)),
    ("2 ngày làm việc sau ngày chốt", Deadline(DeadlineKind.WORKING_DAYS_AFTER, 2)),
    ("Trong 02 ngày làm việc kể từ ngày chốt số liệu.", Deadline(DeadlineKind.WORKING_DAYS_AFTER, 2)),
    ("5 ngày sau ngày chốt", Deadline(DeadlineKind.DAYS_AFTER, 5)),
    ("5 ngày kể từ ngày khóa số liệu", Deadline(DeadlineKind.DAYS_AFTER, 5)),
    ("ngày 10/01 năm sau", Deadline(DeadlineKind.DAY_OF_NEXT_YEAR, 10, 1)),
    ("trước 10/1 của năm kế tiếp", Deadline(DeadlineKind.DAY_OF_NEXT_YEAR, 10, 1)),
    ("thứ sáu hằng tuần", Deadline(DeadlineKind.WEEKDAY, 4)),
    ("Chiều thứ 6 mỗi tuần", Deadline(DeadlineKind.WEEKDAY, 4)),
    ("15/8/2026", Deadline(DeadlineKind.SINGLE_DAY, day=date(2026, 8, 15))),
    ("trước ngày 15-8-2026", Deadline(DeadlineKind.SINGLE_DAY, day=date(2026, 8, 15))),
)
UNREAD = (
    "",
    "ngày 0",
    "ngày 32",
    "31/02/2026",
    "ngày 29/02 năm sau",
    "thứ tám",
    "khi có yêu cầu",
    "20 tháng",
    "cuối kỳ",
)

DUE = (
    # the 20th of the last month (Công văn 581/BNV-CCHC)
    ("ngày 20", "15/12/2024", "14/03/2025", "20/03/2025"),
    ("ngày 20", "15/12/2024", "14/06/2025", "20/06/2025"),
    ("ngày 20", "15/06/2025", "14/09/2025", "20/09/2025"),
    ("ngày 20", "15/12/2024", "14/12/2025", "20/12/2025"),
    ("ngày 20", "15/12/2025", "14/03/2026", "20/03/2026"),
    ("ngày 31", "01/02/2027", "28/02/2027", "28/02/2027"),
    # two working days after the cut-off: a weekend, Tết 2026 (16/02 to 20/02), a day worked instead, 30/4 and 01/5
    ("2 ngày làm việc sau ngày chốt", "15/12/2024", "14/03/2025", "18/03/2025"),
    ("2 ngày làm việc sau ngày chốt", "15/01/2025", "24/01/2025", "04/02/2025"),
    ("2 ngày làm việc sau ngày chốt", "15/01/2026", "14/02/2026", "24/02/2026"),
    ("2 ngày làm việc sau ngày chốt", "15/01/2027", "03/02/2027", "12/02/2027"),
    ("2 ngày làm việc sau ngày chốt", "01/04/2025", "25/04/2025", "28/04/2025"),
    ("2 ngày làm việc sau ngày chốt", "01/04/2026", "29/04/2026", "05/05/2026"),
    ("2 ngày làm việc sau ngày chốt", "15/06/2026", "14/09/2026", "16/09/2026"),
    # a day of the next year (self-scoring)
    ("ngày 10/01 năm sau", "15/12/2024", "14/12/2025", "10/01/2026"),
    ("ngày 10/01 năm sau", "15/12/2025", "14/12/2026", "10/01/2027"),
    # every week, Monday to Sunday
    ("thứ sáu hằng tuần", "29/12/2025", "04/01/2026", "02/01/2026"),
    ("thứ sáu hằng tuần", "30/11/2026", "06/12/2026", "04/12/2026"),
    # one day
    ("15/8/2026", "01/01/2026", "31/07/2026", "15/08/2026"),
    ("5 ngày sau ngày chốt", "01/01/2027", "28/02/2027", "05/03/2027"),
)


def day(text: str) -> date:
    return date(*(int(part) for part in reversed(text.split("/"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "rule"), READ)
def test_what_an_office_writes_is_read(text: str, rule: Deadline) -> None:
    assert parse_deadline(text) == rule


@pytest.mark.parametrize("text", UNREAD)
def test_what_names_no_day_is_no_rule(text: str) -> None:
    assert parse_deadline(text) is None


def test_every_example_is_a_rule_of_a_kind_of_its_own() -> None:
    kinds = [rule.kind for example in EXAMPLES if (rule := parse_deadline(example)) is not None]
    assert sorted(kinds) == sorted(DeadlineKind)


@pytest.mark.parametrize(("rule", "first", "last", "due"), DUE)
def test_a_deadline_falls_on_the_day_worked_out_by_hand(rule: str, first: str, last: str, due: str) -> None:
    deadline = parse_deadline(rule)
    assert deadline is not None
    assert deadline.due_on(Window(day(first), day(last)), WORK) == day(due)


def test_a_year_that_is_not_known_has_its_weekends_free_and_says_so() -> None:
    unknown = WorkCalendar()
    assert unknown.add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 16)
    assert not unknown.is_known(date(2026, 2, 16))
    assert WORK.is_known(date(2026, 2, 16))
    assert not WORK.is_known(date(2030, 2, 4)), "the government decides each year"


@pytest.mark.parametrize("year", range(2024, 2031))
def test_the_shipped_holidays_are_those_of_a_kept_library(year: int) -> None:
    holidays = pytest.importorskip("holidays.countries.vietnam", reason="the library holidays is not installed")
    theirs = {found for found in holidays.Vietnam(years=[year]) if found.year == year}
    assert WORK.years[year].off == theirs


@pytest.mark.parametrize(
    ("name", "number", "day"),
    [("hai", 2, 0), ("ba", 3, 1), ("tư", 4, 2), ("năm", 5, 3), ("sáu", 6, 4), ("bảy", 7, 5)],
)
def test_each_day_of_the_week_is_known_by_name_and_number(name: str, number: int, day: int) -> None:
    rule = Deadline(DeadlineKind.WEEKDAY, day)
    assert parse_deadline(f"thứ {name} hằng tuần") == parse_deadline(f"thứ {number} hằng tuần") == rule
