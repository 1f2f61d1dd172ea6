"""A heading with a full stop is found, one without is not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.heading_stop import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("# III. ĐÁNH GIÁ CHUNG.", "G."),
        ("III. ĐÁNH GIÁ CHUNG.", "G."),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "# III. ĐÁNH GIÁ CHUNG",
        "# Ưu điểm, v.v.",
        "Đánh giá chung về công tác.",
        "# 1.",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
