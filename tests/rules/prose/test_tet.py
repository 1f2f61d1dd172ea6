"""Festivals are found in the wrong capitals."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.tet import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("dịp Tết Nguyên Đán", "Tết Nguyên Đán"),
        ("trước tết nguyên đán", "tết nguyên đán"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "dịp tết Nguyên đán",
        "Tết Nguyên đán là dịp",
        "đón Tết",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
