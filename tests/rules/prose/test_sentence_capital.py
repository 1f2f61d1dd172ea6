"""Small letters that begin a sentence or a line are found, abbreviations and markers are not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.sentence_capital import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Của xã. ngoài ra có", "ngoài"),
        ("tuyên truyền về CCHC.", "tuyên"),
        ("- đăng tải tin bài;", "đăng"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Của xã. Ngoài ra có",
        "a) Đối với xã",
        "Đẩy mạnh tuyên truyền.",
        "v.v. và các nội dung khác.",
        "TP. Hải Dương",
        "Tại `x`. Đúng.",
        "# III. ĐÁNH GIÁ CHUNG",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
