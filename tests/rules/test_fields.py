"""Rules on the text of any field of a record."""

from __future__ import annotations

import unicodedata

import pytest

from cchc_tui.records.cure import FieldCure
from cchc_tui.rules.fields import hidden_character, overlong_field, record_spacing
from tests.rules.builders import found_on, letter, sheet, task

SOUND = "chấn chỉnh TTHC tại xã"


def test_a_subject_over_500_letters_is_noticed() -> None:
    (finding,) = found_on(overlong_field, directives=[letter(subject="a" * 501)])
    assert finding.key == "subject"
    assert "dài 501 ký tự, quá 500 ký tự" in finding.message


def test_the_limit_itself_is_lawful() -> None:
    assert found_on(overlong_field, directives=[letter(subject="a" * 500)], checklist=[task()]) == []


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
    (finding,) = found_on(hidden_character, directives=[letter(id="a", subject=typed)])
    assert finding.message == (
        f"“Trích yếu” của văn bản 17/UBND-VP có {said}; trên màn hình và trang in có thể hiện sai."
    )
    assert finding.cure == FieldCure("a", "subject", typed, SOUND)


def test_lists_are_looked_at_line_by_line() -> None:
    (finding,) = found_on(hidden_character, reports=[sheet(recipients=("Như trên", "Lưu:\u200b VT, VP"))])
    assert isinstance(finding.cure, FieldCure)
    assert finding.cure.after == ("Như trên", "Lưu: VT, VP")


def test_notes_of_several_lines_and_fixed_spaces_are_lawful() -> None:
    assert found_on(hidden_character, directives=[letter(note="dòng một\n\tdòng hai", subject="số\u00a017")]) == []


def test_a_text_and_a_line_of_a_list_are_cured() -> None:
    found = found_on(record_spacing, checklist=[task(task="trên  đài", products=("một", "hai   ba"))])
    assert [f.cure for f in found] == [
        FieldCure("c1", "task", "trên  đài", "trên đài"),
        FieldCure("c1", "products", ("một", "hai   ba"), ("một", "hai ba")),
    ]


def test_single_spaces_indents_and_notes_are_lawful() -> None:
    assert found_on(record_spacing, checklist=[task(task="a b\n  c", note="a  b")], directives=[letter()]) == []
