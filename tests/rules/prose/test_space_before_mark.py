"""A space before a punctuation mark is found, the dots of a blank number are not."""

from __future__ import annotations

import pytest

from cchc_tui.records.cure import TextCure
from cchc_tui.rules.prose.space_before_mark import RULE
from tests.rules.builders import found_in, quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("tại UBND xã .", "ã ."),
        ("cán bộ , công chức", "ộ ,"),
        ("năm 2023 ./.", "3 ./."),
        ("Câu thứ nhất .Câu thứ hai.", "t ."),
        ("Câu thứ hai ,và ba.", "i ,"),
        ("Câu thứ nhất .và hai", "t ."),
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
        "lưu ở tệp .docx và tên miền .vn, dùng .NET",
        "mức 3 ,5",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []


def test_a_space_on_the_wrong_side_is_put_on_the_right_one() -> None:
    (finding,) = found_in(RULE, "Câu thứ nhất .Câu thứ hai.")
    assert isinstance(finding.cure, TextCure)
    assert (finding.cure.before, finding.cure.after) == ("t .", "t. ")
