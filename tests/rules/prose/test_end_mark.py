"""The mark of the end stands once, at the end."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.end_mark import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Năm 2023./.\n\nCòn nữa.", "./."),
        ("Hết năm 2023.//.", ".//."),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Mở đầu.\n\nHết năm 2023./.",
        "Không có dấu kết.",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
