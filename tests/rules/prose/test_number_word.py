"""A number without the word số is found."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.number_word import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Theo Nghị định 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.", "Nghị định 30/2020/NĐ-CP"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.",
        "văn bản 17/UBND-VP",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
