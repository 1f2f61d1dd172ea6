"""The table of tasks of a period, and the one a new report takes."""

from __future__ import annotations

import pytest

from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.task_tables import table_for_report, table_of_period

NAMES = ("2025-cchc", "2026-cchc", "2026-quy-3-cchc")


@pytest.mark.parametrize(
    ("period", "table"),
    [("2026-nam", "2026-cchc"), ("2026-quy-3", "2026-quy-3-cchc"), ("2026-quy-4", "2026-cchc"),
     ("2025-quy-1", "2025-cchc"), ("2027-nam", "2026-quy-3-cchc")],
)  # fmt: skip
def test_a_period_has_the_table_that_its_name_says(period: str, table: str) -> None:
    wanted = parse_period(period)
    assert wanted is not None
    assert table_of_period(wanted, (), NAMES) == table


def test_the_report_of_the_period_says_it_best() -> None:
    period = parse_period("quý 3/2026")
    assert period is not None
    sheet = ReportSheet(period="2026-quy-3", checklist="2026-cchc")
    assert table_of_period(period, [sheet], NAMES) == "2026-cchc"
    assert table_of_period(period, [sheet.change(checklist="khong-co")], NAMES) == "2026-quy-3-cchc"
    assert table_of_period(period, [], ()) == ""


@pytest.mark.parametrize(
    ("period", "names", "wanted", "taken"),
    [
        ("2026-quy-3", NAMES, "2026-cchc", "2026-quy-3-cchc"),
        ("2026-nam", NAMES, "2026-cchc", "2026-cchc"),
        ("2026-nam", ("2026-viec",), "2026-cchc", "2026-viec"),
        ("2026-nam", (), "2026-cchc", "2026-cchc"),
        ("2026-nam", ("2025-cchc",), "2026-cchc", "2026-cchc"),
    ],
)
def test_a_new_report_takes_the_table_of_its_period(
    period: str, names: tuple[str, ...], wanted: str, taken: str
) -> None:
    of = parse_period(period)
    assert of is not None
    assert table_for_report(of, names, wanted) == taken
