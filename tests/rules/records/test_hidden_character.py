"""Characters nobody sees are said and taken away; what is only in the wrong place is none of it."""

from __future__ import annotations

import unicodedata

import pytest

from cchc_tui.records.cure import FieldCure
from cchc_tui.rules.records.hidden_character import RULE
from tests.rules.builders import found_on, letter, sheet

SOUND = "chấn chỉnh TTHC tại xã"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("chấn chỉnh\u202e TTHC tại xã", "ký tự ẩn đảo chiều chữ (U+202E)"),
        ("chấn chỉnh\x1b TTHC tại xã", "ký tự ẩn ESC (U+001B)"),
        ("chấn chỉnh TTHC\u0000 tại xã", "ký tự ẩn (U+0000)"),
        ("chấn chỉnh TTHC\ntại xã", "chỗ xuống dòng hoặc dấu TAB trong mục chỉ có một dòng"),
        ("chấn chỉnh\tTTHC tại xã", "chỗ xuống dòng hoặc dấu TAB trong mục chỉ có một dòng"),
        (unicodedata.normalize("NFD", SOUND), "dấu tiếng Việt tách rời khỏi chữ (Unicode tổ hợp)"),
    ],
)
def test_what_is_hidden_is_named_and_cured(typed: str, said: str) -> None:
    (finding,) = found_on(RULE, directives=[letter(id="a", subject=typed)])
    assert finding.message == (
        f"“Trích yếu” của văn bản 17/UBND-VP có {said}; trên màn hình và trang in có thể hiện sai."
    )
    assert finding.cure == FieldCure("a", "subject", typed, SOUND)


def test_lists_are_looked_at_line_by_line() -> None:
    (finding,) = found_on(RULE, reports=[sheet(recipients=("Như trên", "Lưu:\u200b VT, VP"))])
    assert isinstance(finding.cure, FieldCure)
    assert finding.cure.after == ("Như trên", "Lưu: VT, VP")


def test_notes_of_several_lines_and_fixed_spaces_are_lawful() -> None:
    assert found_on(RULE, directives=[letter(note="dòng một\n\tdòng hai", subject="số\u00a017")]) == []
