"""Nhân dân and Nhà nước in small letters are found, agency names are not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.people_state import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("cán bộ, đảng viên và nhân dân", "nhân dân"),
        ("chính sách của nhà nước", "nhà nước"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân xã",
        "Hội đồng nhân dân",
        "cải cách hành chính nhà nước",
        "quản lý nhà nước",
        "cán bộ và Nhân dân",
        "công an nhân dân",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
