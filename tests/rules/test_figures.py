"""Rules on numbers and dates in prose."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import Channel, Measure
from cchc_tui.records.period import Period, PeriodKind
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.rules.figures import count_contradicts, date_form, impossible_date, number_form, weekday_date
from cchc_tui.rules.rule import TextRule
from tests.rules.builders import OFFICE, count, named, quotes

COUNTS = [count("bai", "2023-nam", 24), count("luot-phat", "2023-nam", 90, "over")]
YEAR = make_yearbook(OFFICE, Period(PeriodKind.YEAR, 2023), [], COUNTS, [])
RADIO = "Đài truyền thanh xã đã xây dựng được tổng số"

FOUND = [
    (weekday_date, "sáng thứ Hai, ngày 05/9/2023 họp", "thứ Hai, ngày 05/9/2023"),
    (weekday_date, "ngày 05 tháng 9 năm 2023 (thứ Tư)", "05 tháng 9 năm 2023 (thứ Tư)"),
    (weekday_date, "chủ nhật 05/9/2023", "chủ nhật 05/9/2023"),
    (date_form, "ngày 6/9/2023", "6/9/2023"),
    (date_form, "ngày 21/2/2023", "21/2/2023"),
    (date_form, "ngày 21/2/23", "21/2/23"),
    (date_form, "ngày 6 tháng 09 năm 2023", "ngày 6 tháng 09 năm 2023"),
    (date_form, "ngày 06/9/2023 và ngày 11/04/2023", "11/04/2023"),
    (date_form, "trong tháng 05 năm 2023", "tháng 05 năm 2023"),
    (date_form, "từ tháng 04/2023 đến tháng 6/2023", "tháng 04/2023"),
    (impossible_date, "ngày 31/02/2023", "31/02/2023"),
    (impossible_date, "ngày 30 tháng 02 năm 2023", "30 tháng 02 năm 2023"),
    (number_form, "khoảng trên 2500 lượt", "2500"),
    (number_form, "đạt 97.7%", "97.7%"),
    (number_form, "có 2,500 lượt", "2,500"),
    (number_form, "tiếp nhận 3718 hồ sơ", "3718"),
    (number_form, "Được tổng số 12500 lượt tiếp cận", "12500"),
    (number_form, "Tổng số: 12500 lượt", "12500"),
]
"""Rule, a line of prose, the words it points at."""


LEFT_ALONE = [
    (weekday_date, "sáng thứ Ba, ngày 05/9/2023 và ngày 03/9/2023 (chủ nhật)"),
    (weekday_date, "lần thứ hai, ngày 05/9/2023"),
    (weekday_date, "thứ Hai hằng tuần, ngày 31/02/2023"),
    (date_form, "ngày 06/9/2023 và ngày 21/02/2023"),
    (date_form, "ngày 06/09/2023"),
    (date_form, "ngày 06 tháng 9 năm 2023"),
    (date_form, "tháng 5/2023"),
    (date_form, "từ tháng 04/2023 đến tháng 06/2023"),
    (date_form, "tháng 01 năm 2023 và tháng 12 năm 2023"),
    (date_form, "17/UBND-VP"),
    (date_form, "24/7"),
    (impossible_date, "ngày 28/02/2023"),
    (impossible_date, "ngày 29/02/2024"),
    (impossible_date, "17/2023/NĐ-CP"),
    (number_form, "khoảng trên 2.500 lượt"),
    (number_form, "năm 2023 có 55 tin bài"),
    (number_form, "trên 2023"),
    (number_form, "số 2500/UBND-VP"),
    (number_form, "theo hồ sơ số 2500 người dân đã nộp"),
    (number_form, "đạt 97,7%"),
    (number_form, "điện thoại 02203812345"),
    (number_form, "giai đoạn 2021-2025"),
]
"""Rule, a line of prose it has nothing to say about."""


@pytest.mark.parametrize(("rule", "text", "quote"), FOUND, ids=named)
def test_the_words_are_found(rule: TextRule, text: str, quote: str) -> None:
    assert quotes(rule, text) == [quote]


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE, ids=named)
def test_the_line_is_left_alone(rule: TextRule, text: str) -> None:
    assert quotes(rule, text) == []


def test_another_number_and_another_qualifier_are_found() -> None:
    text = f"{RADIO} 25 bài. Tổng số lượt phát sóng được 90 lượt."
    assert quotes(count_contradicts, text, yearbook=YEAR) == ["25", "90"]


def test_the_same_numbers_are_lawful() -> None:
    assert quotes(count_contradicts, f"{RADIO} 24 bài. Tổng số lượt phát sóng được trên 90 lượt.", yearbook=YEAR) == []


def test_parts_plans_changes_and_uncounted_things_are_left_alone() -> None:
    text = (
        "Mỗi tuần Đài truyền thanh phát 2 bài, tăng 12 bài so với năm 2022, trong đó 5 bài về TTHC."
        " Trang thông tin điện tử đăng 60 tin bài. Trong tháng 6 Đài truyền thanh có 3 bài."
    )
    assert quotes(count_contradicts, text, yearbook=YEAR) == []


UNITS = OFFICE.change(
    channels=(Channel(code="kenh", label="Tuyên truyền trực quan"), Channel(code="tthc", label="Thủ tục hành chính")),
    measures=(
        Measure(channel="kenh", code="khau-hieu", label="khẩu hiệu", unit="khẩu hiệu"),
        Measure(channel="kenh", code="loa", label="cụm loa", unit="cụm"),
        Measure(channel="kenh", code="lop", label="lớp tập huấn", unit="lớp"),
        Measure(channel="kenh", code="phieu", label="phiếu khảo sát", unit="phiếu"),
        Measure(channel="tthc", code="ho-so", label="hồ sơ số hóa", unit="hồ sơ"),
        Measure(channel="tthc", code="dung-han", label="tỷ lệ hồ sơ giải quyết đúng hạn", unit="%", places=1),
    ),
)
KEPT = (("kenh", "khau-hieu", 12), ("kenh", "loa", 7), ("kenh", "lop", 3), ("kenh", "phieu", 150),
        ("tthc", "ho-so", 320), ("tthc", "dung-han", Decimal("98.5")))  # fmt: skip
OTHERS = make_yearbook(
    UNITS, Period(PeriodKind.YEAR, 2023), [],
    [MediaCount(id=code, channel=channel, measure=code, period="2023-nam", value=value)
     for channel, code, value in KEPT], [],
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Đã treo 13 khẩu hiệu.", "13"), ("Đã treo mười ba khẩu hiệu.", "mười ba"),
        ("Lắp đặt được 8 cụm loa.", "8"), ("Đã mở 4 lớp tập huấn.", "4"), ("Đã phát 151 phiếu khảo sát.", "151"),
        ("Đã có 321 hồ sơ số hóa.", "321"), ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 75,5 %.", "75,5"),
        ("Năm 2023 đã treo 13 khẩu hiệu.", "13"), ("Trong năm đã treo trên 12 khẩu hiệu.", "trên 12"),
        ("Đã treo 12 khẩu hiệu.", ""), ("Đã treo mười hai khẩu hiệu.", ""), ("Đã có 320 hồ sơ số hóa.", ""),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5%.", ""), ("Năm 2022 đã treo 13 khẩu hiệu.", ""),
        ("Quý I đã treo 13 khẩu hiệu.", ""), ("Đã mở ba lớp tập huấn.", ""), ("Phấn đấu mở 4 lớp tập huấn.", ""),
        ("Đã treo l3 khẩu hiệu.", ""), ("Tỷ lệ hài lòng đạt 75,5%.", ""),
    ],
)  # fmt: skip
def test_every_unit_of_the_office_and_shares_are_compared(text: str, quote: str) -> None:
    assert quotes(count_contradicts, text, yearbook=OTHERS, office=UNITS) == ([quote] if quote else [])


def test_below_a_section_of_plans_nothing_contradicts() -> None:
    text = "# II. KẾT QUẢ\n\nĐã treo 13 khẩu hiệu.\n\n# III. PHƯƠNG HƯỚNG\n\n## 1. Tuyên truyền\n\nTreo 40 khẩu hiệu."
    assert quotes(count_contradicts, text, yearbook=OTHERS, office=UNITS) == ["13"]
