"""Về việc with a capital after a symbol is found."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.subject_capital import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("công văn số 91/CV-UBND Về việc triển khai", "Về"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "công văn số 91/CV-UBND về việc triển khai",
        "Nội dung. Về việc triển khai",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
