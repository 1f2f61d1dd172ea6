"""What the terminal sends becomes keys, the same however the line cuts it; what no key sends is never typed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from textual import events
from textual.message import Message

from cchc_tui.tui.key import read_key
from cchc_tui.tui.kit.messages import Background, LetterWidth, UnknownKey
from cchc_tui.tui.kit.terminal_input import TerminalInput, first_piece


def said(message: Message) -> str:
    """A message in a word: the name of a key, the text of a paste in braces."""
    if isinstance(message, events.Key):
        return " ".join(key.char or key.name for key in read_key(message.key, message.character))
    if isinstance(message, UnknownKey):
        return ""
    return f"{{{message.text}}}" if isinstance(message, events.Paste) else type(message).__name__


def heard(data: str, size: int = 0, *, mouse: bool = False) -> list[str]:
    """What comes of it, in pieces of so many characters, and after waiting for more in vain."""
    reader = TerminalInput(mouse=mouse)
    pieces = [data[at : at + size] for at in range(0, len(data), size)] if size else [data]
    found = [message for piece in pieces for message in reader.feed(piece)]
    reader._until = 0.0
    return [words for message in (*found, *reader.tick()) if (words := said(message))]


_SIGNS = {"␠": " ", "^[": "\x1b", "^?": "\x7f", **{f"^{chr(code + 64)}": chr(code) for code in range(27)}}


def _bytes(written: str) -> str:
    for sign, char in _SIGNS.items():
        written = written.replace(sign, char)
    return written


def keyboard(terminal: str) -> dict[str, tuple[str, str]]:
    """For each key of a terminal that sends anything: its bytes, and what they have to be read as."""
    with Path(__file__).with_name("terminals.tsv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    keys: dict[str, tuple[str, str]] = {}
    for row in table:
        sent, _, read = row[terminal].partition("=") if len(row[terminal]) > 1 else (row[terminal], "", "")
        if sent:
            keys[row["key"]] = (_bytes(sent), _bytes(read or row["read as"]))
    return keys


TERMINALS = (
    "putty", "putty-linux", "putty-xterm", "putty-vt400", "putty-vt100", "putty-sco",
    "xterm", "urxvt", "kitty", "alacritty", "vte", "konsole",
)  # fmt: skip


@pytest.mark.parametrize("terminal", TERMINALS)
def test_every_key_of_every_terminal_is_one_key_or_nothing(terminal: str) -> None:
    """The table says what a key is read as; nothing for what no key of the program's is, and never its letters."""
    wrong = {
        (key, size): found
        for key, (sent, read) in keyboard(terminal).items()
        for size in range(len(sent))
        if (found := heard(sent, size)) != ([read] if read else [])
    }
    assert wrong == {}


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("size", [0, 1, 7])
def test_all_keys_of_a_terminal_in_one_stream(terminal: str, size: int) -> None:
    keys = {key: pair for key, pair in keyboard(terminal).items() if key != "Esc"}
    expected = [read for _, read in keys.values() if read]
    assert heard("".join(sent for sent, _ in keys.values()), size) == expected


@pytest.mark.parametrize("size", [0, 1, 2, 5])
def test_text_keys_and_pastes_in_one_stream_however_it_is_cut(size: int) -> None:
    stream = "\x1bOSsố\t\x1b[200~dán\nhai dòng\x1b[201~\x7fế\x1b[B\r\x1bOQ"
    assert heard(stream, size) == [
        "f4", "s", "ố", "tab", "{dán\nhai dòng}", "backspace", "ế", "down", "enter", "f2",
    ]  # fmt: skip


@pytest.mark.parametrize("size", [0, 1])
@pytest.mark.parametrize(
    "report",
    ["\x1b[?1;2c", "\x1b[>0;276;0c", "\x1b]0;tên\x07", "\x1bP>|XTerm(370)\x1b\\",
     "\x1b[27;5;9~", "\x1b[13;2u", "\x1b[16~", "\x1b[201~"],
)  # fmt: skip
def test_what_no_key_sends_is_not_typed(report: str, size: int) -> None:
    assert heard(f"a{report}b", size) == ["a", "b"]


def alone(data: str) -> list[str]:
    """What is unknown in it, Alt and its letter as such."""
    return [m.held_alt or m.sequence for m in TerminalInput().feed(data) if isinstance(m, UnknownKey)]


@pytest.mark.parametrize("size", [0, 1])
def test_a_key_held_with_alt_is_one_key_that_does_nothing(size: int) -> None:
    assert heard("\x1bba\x1bb\x1b\x1b[A\x1b\x1bOQb", size) == ["a", "b"]
    assert alone("\x1bb\x1bL") == ["B", "L"]


def test_esc_before_a_letter_with_marks_is_esc() -> None:
    assert heard("\x1bđúng") == ["escape", "đ", "ú", "n", "g"]


def test_alt_with_a_letter_that_begins_sequences_is_dropped_after_a_while() -> None:
    assert heard("\x1bO") == heard("\x1b[") == []
    assert heard("\x1bP") == []


def test_keys_nobody_knows_are_told_and_answers_are_not() -> None:
    assert alone("\x1b[27;5;9~\x1bOz") == ["\x1b[27;5;9~", "\x1bOz"]
    assert alone("\x1b[?1;2c\x1b]0;tên\x07\x1b[201~") == []


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        ("rgb:ffff/ffff/ffff", True),
        ("rgb:fb/fa/f7", True),
        ("rgb:0000/0000/0000", False),
        ("rgb:1414/1818/1d1d", False),
    ],
)
def test_the_colour_of_the_paper_is_told(answer: str, light: bool) -> None:
    (told,) = TerminalInput().feed(f"\x1b]11;{answer}\x1b\\")
    assert isinstance(told, Background)
    assert told.light is light


def test_the_answer_of_the_probe_is_no_key() -> None:
    (answer,) = TerminalInput().feed("\x1b[2;4R")
    assert isinstance(answer, LetterWidth)
    assert answer.cells == 3


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
    assert [said(message) for message in reader.tick()] == [""]
    assert [said(message) for message in reader.feed("ă")] == ["ă"]


def test_a_paste_whose_end_is_lost_is_not_lost() -> None:
    assert heard("\x1b[200~cả đoạn") == ["{cả đoạn}"]


def test_an_escape_sequence_inside_a_paste_stays_in_it() -> None:
    assert heard("\x1b[200~a\x1b[31mb\x1b[201~c", 1) == ["{a\x1b[31mb}", "c"]


def test_reports_of_the_mouse_reach_textual_where_it_is_on() -> None:
    assert heard("\x1b[<0;5;6M", 4, mouse=True) == ["MouseDown"]
    assert heard("\x1b[M !!a", 2, mouse=True) == ["a"]
    assert heard("\x1b[Mabc") == ["f1", "a", "b", "c"]


def test_a_piece_that_is_not_whole_is_waited_for() -> None:
    assert first_piece("\x1b[20") is None
    assert first_piece("\x1b[200~nửa") is None
    assert first_piece("chữ\x1b[A") == "chữ"
