"""Text being typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.tui.key import Key, read_key
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.tui.widgets.input_method import InputMethod
from tests.terminal.input_methods import METHODS


def type_in(editor: Editor, text: str) -> str:
    """Letters, with `⌫` for Backspace."""
    for letter in text:
        editor.key(Key("backspace") if letter in "⌫\x7f\x08" else Key(letter, letter))
    return editor.text


@pytest.mark.parametrize("method", [m for m in METHODS if "paste" not in m])
def test_input_methods_type_what_is_meant(method: str) -> None:
    text = "Ủy ban nhân dân xã Hà Kỳ, ngày 06 tháng 9: đẩy mạnh ứng xử, nghĩa vụ; HĐND, TTĐT"
    assert type_in(Editor(), "".join(METHODS[method](text))) == text


def test_one_backspace_is_one_letter_also_of_a_letter_with_loose_marks() -> None:
    editor = Editor()
    editor.text, editor.caret = "x\u0303\u0323y", 4
    assert type_in(editor, "⌫") == "x\u0303\u0323"
    assert type_in(editor, "⌫") == ""


def test_a_phantom_costs_its_own_backspace() -> None:
    assert type_in(Editor(), "tie\u202f⌫⌫ế") == "tiế"


def test_a_phantom_is_forgotten_when_something_else_is_typed() -> None:
    assert type_in(Editor(), "a\u202fb⌫") == "a"


def test_what_is_typed_is_composed() -> None:
    assert unicodedata.is_normalized("NFC", type_in(Editor(), unicodedata.normalize("NFD", "nghiệp vụ")))


def test_a_mark_joins_the_letter_before_the_caret() -> None:
    editor = Editor("nghep", caret=3)
    editor.key(Key("e", "e"))
    assert type_in(editor, "\u0302") == "nghêep"


def test_a_paste_into_one_line_joins_its_lines() -> None:
    editor = Editor("số ")
    editor.paste("17/CV\u00a0- UBND\r\n\tngày\n")
    assert editor.text == "số 17/CV - UBND ngày"


def test_a_paste_into_many_lines_keeps_them() -> None:
    editor = Editor(many_lines=True)
    editor.paste("một\r\nhai\rba\u2028bốn\x07")
    assert editor.text == "một\nhai\nba\nbốn"


def test_a_replacement_character_is_noticed() -> None:
    editor = Editor()
    type_in(editor, "b\ufffdo")
    assert editor.damaged


def test_caret_keys() -> None:
    editor = Editor("chấn chỉnh")
    for name in ("home", "right", "delete", "end", "left"):
        editor.key(Key(name))
    assert type_in(editor, "X") == "cấn chỉnXh"
    editor.key(Key("ctrl+w"))
    assert editor.text == "cấn h"
    editor.key(Key("ctrl+u"))
    assert editor.text == "h"


def test_up_and_down_keep_the_column_through_wrapped_rows() -> None:
    editor = Editor("một hai ba bốn năm sáu", many_lines=True, width=8)
    assert editor.place() == (2, 7)
    editor.key(Key("up"))
    editor.key(Key("up"))
    assert editor.place()[0] == 0
    assert not editor.key(Key("up"))
    editor.key(Key("down"))
    editor.key(Key("down"))
    assert editor.place() == (2, 7)


def test_enter_breaks_a_line_only_where_there_are_many() -> None:
    assert not Editor("a").key(Key("enter"))
    editor = Editor("ab", many_lines=True, caret=1)
    editor.key(Key("enter"))
    assert editor.text == "a\nb"


@pytest.mark.parametrize(
    ("method", "typed", "shown"),
    [
        (InputMethod.TELEX, "Chaasn chirnh coong tacs ", "Chấn chỉnh công tác "),
        (InputMethod.TELEX, "window cuar UBND HDDND ", "window của UBND HĐND "),
        (InputMethod.TELEX, "tieengs⌫⌫t", "tiết"),
        (InputMethod.VNI, "Tie61p nha65n 2500 d9o6ng ", "Tiếp nhận 2500 đông "),
    ],
)
def test_the_built_in_methods(method: InputMethod, typed: str, shown: str) -> None:
    assert type_in(Editor(method=method), typed) == shown


def test_moving_on_ends_a_word() -> None:
    editor = Editor(method=InputMethod.TELEX)
    assert type_in(editor, "window") != "window"
    editor.key(Key("end"))
    assert editor.text == "window"


@given(st.lists(st.sampled_from(["a", "đ", "\u0301", "⌫", " ", "\u202f", "ê"]), max_size=60))
def test_whatever_comes_the_caret_stays_in_the_text_and_the_text_composed(letters: list[str]) -> None:
    editor = Editor()
    type_in(editor, "".join(letters))
    assert 0 <= editor.caret <= len(editor.text)
    assert unicodedata.is_normalized("NFC", editor.text)


@pytest.mark.parametrize(
    ("name", "character", "keys"),
    [
        ("a", "a", (Key("a", "a"),)),
        ("latin_small_letter_d_with_stroke", "đ", (Key("đ", "đ"),)),
        ("ctrl+j", "\n", (Key("newline"),)),
        ("alt+enter", None, (Key("newline"),)),
        ("backspace", "\x7f", (Key("backspace"),)),
        ("alt+t", None, ()),
        ("f2", None, (Key("f2"),)),
    ],
)
def test_terminal_events_become_keys(name: str, character: str | None, keys: tuple[Key, ...]) -> None:
    assert read_key(name, character) == keys


def type_keys(editor: Editor, *names: str) -> str:
    for name in names:
        editor.key(Key(name, name if len(name) == 1 else ""))
    return editor.text


def test_ctrl_z_takes_back_a_word_and_ctrl_r_brings_it_again() -> None:
    editor = Editor()
    assert type_keys(editor, *"ban hanh", "backspace", "h", *" ke hoach") == "ban hanh ke hoach"
    assert type_keys(editor, "ctrl+z") == "ban hanh ke "
    assert type_keys(editor, "ctrl+z", "ctrl+z") == "ban "
    assert type_keys(editor, "ctrl+r", "ctrl+r") == "ban hanh ke "
    assert type_keys(editor, "x", "ctrl+r") == "ban hanh ke x"
    assert type_keys(editor, *["ctrl+z"] * 20) == ""


def test_a_paste_and_an_emptied_line_are_taken_back_whole() -> None:
    editor = Editor()
    editor.paste("chấn chỉnh công tác")
    assert type_keys(editor, "ctrl+u") == ""
    assert type_keys(editor, "ctrl+z") == "chấn chỉnh công tác"
    assert type_keys(editor, "ctrl+z") == ""
