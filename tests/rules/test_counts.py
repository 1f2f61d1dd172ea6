"""Rules on counts: one number for one period, totals that agree with their parts, windows that are whole."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.records.allowed_duplicate import with_reason
from cchc_tui.records.finding import Severity
from cchc_tui.rules.counts import (
    broadcasts_below_articles,
    crossing_counts,
    duplicate_count,
    missing_month,
    outside_window,
    straddling_count,
    window_total,
)
from tests.rules.builders import count, found_on, letter, sheet

MONTHS = [count("bai", f"2023-{m:02d}", 5) for m in (1, 2, 3)]
WRONG = [(16, "exact"), (14, "exact"), (40, "over"), (10, "nearly"), (40, "about")]
POSSIBLE = [(15, "exact"), (14, "over"), (16, "nearly"), (16, "about"), (15, "about_over")]


def test_a_second_number_is_an_error() -> None:
    found = found_on(duplicate_count, media=[count("bai", "2023-06", 3), count("bai", "2023-06", 4).change(id="z")])
    assert [f.record for f in found] == ["z"]


def test_another_month_or_measure_is_lawful() -> None:
    others = [count("bai", "2023-06", 3), count("bai", "2023-07", 3), count("luot-phat", "2023-06", 9)]
    assert found_on(duplicate_count, media=others) == []


def test_a_number_kept_on_purpose_is_accepted() -> None:
    again = count("bai", "2023-06", 4).change(id="z", note=with_reason(None, "hai đợt trong tháng"))
    assert found_on(duplicate_count, media=[count("bai", "2023-06", 3), again]) == []


def test_gaps_of_one_measure_are_told_once() -> None:
    (finding,) = found_on(missing_month, media=[count("bai", p, 3) for p in ("2023-03", "2023-05", "2023-08")])
    assert finding.message == (
        "Truyền thanh xã, Bài tuyên truyền: chưa có số liệu tháng 4/2023, 6/2023, 7/2023 ở giữa các tháng đã có."
    )


def test_a_longer_count_stands_in_the_place_of_its_months() -> None:
    assert found_on(missing_month, media=[count("bai", p, 3) for p in ("2023-03", "2023-quy-2", "2023-07")]) == []


def test_months_before_the_first_and_after_the_last_are_not_asked_for() -> None:
    assert found_on(missing_month, media=[count("bai", "2022-12", 3), count("bai", "2023-01", 3)]) == []


def test_a_total_beside_some_of_its_months_makes_the_gap_a_notice() -> None:
    (finding,) = found_on(missing_month, media=[count("bai", p, 3) for p in ("2023-01", "2023-03", "2023-nam")])
    assert finding.severity is Severity.NOTICE
    assert finding.message == (
        "Truyền thanh xã, Bài tuyên truyền: chưa có số liệu tháng 2/2023 ở giữa các tháng đã có;"
        " tháng ấy chỉ nằm trong số của năm 2023."
    )


def test_a_quarter_keeps_its_months_silent_under_the_total_of_the_year() -> None:
    assert (
        found_on(missing_month, media=[count("bai", p, 3) for p in ("2023-03", "2023-quy-2", "2023-07", "2023-nam")])
        == []
    )


@pytest.mark.parametrize(("value", "qualifier"), WRONG)
def test_a_total_that_contradicts_its_months_is_found(value: int, qualifier: str) -> None:
    (finding,) = found_on(window_total, media=[count("bai", "2023-quy-1", value, qualifier), *MONTHS])
    assert "cộng 3 kỳ bên trong được 15" in finding.message


@pytest.mark.parametrize(("value", "qualifier"), POSSIBLE)
def test_a_total_that_may_be_right_is_left_alone(value: int, qualifier: str) -> None:
    assert found_on(window_total, media=[count("bai", "2023-quy-1", value, qualifier), *MONTHS]) == []


def test_months_that_do_not_fill_the_window_only_may_not_exceed_it() -> None:
    assert found_on(window_total, media=[count("bai", "2023-quy-1", 12), *MONTHS[:2]]) == []
    assert len(found_on(window_total, media=[count("bai", "2023-quy-1", 9), *MONTHS[:2]])) == 1


def test_what_a_single_month_is_above_already_contradicts_the_year() -> None:
    (finding,) = found_on(window_total, media=[count("bai", "2023-nam", 24), count("bai", "2023-01", 90, "over")])
    assert "năm 2023 ghi 24 nhưng riêng tháng 1 năm 2023 bên trong đã ghi trên 90" in finding.message
    assert (
        found_on(window_total, media=[count("bai", "2023-nam", 90, "over"), count("bai", "2023-01", 90, "over")]) == []
    )


def test_months_said_to_be_below_a_number_cannot_reach_a_greater_total() -> None:
    months = [count("bai", f"2023-{m:02d}", 5, "nearly") for m in (1, 2, 3)]
    assert len(found_on(window_total, media=[count("bai", "2023-quy-1", 20), *months])) == 1
    assert found_on(window_total, media=[count("bai", "2023-quy-1", 14), *months]) == []


def test_of_counts_that_overlap_the_largest_alone_is_compared() -> None:
    weeks = [count("bai", "2023-01-01..2023-01-20", 30), count("bai", "2023-01-10..2023-01-25", 9)]
    (finding,) = found_on(window_total, media=[count("bai", "2023-nam", 24), *weeks])
    assert "đã ghi 30" in finding.message
    assert found_on(window_total, media=[count("bai", "2023-nam", 35), *weeks]) == []


def test_a_calendar_month_over_the_closing_day_is_found() -> None:
    (finding,) = found_on(straddling_count, media=[count("bai", "2023-12-01..2023-12-31", 3)], reports=[sheet()])
    assert finding.key == "period"


def test_reporting_months_and_longer_windows_are_lawful() -> None:
    inside = [count("bai", "2023-12", 3), count("bai", "2022-12-01..2023-12-31", 30)]
    assert found_on(straddling_count, media=inside, reports=[sheet()]) == []


def test_two_windows_that_share_days_are_found_once() -> None:
    half, later = count("bai", "2023-6-thang", 40), count("bai", "2023-03-15..2023-09-14", 50)
    (finding,) = found_on(crossing_counts, media=[half, later], reports=[sheet(), sheet(slug="khac", regime="chung")])
    assert (finding.record, finding.key) == (later.id, "period")
    assert "từ 15/3/2023 đến 14/6/2023" in finding.message


def test_months_inside_a_year_and_windows_apart_are_lawful() -> None:
    apart = [count("bai", "2023-quy-1", 3), count("bai", "2023-quy-2", 4), count("bai", "2023-nam", 9)]
    other = [count("luot-phat", "2023-03-15..2023-09-14", 50)]
    assert found_on(crossing_counts, media=apart + other, reports=[sheet()]) == []


def test_a_document_after_the_closing_day_is_told() -> None:
    late = [letter("400/UBND-VP", date(2023, 12, 20)), letter("401/UBND-VP", date(2023, 12, 21))]
    (finding,) = found_on(outside_window, directives=late, reports=[sheet(dated_on=date(2023, 12, 22))])
    assert finding.severity is Severity.NOTICE
    assert finding.message == (
        "Báo cáo 2023-nam chốt ngày 14/12/2023, ký ngày 22/12/2023: 2 văn bản ban hành ở giữa không tính vào kỳ này"
        " (400/UBND-VP ngày 20/12/2023, 401/UBND-VP ngày 21/12/2023)."
    )


def test_inside_the_window_after_signing_from_others_or_with_a_window_of_its_own_nothing_is_said() -> None:
    late = letter("400/UBND-VP", date(2023, 12, 20))
    others = [
        letter(day=date(2023, 12, 14)),
        letter(day=date(2023, 12, 23)),
        late.change(issuer="Sở Nội vụ", direction="incoming"),
    ]
    assert found_on(outside_window, directives=others, reports=[sheet()]) == []
    assert found_on(outside_window, directives=[late], reports=[sheet(to_on=date(2023, 12, 21))]) == []
    assert found_on(outside_window, directives=[late], reports=[sheet(state="frozen")]) == []


def test_fewer_broadcasts_than_pieces_are_found() -> None:
    (finding,) = found_on(
        broadcasts_below_articles, media=[count("bai", "2023-06", 24), count("luot-phat", "2023-06", 20)]
    )
    assert finding.message == "Truyền thanh xã, tháng 6 năm 2023: phát sóng 20 lượt, ít hơn 24 bài đã xây dựng."


def test_more_broadcasts_unsure_ones_and_other_channels_are_lawful() -> None:
    assert (
        found_on(
            broadcasts_below_articles, media=[count("bai", "2023-nam", 24), count("luot-phat", "2023-nam", 90, "over")]
        )
        == []
    )
    assert (
        found_on(
            broadcasts_below_articles, media=[count("bai", "2023-06", 24), count("luot-phat", "2023-06", 20, "over")]
        )
        == []
    )
    assert found_on(broadcasts_below_articles, media=[count("tin-bai", "2023-06", 55, channel="trang-tin")]) == []
