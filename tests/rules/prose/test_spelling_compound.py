"""The seed's slips are found, the right words are not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.spelling_compound import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Kết quả công tác tuyền truyền", "tuyền truyền"),
        ("phố biến giáo dục pháp luật", "phố biến"),
        ("tổ chức, các nhân tra cứu", "các nhân"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "tuyên truyền, phổ biến, cá nhân",
        "các nhân viên của xã",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
