"""What the screens cost on the line, at 80×24, TERM=xterm-256color, no COLORTERM. Bytes are exact: they are limits."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.conftest import Open, write_directives


def test_first_frame_and_idle(open_program: Open, records: Path) -> None:
    write_directives(records, 40)
    terminal = open_program()
    terminal.settle()
    assert terminal.received <= 12_000
    assert terminal.quiet_bytes(10.0) == 0


def test_moving_in_a_list(open_program: Open, records: Path) -> None:
    write_directives(records, 40)
    terminal = open_program()
    terminal.settle()
    for _ in range(10):
        assert terminal.press("<Down>") <= 450
    assert terminal.press("<Up>") <= 450


def test_opening_a_form_and_typing_in_it(open_program: Open, records: Path) -> None:
    write_directives(records, 40)
    terminal = open_program()
    terminal.settle()
    assert terminal.press("<F4>") <= 9_000
    for letter in "17/UBND-VP":
        assert terminal.press(letter) <= 200
    for _ in range(5):
        assert terminal.press("<Tab>") <= 400
    for letter in "ghi chú":
        assert terminal.press(letter) <= 200


def test_a_letter_late_in_a_long_line(open_program: Open) -> None:
    terminal = open_program()
    terminal.press("<F4><Tab><Tab><Tab><Tab>" + "chấn chỉnh công tác tiếp nhận hồ sơ")
    for letter in " tại xã":
        assert terminal.press(letter) <= 200
