"""A total equals the sum of its parts, as exactly as both say."""

from __future__ import annotations

import pytest

from cchc_tui.rules.records.window_total import RULE
from tests.rules.builders import count, found_on

MONTHS = [count("bai", f"2023-{m:02d}", 5) for m in (1, 2, 3)]
WRONG = [(16, "exact"), (14, "exact"), (40, "over"), (10, "nearly"), (40, "about")]
POSSIBLE = [(15, "exact"), (14, "over"), (16, "nearly"), (16, "about"), (15, "about_over")]


@pytest.mark.parametrize(("value", "qualifier"), WRONG)
def test_a_total_that_contradicts_its_months_is_found(value: int, qualifier: str) -> None:
    (finding,) = found_on(RULE, media=[count("bai", "2023-quy-1", value, qualifier), *MONTHS])
    assert "cộng 3 kỳ bên trong được 15" in finding.message


@pytest.mark.parametrize(("value", "qualifier"), POSSIBLE)
def test_a_total_that_may_be_right_is_left_alone(value: int, qualifier: str) -> None:
    assert found_on(RULE, media=[count("bai", "2023-quy-1", value, qualifier), *MONTHS]) == []


def test_months_that_do_not_fill_the_window_only_may_not_exceed_it() -> None:
    assert found_on(RULE, media=[count("bai", "2023-quy-1", 12), *MONTHS[:2]]) == []
    assert len(found_on(RULE, media=[count("bai", "2023-quy-1", 9), *MONTHS[:2]])) == 1


def test_what_a_single_month_is_above_already_contradicts_the_year() -> None:
    (finding,) = found_on(RULE, media=[count("bai", "2023-nam", 24), count("bai", "2023-01", 90, "over")])
    assert "năm 2023 ghi 24 nhưng riêng tháng 1 năm 2023 bên trong đã ghi trên 90" in finding.message
    assert found_on(RULE, media=[count("bai", "2023-nam", 90, "over"), count("bai", "2023-01", 90, "over")]) == []


def test_months_said_to_be_below_a_number_cannot_reach_a_greater_total() -> None:
    months = [count("bai", f"2023-{m:02d}", 5, "nearly") for m in (1, 2, 3)]
    assert len(found_on(RULE, media=[count("bai", "2023-quy-1", 20), *months])) == 1
    assert found_on(RULE, media=[count("bai", "2023-quy-1", 14), *months]) == []


def test_of_counts_that_overlap_the_largest_alone_is_compared() -> None:
    weeks = [count("bai", "2023-01-01..2023-01-20", 30), count("bai", "2023-01-10..2023-01-25", 9)]
    (finding,) = found_on(RULE, media=[count("bai", "2023-nam", 24), *weeks])
    assert "đã ghi 30" in finding.message
    assert found_on(RULE, media=[count("bai", "2023-nam", 35), *weeks]) == []
