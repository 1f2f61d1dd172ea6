"""Căn cứ lines end as the decree says."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.basis_end import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Căn cứ Luật A.\n\nCăn cứ Luật B.", "A."),
        ("- Căn cứ Luật B;", "Căn cứ"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Luật A;\n\nCăn cứ Luật B.",
        "Căn cứ Luật A;",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
