"""A mark typed twice is found, an ellipsis and v.v., are not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.doubled_mark import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("trong năm 2023..", ".."),
        ("cán bộ,, công chức", ",,"),
        ("của xã,.", ",."),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "quan tâm theo dõi...",
        "tin, bài, v.v., của xã",
        "hết năm 2023./.",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
