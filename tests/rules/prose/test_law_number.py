"""A law with its number is found, a quoted title is not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.law_number import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Căn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21/6/2024;", " số 33/2024/QH15"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Luật Lưu trữ ngày 21/6/2024;",
        "Tài liệu “Hỏi đáp Luật Lưu trữ số 33/2024/QH15”.",
        "Nghị quyết số 56/2017/QH14 ngày 24/11/2017.",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
