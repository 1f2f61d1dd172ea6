"""What the terminal sends becomes keys, the same however the line cuts it; what no key sends is never typed."""

from __future__ import annotations

import pytest
from textual import events
from textual.message import Message

from cchc_tui.tui.key import read_key
from cchc_tui.tui.terminal_input import TerminalInput, first_piece


def said(message: Message) -> str:
    """A message in a word: the name of a key, the text of a paste in braces."""
    if isinstance(message, events.Key):
        return " ".join(key.char or key.name for key in read_key(message.key, message.character))
    return f"{{{message.text}}}" if isinstance(message, events.Paste) else type(message).__name__


def heard(data: str, size: int = 0) -> list[str]:
    """What comes of it, in pieces of so many characters, and after waiting for more in vain."""
    reader = TerminalInput()
    pieces = [data[at : at + size] for at in range(0, len(data), size)] if size else [data]
    found = [said(message) for piece in pieces for message in reader.feed(piece)]
    reader._until = 0.0
    return found + [said(message) for message in reader.tick()]


F_KEYS = {
    "xterm": ["\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[19~", "\x1b[20~"],
    "putty, ESC[n~": ["\x1b[11~", "\x1b[12~", "\x1b[13~", "\x1b[14~", "\x1b[15~", "\x1b[19~", "\x1b[20~"],
    "putty, VT100+": ["\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1bOT", "\x1bOW", "\x1bOX"],
    "linux": ["\x1b[[A", "\x1b[[B", "\x1b[[C", "\x1b[[D", "\x1b[[E", "\x1b[19~", "\x1b[20~"],
}


@pytest.mark.parametrize("size", [0, 1, 2, 3])
@pytest.mark.parametrize("terminal", F_KEYS)
def test_function_keys_of_every_terminal_however_they_are_cut(terminal: str, size: int) -> None:
    assert heard("".join(F_KEYS[terminal]), size) == ["f1", "f2", "f3", "f4", "f5", "f8", "f9"]


@pytest.mark.parametrize("size", [0, 1, 2, 5])
def test_text_keys_and_pastes_in_one_stream_however_it_is_cut(size: int) -> None:
    stream = "\x1bOSsố\t\x1b[200~dán\nhai dòng\x1b[201~\x7fế\x1b[B\r\x1bOQ"
    assert heard(stream, size) == [
        "f4", "s", "ố", "tab", "{dán\nhai dòng}", "backspace", "ế", "down", "enter", "f2",
    ]  # fmt: skip


@pytest.mark.parametrize("size", [0, 1])
@pytest.mark.parametrize(
    "report",
    ["\x1b[?1;2c", "\x1b[>0;276;0c", "\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1b]0;tên\x07", "\x1bP>|XTerm(370)\x1b\\",
     "\x1b[27;5;9~", "\x1b[13;2u", "\x1b[16~", "\x1b[201~"],
)  # fmt: skip
def test_what_no_key_sends_is_not_typed(report: str, size: int) -> None:
    assert heard(f"a{report}b", size) == ["a", "b"]


@pytest.mark.parametrize("size", [0, 1])
def test_esc_and_what_follows_in_the_same_packet_are_two_keys(size: int) -> None:
    assert heard("\x1bđúng", size) == ["escape", "đ", "ú", "n", "g"]
    assert heard("\x1bPhòng\x1bOQ", size) == ["escape", "P", "h", "ò", "n", "g", "f2"]
    assert heard("\x1b\x1b[A", size) == ["escape", "up"]


def test_an_esc_alone_is_esc_after_a_while_and_not_before() -> None:
    reader = TerminalInput()
    assert list(reader.feed("\x1b")) == []
    assert list(reader.tick()) == []
    reader._until = 0.0
    assert [said(message) for message in reader.tick()] == ["escape"]


def test_a_sequence_that_never_ends_is_dropped_and_typing_goes_on() -> None:
    reader = TerminalInput()
    assert list(reader.feed("\x1b[1")) == []
    reader._until = 0.0
    assert list(reader.tick()) == []
    assert [said(message) for message in reader.feed("ă")] == ["ă"]


def test_a_paste_whose_end_is_lost_is_not_lost() -> None:
    assert heard("\x1b[200~cả đoạn") == ["{cả đoạn}"]


def test_an_escape_sequence_inside_a_paste_stays_in_it() -> None:
    assert heard("\x1b[200~a\x1b[31mb\x1b[201~c", 1) == ["{a\x1b[31mb}", "c"]


def test_mouse_and_focus_reports_reach_textual() -> None:
    assert heard("\x1b[<0;5;6M\x1b[I\x1b[O", 4) == ["MouseDown", "AppFocus", "AppBlur"]


def test_a_piece_that_is_not_whole_is_waited_for() -> None:
    assert first_piece("\x1b[20") is None
    assert first_piece("\x1b[200~nửa") is None
    assert first_piece("chữ\x1b[A") == "chữ"
