"""Two spaces in a row are found, room left for a number is not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.double_space import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("trên  đài truyền thanh xã", "n  đ"),
        ("Đài   xã phát", "i   x"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "trên đài truyền thanh",
        "Báo cáo số        /BC-UBND ngày     /12/2023",
        "Ảnh ![](a.png) chụp và [](b) đây",
        "xã  , huyện",
        "`hai  dấu cách` trong mã",
        "| a  | b |\n|----|----|\n| một  | hai |",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
