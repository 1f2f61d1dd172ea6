"""A report of the two-level time does not speak of districts."""

from __future__ import annotations

from cchc_tui.records.period import Period, PeriodKind
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.rules.prose.district_prose import RULE
from tests.rules.builders import OFFICE, quotes

TEXT = "Theo chỉ đạo của UBND huyện và Phòng Nội vụ huyện."


def test_districts_are_found_after_the_level_was_abolished() -> None:
    book = make_yearbook(OFFICE, Period(PeriodKind.YEAR, 2026), [], [], [])
    assert quotes(RULE, TEXT, yearbook=book) == ["UBND huyện", "Phòng Nội vụ huyện"]
    assert quotes(RULE, "Hồ sơ của UBND huyện cũ chuyển về.", yearbook=book) == []


def test_before_they_are_lawful() -> None:
    book = make_yearbook(OFFICE, Period(PeriodKind.YEAR, 2023), [], [], [])
    assert quotes(RULE, TEXT, yearbook=book) == []
