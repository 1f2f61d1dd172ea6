"""The same screens on every terminal a commune may have: without colour, small, dumb, read-only, resized."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import PROGRAM, Open, write_directives
from tests.terminal.pty_terminal import Terminal

TERMS = ["xterm-256color", "xterm", "linux", "screen", "tmux-256color", "putty", "vt100"]
_COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def visit(terminal: Terminal) -> list[str]:
    """A list with a mark, a form with an error, a dialog: their texts."""
    pictures = []
    terminal.press(" <Down>")
    pictures.append(terminal.text)
    terminal.press("<F4>99/UBND-VP<Tab>31/2/2023<F2>")
    pictures.append(terminal.text)
    terminal.press("<F3>")
    terminal.press("b")
    terminal.press("<F1>")
    pictures.append(terminal.text)
    return pictures


@pytest.mark.parametrize("term", TERMS)
def test_cursor_focus_marks_and_errors_are_signs_not_colours(open_program: Open, records: Path, term: str) -> None:
    write_directives(records, 5)
    terminal = open_program(TERM=term)
    listed, form, helped = visit(terminal)
    assert re.search(r"^ ●5/UBND-VP", listed, re.MULTILINE)
    assert re.search(r"^► 3/UBND-VP", listed, re.MULTILINE)
    assert "1 Văn bản" in listed
    assert "► × Ngày ban hành" in form
    assert "× “31/2/2023” không phải là một ngày" in form
    assert "× Chưa lưu" in form
    assert "─ Trợ giúp" in helped


def test_no_color_sends_no_colour_and_shows_the_same(open_program: Open, records: Path) -> None:
    write_directives(records, 5)
    coloured = open_program()
    with_colour = visit(coloured)
    coloured.close()
    plain = open_program(NO_COLOR="1")
    assert visit(plain) == with_colour
    assert not _COLOUR.search(bytes(plain.raw))
    assert _COLOUR.search(bytes(coloured.raw))


def test_the_locale_does_not_matter(open_program: Open, records: Path) -> None:
    write_directives(records, 1)
    terminal = open_program(LANG="C", LC_ALL="C")
    terminal.wait_for("chấn chỉnh công tác tiếp nhận")


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_is_refused_with_a_sentence(records: Path, environment: dict[str, str], term: str) -> None:
    with Terminal([sys.executable, str(PROGRAM), str(records)], environment | {"TERM": term}) as terminal:
        assert terminal.wait_end() == 4
        assert "không vẽ được màn hình" in terminal.text.replace("\n", " ")


def test_resizing_down_and_up(open_program: Open, records: Path) -> None:
    write_directives(records, 30)
    terminal = open_program()
    terminal.send("<F4>17/CV-UBND")
    for columns, rows in [(60, 15), (200, 60), (30, 8), (80, 24), (61, 16)]:
        terminal.resize(columns, rows)
        terminal.wait_for("nhỏ quá" if columns < 60 else "17/CV-UBND")
    terminal.resize(120, 40)
    terminal.send("<Tab>1/3/2023<Tab><Tab><Tab><Tab>sau khi đổi cỡ<F2>")
    terminal.wait_for("Đã thêm văn bản 17/CV-UBND")
    terminal.wait_for("Ctrl+P Lệnh")


def test_every_screen_fits_the_smallest_window(open_program: Open, records: Path) -> None:
    write_directives(records, 3)
    terminal = open_program(columns=60, rows=15, wait="Ctrl+P Lệnh")
    names = ["Văn bản", "Tin bài", "Nhiệm vụ", "Báo cáo", "Kiểm tra", "Sử", "Hạn", "CQ"]
    for number, name in enumerate(names, 1):
        terminal.send(str(number))
        terminal.wait_for(lambda t, here=re.compile(f"{number}[ !]{name}"): here.search(t.text))
    terminal.send("1<F1>")
    terminal.wait_for("Trợ giúp ·")
    terminal.send("<F3><Ctrl+P>")
    terminal.wait_for("─ Lệnh")


def test_reading_only(open_program: Open, records: Path) -> None:
    write_directives(records, 1)
    terminal = open_program("--read-only")
    terminal.send("<F8>")
    terminal.wait_for("chỉ xem (--read-only)")
    assert "[chỉ xem]" in terminal.text


def test_the_mouse_is_left_to_the_terminal_unless_asked_for(open_program: Open, records: Path) -> None:
    write_directives(records, 5)
    assert b"\x1b[?1000h" not in open_program().raw
    terminal = open_program("--mouse")
    assert b"\x1b[?1000h" in terminal.raw
    terminal.send(b"\x1b[<0;5;6M\x1b[<0;5;6m")
    terminal.wait_for(lambda t: t.screen.display[5].startswith("►"))
    terminal.send(b"\x1b[<0;5;6M\x1b[<0;5;6m")
    terminal.wait_for("Sửa văn bản")


def test_an_escape_sequence_in_a_record_reaches_no_terminal(open_program: Open, records: Path) -> None:
    write_directives(records, 1)
    (path,) = records.glob("directives/*/*.toml")
    path.write_text(
        path.read_text(encoding="utf-8").replace("chấn chỉnh", "\\u001b]0;hacked\\u0007\\u202echấn"), encoding="utf-8"
    )
    terminal = open_program()
    terminal.press("v")
    terminal.press("<F3><Enter>")
    assert b"\x1b]0;hacked" not in terminal.raw
    assert "\u202e".encode() not in terminal.raw


def test_a_light_terminal_gets_inks_for_light_paper(open_program: Open, records: Path) -> None:
    write_directives(records, 3)
    terminal = open_program()
    assert b"\x1b]11;?" in terminal.raw
    before = len(terminal.raw)
    terminal.send(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\")
    terminal.settle()
    assert b"\x1b[34m" in terminal.raw[before:]
    assert b"\x1b]11;?" not in open_program(TERM="vt100").raw


def test_a_chosen_theme_is_kept(open_program: Open, records: Path) -> None:
    terminal = open_program()
    terminal.send("<Ctrl+P>mau<Enter>")
    terminal.wait_for("16 màu, nền sáng")
    terminal.send("nen sang<Down><Enter>")
    terminal.wait_for("Màu: màu đủ, nền sáng")
    terminal.close()
    assert b"38;5;24" in open_program().raw
