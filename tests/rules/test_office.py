"""Rules that follow from how the country is administered since the two levels."""

from __future__ import annotations

from datetime import date

from cchc_tui.records.period import Period, PeriodKind
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.rules.office import district_level, district_prose
from tests.rules.builders import OFFICE, found_on, letter, quotes, sheet

TEXT = "Theo chỉ đạo của UBND huyện và Phòng Nội vụ huyện."


def test_a_district_after_the_day_is_found() -> None:
    theirs = letter(day=date(2025, 7, 2), issuer="UBND huyện Tứ Kỳ", direction="incoming")
    report = sheet(dated_on=date(2025, 9, 20), addressees=("Phòng Nội vụ huyện",))
    found = found_on(district_level, directives=[theirs], reports=[report])
    assert [(f.key, f.quote) for f in found] == [("issuer", "UBND huyện Tứ Kỳ"), ("addressees", "Phòng Nội vụ huyện")]


def test_before_the_day_it_is_history() -> None:
    assert found_on(district_level, directives=[letter(issuer="UBND huyện Tứ Kỳ")], reports=[sheet()]) == []


def test_the_office_may_name_another_day() -> None:
    later = OFFICE.change(two_tier_from="2025-08-01")
    assert found_on(district_level, directives=[letter(day=date(2025, 7, 2), issuer="UBND huyện")], office=later) == []


def test_districts_are_found_after_the_level_was_abolished() -> None:
    book = make_yearbook(OFFICE, Period(PeriodKind.YEAR, 2026), [], [], [])
    assert quotes(district_prose, TEXT, yearbook=book) == ["UBND huyện", "Phòng Nội vụ huyện"]
    assert quotes(district_prose, "Hồ sơ của UBND huyện cũ chuyển về.", yearbook=book) == []


def test_before_they_are_lawful() -> None:
    book = make_yearbook(OFFICE, Period(PeriodKind.YEAR, 2023), [], [], [])
    assert quotes(district_prose, TEXT, yearbook=book) == []
