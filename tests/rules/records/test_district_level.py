"""From 01/7/2025 no district issues or receives."""

from __future__ import annotations

from datetime import date

from cchc_tui.rules.records.district_level import RULE
from tests.rules.builders import OFFICE, found_on, letter, sheet


def test_a_district_after_the_day_is_found() -> None:
    theirs = letter(day=date(2025, 7, 2), issuer="UBND huyện Tứ Kỳ", direction="incoming")
    report = sheet(dated_on=date(2025, 9, 20), addressees=("Phòng Nội vụ huyện",))
    found = found_on(RULE, directives=[theirs], reports=[report])
    assert [(f.key, f.quote) for f in found] == [("issuer", "UBND huyện Tứ Kỳ"), ("addressees", "Phòng Nội vụ huyện")]


def test_before_the_day_it_is_history() -> None:
    assert found_on(RULE, directives=[letter(issuer="UBND huyện Tứ Kỳ")], reports=[sheet()]) == []


def test_the_office_may_name_another_day() -> None:
    later = OFFICE.change(two_tier_from="2025-08-01")
    assert found_on(RULE, directives=[letter(day=date(2025, 7, 2), issuer="UBND huyện")], office=later) == []
