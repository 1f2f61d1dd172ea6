"""An appendix nobody mentions is found."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.appendix_unmentioned import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Nội dung báo cáo.\n\n::: {.phu-luc ten=A}\n\nBảng.\n\n:::", "Nội dung báo cáo."),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Nội dung theo Phụ lục.\n\n::: {.phu-luc ten=A}\n\nBảng.\n\n:::",
        "Nội dung báo cáo.",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
