"""Windows of one measure lie apart or inside one another."""

from __future__ import annotations

from cchc_tui.rules.records.crossing_counts import RULE
from tests.rules.builders import count, found_on, sheet


def test_two_windows_that_share_days_are_found_once() -> None:
    half, later = count("bai", "2023-6-thang", 40), count("bai", "2023-03-15..2023-09-14", 50)
    (finding,) = found_on(RULE, media=[half, later], reports=[sheet(), sheet(slug="khac", regime="chung")])
    assert (finding.record, finding.key) == (later.id, "period")
    assert "từ 15/3/2023 đến 14/6/2023" in finding.message


def test_months_inside_a_year_and_windows_apart_are_lawful() -> None:
    apart = [count("bai", "2023-quy-1", 3), count("bai", "2023-quy-2", 4), count("bai", "2023-nam", 9)]
    other = [count("luot-phat", "2023-03-15..2023-09-14", 50)]
    assert found_on(RULE, media=apart + other, reports=[sheet()]) == []
