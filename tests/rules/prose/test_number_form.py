"""Numbers without points are found, years, symbols and phone numbers are not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.number_form import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("khoảng trên 2500 lượt", "2500"),
        ("đạt 97.7%", "97.7%"),
        ("có 2,500 lượt", "2,500"),
        ("tiếp nhận 3718 hồ sơ", "3718"),
        ("Được tổng số 12500 lượt tiếp cận", "12500"),
        ("Tổng số: 12500 lượt", "12500"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "khoảng trên 2.500 lượt",
        "năm 2023 có 55 tin bài",
        "trên 2023",
        "số 2500/UBND-VP",
        "theo hồ sơ số 2500 người dân đã nộp",
        "đạt 97,7%",
        "điện thoại 02203812345",
        "giai đoạn 2021-2025",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
