"""A ward named by a number is found, a number of wards is not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.numbered_ward import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("UBND phường 1 tổ chức", "phường 1"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "UBND Phường 1 tổ chức",
        "có 5 phường 2 xã",
        "phường 61% hồ sơ",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
