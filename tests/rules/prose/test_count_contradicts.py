"""Numbers in the prose are those of the records."""

from __future__ import annotations

from cchc_tui.records.period import Period, PeriodKind
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.rules.prose.count_contradicts import RULE
from tests.rules.builders import OFFICE, count, quotes

COUNTS = [count("bai", "2023-nam", 24), count("luot-phat", "2023-nam", 90, "over")]
YEAR = make_yearbook(OFFICE, Period(PeriodKind.YEAR, 2023), [], COUNTS, [])
RADIO = "Đài truyền thanh xã đã xây dựng được tổng số"


def test_another_number_and_another_qualifier_are_found() -> None:
    text = f"{RADIO} 25 bài. Tổng số lượt phát sóng được 90 lượt."
    assert quotes(RULE, text, yearbook=YEAR) == ["25", "90"]


def test_the_same_numbers_are_lawful() -> None:
    assert quotes(RULE, f"{RADIO} 24 bài. Tổng số lượt phát sóng được trên 90 lượt.", yearbook=YEAR) == []


def test_parts_plans_changes_and_uncounted_things_are_left_alone() -> None:
    text = (
        "Mỗi tuần Đài truyền thanh phát 2 bài, tăng 12 bài so với năm 2022, trong đó 5 bài về TTHC."
        " Trang thông tin điện tử đăng 60 tin bài. Trong tháng 6 Đài truyền thanh có 3 bài."
    )
    assert quotes(RULE, text, yearbook=YEAR) == []
