"""The two names are found in small letters."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.capital_city import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("tại thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh"),
        ("về thủ đô Hà Nội", "thủ đô Hà Nội"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "tại Thành phố Hồ Chí Minh",
        "thành phố Hải Dương",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
