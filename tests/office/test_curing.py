"""Several cures of one text are made together, or the one that cannot be is left."""

from __future__ import annotations

from typing import Any

import pytest

from cchc_tui.office.curing import cured_text, merged_value
from cchc_tui.records.cure import TextCure
from cchc_tui.records.finding import Finding, Severity


@pytest.mark.parametrize(
    ("base", "one", "other", "both"),
    [
        ("V/v chấn  chỉnh.", "chấn  chỉnh", "V/v chấn chỉnh.", "chấn chỉnh"),
        ("chấn  chỉnh", "chấn  chỉnh", "chấn chỉnh", "chấn chỉnh"),
        ("chấn  chỉnh", "chấn chỉnh", "chấn chỉnh", "chấn chỉnh"),
        (("a  b", "Lưu: VP"), ("a b", "Lưu: VP"), ("a  b", "Lưu: VT, VP"), ("a b", "Lưu: VT, VP")),
        (("a", "b"), ("a",), ("a", "c"), None),
        ("một hai", "một ba", "một bốn", None),
        (None, "a", "b", None),
    ],
)
def test_two_changes_of_one_value(base: Any, one: Any, other: Any, both: Any) -> None:
    assert merged_value(base, one, other) == both
    assert merged_value(base, other, one) == both


def cures(*changes: tuple[int, str, str]) -> list[Finding]:
    return [
        Finding(code="x", severity=Severity.NOTICE, message="", cure=TextCure("body.md", 1, column, before, after))
        for column, before, after in changes
    ]


def test_two_cures_that_only_share_a_letter_are_made_together() -> None:
    found = cures((5, "21/2/2023", "21/02/2023"), (13, "3 ,", "3,"))
    assert cured_text("Ngày 21/2/2023 , đạt", found) == ("Ngày 21/02/2023, đạt", found[::-1])


def test_of_two_cures_of_the_same_letters_one_is_left() -> None:
    found = cures((3, "huyện", "xã"), (3, "huyện", "tỉnh"))
    text, done = cured_text("ở  huyện", found)
    assert text in ("ở  xã", "ở  tỉnh")
    assert len(done) == 1


def test_a_cure_of_words_that_are_others_by_now_is_left() -> None:
    assert cured_text("Ngày 22/2/2023", cures((5, "21/2/2023", "21/02/2023"))) == ("Ngày 22/2/2023", [])
