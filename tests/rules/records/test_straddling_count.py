"""A count lies in a report's window or outside it."""

from __future__ import annotations

from cchc_tui.rules.records.straddling_count import RULE
from tests.rules.builders import count, found_on, sheet


def test_a_calendar_month_over_the_closing_day_is_found() -> None:
    (finding,) = found_on(RULE, media=[count("bai", "2023-12-01..2023-12-31", 3)], reports=[sheet()])
    assert finding.key == "period"


def test_reporting_months_and_longer_windows_are_lawful() -> None:
    inside = [count("bai", "2023-12", 3), count("bai", "2022-12-01..2023-12-31", 30)]
    assert found_on(RULE, media=inside, reports=[sheet()]) == []
