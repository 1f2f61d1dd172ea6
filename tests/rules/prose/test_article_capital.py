"""References to articles are found in the wrong capitals."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.article_capital import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("theo khoản 2 điều 15 Nghị định", "điều"),
        ("tại Khoản 1 Điều 7", "Khoản"),
        ("theo điều 16 của Nghị định", "điều"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


def test_every_division_after_an_article_is_found() -> None:
    assert quotes(RULE, "theo điểm a khoản 2 điều 103 mục 5 chương XII của Luật") == ["điều", "mục", "chương"]
    assert quotes(RULE, "Điều 103 Mục 5 Chương XII, và mục 5 của báo cáo") == []


@pytest.mark.parametrize(
    "text",
    [
        "theo điểm a khoản 2 Điều 15",
        "điều chỉnh 2 nội dung",
        "các điều kiện",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
