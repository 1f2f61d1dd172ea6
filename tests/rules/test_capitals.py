"""Rules on capital letters (Nghị định 30/2020/NĐ-CP, Phụ lục II)."""

from __future__ import annotations

import pytest

from cchc_tui.rules.capitals import (
    agency_name,
    article_capital,
    capital_city,
    holiday,
    kind_capital,
    law_capital,
    numbered_ward,
    party_capital,
    people_state,
    position_name,
    sentence_capital,
    subject_capital,
    tet,
    unit_name,
    weekday,
)
from cchc_tui.rules.rule import TextRule
from tests.rules.builders import named, quotes

FOUND = [
    (law_capital, "theo Luật cán bộ, công chức năm 2025", "Luật cán bộ, công chức"),
    (law_capital, "theo luật Đất đai và luật tố cáo", "luật tố cáo"),
    (sentence_capital, "Của xã. ngoài ra có", "ngoài"),
    (sentence_capital, "tuyên truyền về CCHC.", "tuyên"),
    (sentence_capital, "- đăng tải tin bài;", "đăng"),
    (people_state, "cán bộ, đảng viên và nhân dân", "nhân dân"),
    (people_state, "chính sách của nhà nước", "nhà nước"),
    (unit_name, "tại UBND Xã Hà Kỳ", "Xã"),
    (unit_name, "của Tỉnh Hải Dương", "Tỉnh"),
    (numbered_ward, "UBND phường 1 tổ chức", "phường 1"),
    (capital_city, "tại thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh"),
    (capital_city, "về thủ đô Hà Nội", "thủ đô Hà Nội"),
    (article_capital, "theo khoản 2 điều 15 Nghị định", "điều"),
    (article_capital, "tại Khoản 1 Điều 7", "Khoản"),
    (article_capital, "theo điều 16 của Nghị định", "điều"),
    (kind_capital, "ban hành công văn số 17/CV-UBND ngày 21/02/2023 về A.", "công văn"),
    (agency_name, "tại bộ phận tiếp nhận và trả kết quả", "bộ phận tiếp nhận và trả kết quả"),
    (agency_name, "Uỷ ban, ủy ban nhân dân xã", "ủy ban nhân dân"),
    (position_name, "đồng chí chủ tịch Nguyễn Văn An", "chủ tịch"),
    (weekday, "sáng thứ hai hằng tuần", "thứ hai"),
    (tet, "dịp Tết Nguyên Đán", "Tết Nguyên Đán"),
    (tet, "trước tết nguyên đán", "tết nguyên đán"),
    (holiday, "kỷ niệm ngày quốc khánh 2-9", "quốc khánh"),
    (holiday, "ngày chuyển đổi số quốc gia", "chuyển đổi số quốc gia"),
    (party_capital, "chủ trương của đảng", "đảng"),
    (party_capital, "đảng và Nhà nước", "đảng"),
    (subject_capital, "công văn số 91/CV-UBND Về việc triển khai", "Về"),
]
"""Rule, a line of prose, the words it points at."""


LEFT_ALONE = [
    (law_capital, "theo Luật Cán bộ, công chức và pháp luật về cán bộ, công chức"),
    (law_capital, "chấp hành pháp luật đất đai"),
    (sentence_capital, "Của xã. Ngoài ra có"),
    (sentence_capital, "a) Đối với xã"),
    (sentence_capital, "a1) Trong thời hạn 10 ngày"),
    (sentence_capital, "b- Tại giao diện đăng nhập"),
    (sentence_capital, "Đẩy mạnh tuyên truyền."),
    (sentence_capital, "v.v. và các nội dung khác."),
    (sentence_capital, "TP. Hải Dương"),
    (sentence_capital, "Tại `x`. Đúng."),
    (sentence_capital, "# III. ĐÁNH GIÁ CHUNG"),
    (people_state, "Ủy ban nhân dân xã"),
    (people_state, "Hội đồng nhân dân"),
    (people_state, "cải cách hành chính nhà nước"),
    (people_state, "quản lý nhà nước"),
    (people_state, "cán bộ và Nhân dân"),
    (people_state, "công an nhân dân"),
    (unit_name, "tại UBND xã Hà Kỳ"),
    (unit_name, "Xã Hà Kỳ tổ chức"),
    (unit_name, "# XÃ HÀ KỲ"),
    (unit_name, "Xã đoàn Hà Kỳ phát động, Xã đoàn Hà Kỳ"),
    (numbered_ward, "UBND Phường 1 tổ chức"),
    (numbered_ward, "có 5 phường 2 xã"),
    (numbered_ward, "phường 61% hồ sơ"),
    (capital_city, "tại Thành phố Hồ Chí Minh"),
    (capital_city, "thành phố Hải Dương"),
    (article_capital, "theo điểm a khoản 2 Điều 15"),
    (article_capital, "điều chỉnh 2 nội dung"),
    (article_capital, "các điều kiện"),
    (kind_capital, "ban hành Công văn số 17/CV-UBND ngày 21/02/2023 về A."),
    (kind_capital, "các công văn của xã"),
    (kind_capital, "văn bản số 17/UBND-VP"),
    (agency_name, "tại Bộ phận Tiếp nhận và Trả kết quả"),
    (agency_name, "TM. ỦY BAN NHÂN DÂN"),
    (agency_name, "Ủy ban nhân dân xã"),
    (position_name, "đồng chí Chủ tịch Nguyễn Văn An"),
    (position_name, "chủ tịch UBND xã"),
    (position_name, "chủ tịch Hội Nông dân"),
    (position_name, "chủ tịch Ủy Ban"),
    (weekday, "sáng thứ Hai hằng tuần"),
    (weekday, "lần thứ hai"),
    (weekday, "Thứ hai, đẩy mạnh tuyên truyền"),
    (tet, "dịp tết Nguyên đán"),
    (tet, "Tết Nguyên đán là dịp"),
    (tet, "đón Tết"),
    (holiday, "ngày Quốc khánh 2-9"),
    (holiday, "Kế hoạch chuyển đổi số quốc gia"),
    (party_capital, "chủ trương của Đảng"),
    (party_capital, "đảng viên, đảng bộ, cấp ủy"),
    (party_capital, "cán bộ đảng viên"),
    (party_capital, "của đảng viên"),
    (subject_capital, "công văn số 91/CV-UBND về việc triển khai"),
    (subject_capital, "Nội dung. Về việc triển khai"),
]
"""Rule, a line of prose it has nothing to say about."""


@pytest.mark.parametrize(("rule", "text", "quote"), FOUND, ids=named)
def test_the_words_are_found(rule: TextRule, text: str, quote: str) -> None:
    assert quotes(rule, text) == [quote]


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE, ids=named)
def test_the_line_is_left_alone(rule: TextRule, text: str) -> None:
    assert quotes(rule, text) == []


def test_every_division_after_an_article_is_found() -> None:
    assert quotes(article_capital, "theo điểm a khoản 2 điều 103 mục 5 chương XII của Luật") == [
        "điều",
        "mục",
        "chương",
    ]
    assert quotes(article_capital, "Điều 103 Mục 5 Chương XII, và mục 5 của báo cáo") == []
