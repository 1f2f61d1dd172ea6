"""A capital unit inside a sentence is found."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.unit_name import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("tại UBND Xã Hà Kỳ", "Xã"),
        ("của Tỉnh Hải Dương", "Tỉnh"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "tại UBND xã Hà Kỳ",
        "Xã Hà Kỳ tổ chức",
        "# XÃ HÀ KỲ",
        "Xã đoàn Hà Kỳ phát động, Xã đoàn Hà Kỳ",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
