"""The kind of a numbered document in small letters is found."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.kind_capital import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ban hành công văn số 17/CV-UBND ngày 21/02/2023 về A.", "công văn"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "ban hành Công văn số 17/CV-UBND ngày 21/02/2023 về A.",
        "các công văn của xã",
        "văn bản số 17/UBND-VP",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
