"""A document never cited in full is found once."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.citation_incomplete import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Theo Kế hoạch số 59/KH-UBND. Kế hoạch số 59/KH-UBND nêu rõ.", "Kế hoạch số 59/KH-UBND"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Theo Kế hoạch số 59/KH-UBND ngày 31/12/2022 của UBND xã về tuyên truyền. Kế hoạch số 59/KH-UBND nêu rõ.",
        "Báo cáo số      /BC-UBND.",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
