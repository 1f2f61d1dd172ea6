"""A document younger than the report is found."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.cited_after_report import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Theo Công văn số 17/UBND-VP ngày 27/12/2023 của UBND xã về A.", "Công văn số 17/UBND-VP"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Theo Công văn số 17/UBND-VP ngày 21/02/2023 của UBND xã về A.",
        "Đến ngày 31/12/2024 hoàn thành.",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
