"""Names of the list with other capitals are found."""

from __future__ import annotations

import pytest

from cchc_tui.rules.prose.agency_name import RULE
from tests.rules.builders import quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("tại bộ phận tiếp nhận và trả kết quả", "bộ phận tiếp nhận và trả kết quả"),
        ("Uỷ ban, ủy ban nhân dân xã", "ủy ban nhân dân"),
    ],
)
def test_it_is_found(text: str, quote: str) -> None:
    assert quotes(RULE, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "tại Bộ phận Tiếp nhận và Trả kết quả",
        "TM. ỦY BAN NHÂN DÂN",
        "Ủy ban nhân dân xã",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert quotes(RULE, text) == []
