"""A space before a punctuation mark is found, the dots of a blank number are not."""

from __future__ import annotations

import pytest

from cchc_tui.checks.prose.space_before_mark import RULE
from tests.checks.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("tại UBND xã .", "ã ."),
        ("cán bộ , công chức", "ộ ,"),
        ("năm 2023 ./.", "3 ./."),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "tại UBND xã.",
        "Công văn số .../UBND-VP",
        "tỷ lệ 1 : 2",
        "xem https://haky.vn .",
        "quan tâm theo dõi ...",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
