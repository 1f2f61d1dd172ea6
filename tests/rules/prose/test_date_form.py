"""Dates against the zero rule are found."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.date_form import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ngày 6/9/2023", "6/9/2023"),
        ("ngày 21/2/2023", "21/2/2023"),
        ("ngày 21/2/23", "21/2/23"),
        ("ngày 6 tháng 09 năm 2023", "ngày 6 tháng 09 năm 2023"),
        ("ngày 06/9/2023 và ngày 11/04/2023", "11/04/2023"),
        ("trong tháng 05 năm 2023", "tháng 05 năm 2023"),
        ("từ tháng 04/2023 đến tháng 6/2023", "tháng 04/2023"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "ngày 06/9/2023 và ngày 21/02/2023",
        "ngày 06/09/2023",
        "ngày 06 tháng 9 năm 2023",
        "tháng 5/2023",
        "từ tháng 04/2023 đến tháng 06/2023",
        "tháng 01 năm 2023 và tháng 12 năm 2023",
        "17/UBND-VP",
        "24/7",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
