"""Two styles of tone marks are found once, one style is not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.tone_mix import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("hòa giải, hòa bình, hoà giải", "hoà"),
        ("ủy ban, tùy, tuỳ theo", "tuỳ"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "hòa giải, ủy ban, quý, quỹ, khỏe",
        "hoà giải, khoẻ",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
