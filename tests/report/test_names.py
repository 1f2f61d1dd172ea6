"""Names of periods as prose needs them."""

from __future__ import annotations

import pytest

from cchc_tui.records.period import parse_period
from cchc_tui.report.names import following_name


@pytest.mark.parametrize(
    ("code", "following"),
    [
        ("2023-06", "tháng 7 năm 2023"),
        ("2023-12", "tháng 1 năm 2024"),
        ("2023-quy-3", "quý IV năm 2023"),
        ("2023-quy-4", "quý I năm 2024"),
        ("2023-6-thang", "6 tháng cuối năm 2023"),
        ("2023-9-thang", "3 tháng cuối năm 2023"),
        ("2023-8-thang", "4 tháng cuối năm 2023"),
        ("2023-6-thang-cuoi", "năm 2024"),
        ("2023-nam", "năm 2024"),
        ("2025-07-01..2025-09-14", "thời gian tới"),
    ],
)
def test_tasks_are_set_for_the_period_that_follows(code: str, following: str) -> None:
    period = parse_period(code)
    assert period is not None
    assert following_name(period) == following
