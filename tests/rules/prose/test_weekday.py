"""Weekdays are found, counting is not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.weekday import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("sáng thứ hai hằng tuần", "thứ hai"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "sáng thứ Hai hằng tuần",
        "lần thứ hai",
        "Thứ hai, đẩy mạnh tuyên truyền",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
