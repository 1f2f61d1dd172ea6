"""A position in small letters before a person's name is found, before an agency's it is not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.position_name import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("đồng chí chủ tịch Nguyễn Văn An", "chủ tịch"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "đồng chí Chủ tịch Nguyễn Văn An",
        "chủ tịch UBND xã",
        "chủ tịch Hội Nông dân",
        "chủ tịch Ủy Ban",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
