"""A rare abbreviation one letter from a frequent one is found."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.spelling_abbreviation import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Giải quyết TTHC. Danh mục TTHC. Công khai TTHC. Niêm yết TTHC.\n\nDanh mục THHC.", "THHC"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Giải quyết TTHC. Sở GD&ĐT, CBCC, CCHC.",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
