"""Holidays are found in the wrong capitals."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.holiday import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("kỷ niệm ngày quốc khánh 2-9", "quốc khánh"),
        ("ngày chuyển đổi số quốc gia", "chuyển đổi số quốc gia"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "ngày Quốc khánh 2-9",
        "Kế hoạch chuyển đổi số quốc gia",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
