"""What is due when, by the regimes of the office."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.records.due import due_reports
from cchc_tui.records.office import OfficeSettings, RegimeTable
from cchc_tui.records.report_sheet import FROZEN, ReportSheet

GENERAL = RegimeTable(code="chung", name="Chế độ chung", closing_day=14)
REFORM = RegimeTable(
    code="cchc",
    name="Chế độ báo cáo CCHC",
    closing_day=14,
    periods=("quy-1", "6-thang", "quy-3", "nam"),
    cumulative=("6-thang", "nam"),
    due_day=20,
)
OFFICE = OfficeSettings(short_name="UBND xã Hà Kỳ", place="Hà Kỳ", regime="chung", regimes=(GENERAL, REFORM))


def _due(today: str, *reports: ReportSheet) -> list[tuple[str, str]]:
    return [(d.period.code, d.state) for d in due_reports(OFFICE, date.fromisoformat(today), reports)]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2024-01-10", [("2023-nam", "quá hạn"), ("2024-quy-1", "còn hạn")]),
        ("2024-03-05", [("2024-quy-1", "còn hạn")]),
        ("2024-03-06", [("2024-quy-1", "sắp đến hạn")]),
        ("2024-03-20", [("2024-quy-1", "đến hạn hôm nay"), ("2024-6-thang", "còn hạn")]),
        ("2024-03-21", [("2024-quy-1", "quá hạn"), ("2024-6-thang", "còn hạn")]),
        ("2024-04-21", [("2024-6-thang", "còn hạn")]),
        ("2024-12-19", [("2024-nam", "sắp đến hạn"), ("2025-quy-1", "còn hạn")]),
    ],
)
def test_the_reform_regime_asks_by_the_twentieth_of_the_last_month(today: str, expected: list[tuple[str, str]]) -> None:
    assert _due(today) == expected


def test_the_window_is_the_regimes_and_the_sentence_says_it() -> None:
    due = due_reports(OFFICE, date(2024, 9, 8))[0]
    assert (due.window.first, due.window.last) == (date(2024, 6, 15), date(2024, 9, 14))
    assert due.sentence == "Báo cáo quý III năm 2024 (chốt số liệu 14/9/2024): hạn gửi 20/9/2024, còn 12 ngày."


@pytest.mark.parametrize(
    ("today", "tail"),
    [("2024-09-20", "hạn gửi 20/9/2024, hôm nay."), ("2024-09-22", "hạn gửi 20/9/2024, quá 2 ngày.")],
)
def test_the_sentence_of_the_day_itself_and_of_the_days_after(today: str, tail: str) -> None:
    assert due_reports(OFFICE, date.fromisoformat(today))[0].sentence.endswith(tail)


def test_a_report_that_has_its_number_or_is_frozen_is_done() -> None:
    begun = ReportSheet(slug="q1", period="2024-quy-1", regime="cchc")
    assert _due("2024-03-21", begun)[0] == ("2024-quy-1", "quá hạn")
    assert due_reports(OFFICE, date(2024, 3, 21), [begun])[0].report == "q1"
    for finished in (begun.change(number="12"), begun.change(state=FROZEN)):
        assert _due("2024-03-21", finished)[0] == ("2024-quy-1", "đã xong")
        assert due_reports(OFFICE, date(2024, 3, 21), [finished])[0].sentence.endswith(": đã xong.")


def test_a_report_under_another_regime_or_deleted_is_not_the_one_asked_for() -> None:
    other = ReportSheet(slug="q1", period="2024-quy-1", regime="chung", number="12")
    gone = ReportSheet(slug="q1", period="2024-quy-1", regime="cchc", number="12", deleted_on=date(2024, 3, 1))
    assert [d.report for d in due_reports(OFFICE, date(2024, 3, 21), [other, gone])] == [None, None]


def test_a_regime_without_a_day_of_its_own_asks_for_nothing() -> None:
    assert due_reports(OFFICE.change(regimes=(GENERAL,)), date(2024, 3, 10)) == []


def test_a_day_the_month_does_not_have_is_its_last() -> None:
    office = OFFICE.change(regimes=(REFORM.change(periods=("thang",), due_day=31),))
    assert date(2024, 2, 29) in [d.due_on for d in due_reports(office, date(2024, 2, 10))]
