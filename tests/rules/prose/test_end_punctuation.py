"""A paragraph without an end mark is found, titles, captions and tables are not."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.end_punctuation import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã", "xã"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã.",
        "Vũ Văn Khanh",
        "# chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã",
        "Bảng 1. Số tin bài đã đăng tải trên trang của xã",
        "| Nội dung | Kết quả |\n|---|---|\n| chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã | Đạt |",
        "Xem thêm thông tin ở trang của xã tại địa chỉ https://haky.vn",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
