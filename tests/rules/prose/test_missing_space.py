"""A word right after a mark is found, abbreviations and numbers are not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.missing_space import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("của xã.Ngoài ra", ".Ngoài"),
        ("cán bộ,công chức của xã", ",công"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "của xã. Ngoài ra",
        "TP.Hà Nội",
        "97,7% hồ sơ",
        "haky.tuky.gov.vn",
        "17/UBND-VP",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
