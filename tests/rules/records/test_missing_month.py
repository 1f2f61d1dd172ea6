"""No month is empty between months that are not."""

from __future__ import annotations

from cchc_tui.records.finding import Severity
from cchc_tui.rules.records.missing_month import RULE
from tests.rules.builders import count, found_on


def test_gaps_of_one_measure_are_told_once() -> None:
    (finding,) = found_on(RULE, media=[count("bai", p, 3) for p in ("2023-03", "2023-05", "2023-08")])
    assert finding.message == (
        "Truyền thanh xã, Bài tuyên truyền: chưa có số liệu tháng 4/2023, 6/2023, 7/2023 ở giữa các tháng đã có."
    )


def test_a_longer_count_stands_in_the_place_of_its_months() -> None:
    assert found_on(RULE, media=[count("bai", p, 3) for p in ("2023-03", "2023-quy-2", "2023-07")]) == []


def test_months_before_the_first_and_after_the_last_are_not_asked_for() -> None:
    assert found_on(RULE, media=[count("bai", "2022-12", 3), count("bai", "2023-01", 3)]) == []


def test_a_total_beside_some_of_its_months_makes_the_gap_a_notice() -> None:
    (finding,) = found_on(RULE, media=[count("bai", p, 3) for p in ("2023-01", "2023-03", "2023-nam")])
    assert finding.severity is Severity.NOTICE
    assert finding.message == (
        "Truyền thanh xã, Bài tuyên truyền: chưa có số liệu tháng 2/2023 ở giữa các tháng đã có;"
        " tháng ấy chỉ nằm trong số của năm 2023."
    )


def test_a_quarter_keeps_its_months_silent_under_the_total_of_the_year() -> None:
    assert found_on(RULE, media=[count("bai", p, 3) for p in ("2023-03", "2023-quy-2", "2023-07", "2023-nam")]) == []
