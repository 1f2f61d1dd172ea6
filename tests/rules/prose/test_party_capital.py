"""The Party in small letters is found, its members are not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.party_capital import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("chủ trương của đảng", "đảng"),
        ("đảng và Nhà nước", "đảng"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "chủ trương của Đảng",
        "đảng viên, đảng bộ, cấp ủy",
        "cán bộ đảng viên",
        "của đảng viên",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
