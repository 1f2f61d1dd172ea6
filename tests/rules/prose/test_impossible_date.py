"""A day no calendar has is found."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.impossible_date import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ngày 31/02/2023", "31/02/2023"),
        ("ngày 30 tháng 02 năm 2023", "30 tháng 02 năm 2023"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "ngày 28/02/2023",
        "ngày 29/02/2024",
        "17/2023/NĐ-CP",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
