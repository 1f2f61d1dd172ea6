"""A line that stalls, drops, is stopped and continued, or is left open elsewhere: nothing typed is lost on it."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

from tests.terminal.conftest import PROGRAM, Open, write_directives
from tests.terminal.pty_terminal import PATIENCE, Terminal


def send_unread(terminal: Terminal, pictures: int) -> None:
    """Page up and down so often, and read nothing of what comes; then begin a new document."""
    for number in range(pictures):
        os.write(terminal.fd, b"\x1b[6~" if number % 2 else b"\x1b[5~")
        time.sleep(0.01)
    os.write(terminal.fd, b"\x1bOS" + "gõ lúc nghẽn".encode())


def wait_for_draft(state: Path, words: str) -> None:
    """Until a draft with these words lies on disk."""
    end = time.monotonic() + PATIENCE
    while not any(words in p.read_text(encoding="utf-8") for p in state.rglob("*.json")):
        assert time.monotonic() < end, "no draft"
        time.sleep(0.05)


def test_what_is_typed_on_a_stalled_line_is_on_disk_before_the_line_comes_back(
    open_program: Open, records: Path, environment: dict[str, str]
) -> None:
    write_directives(records, 300)
    terminal = open_program()
    terminal.settle()
    send_unread(terminal, 300)
    wait_for_draft(Path(environment["XDG_STATE_HOME"]), "gõ lúc nghẽn")
    assert terminal.settle() < 100_000
    assert "gõ lúc nghẽn" in terminal.text


def test_a_line_that_drops_after_hundreds_of_unread_pictures_ends_the_program(
    open_program: Open, records: Path, environment: dict[str, str]
) -> None:
    write_directives(records, 300)
    terminal = open_program()
    terminal.settle()
    send_unread(terminal, 300)
    wait_for_draft(Path(environment["XDG_STATE_HOME"]), "gõ lúc nghẽn")
    terminal.hang_up()
    open_program(wait="gõ lúc nghẽn")


def test_a_program_that_was_stopped_shows_the_whole_picture_again(open_program: Open, records: Path) -> None:
    write_directives(records, 20)
    terminal = open_program()
    terminal.settle()
    before = terminal.text
    terminal.kill(signal.SIGTSTP)
    terminal.wait_for(lambda t: Path(f"/proc/{t.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T")
    terminal.screen.reset()
    terminal.kill(signal.SIGCONT)
    terminal.wait_for("Ctrl+P Lệnh")
    terminal.settle()
    assert terminal.text == before


def test_the_first_picture_comes_once(open_program: Open, records: Path) -> None:
    write_directives(records, 40)
    terminal = open_program()
    terminal.settle()
    assert bytes(terminal.raw).count(b"30/UBND-VP") == 1


def test_alt_and_a_letter_throw_nothing_away(open_program: Open, records: Path) -> None:
    terminal = open_program()
    terminal.press("<F4>17/CV-UBND")
    terminal.press(b"\x1bb")
    terminal.wait_for("Không dùng phím Alt: Alt+B")
    assert "17/CV-UBND" in terminal.text


def test_a_question_takes_no_key_of_the_packet_that_opened_it(open_program: Open, records: Path) -> None:
    terminal = open_program()
    terminal.press("<F4>17/CV-UBND")
    terminal.press("<F3>b")
    terminal.wait_for("không tính là trả lời")
    assert "Bỏ những gì đã gõ" in terminal.text
    terminal.press("b")
    terminal.wait_for("Chưa có văn bản nào")


def test_what_was_thrown_away_comes_back(open_program: Open, records: Path) -> None:
    terminal = open_program()
    terminal.press("<F4>17/CV-UBND<Tab>21/2/2023")
    terminal.press("<F3>")
    terminal.send("b")
    terminal.wait_for("Ctrl+V lấy lại được")
    terminal.send("<Ctrl+V>")
    terminal.wait_for("đã bỏ: Thêm văn bản")
    terminal.send("<Enter>")
    terminal.wait_for("21/02/2023")
    assert "17/CV-UBND" in terminal.text


def test_a_sitting_on_a_dead_line_is_taken_over(open_program: Open, records: Path) -> None:
    dead = open_program()
    dead.press("<F4>17/CV-UBND<Tab>21/2/2023")
    terminal = open_program(wait="Một phiên khác của bạn còn mở")
    terminal.send("l")
    terminal.wait_for("Thêm văn bản")
    assert "17/CV-UBND" in terminal.text
    assert dead.wait_end() == 0
    terminal.press("<Tab><Tab><Tab><Tab>tiếp nhận hồ sơ<F2>")
    terminal.wait_for("Đã thêm văn bản 17/CV-UBND")


class LatinTerminal(Terminal):
    """One that shows every byte as a letter of its own."""

    def _show(self, data: bytes) -> None:
        # What UTF-8 has between 0x80 and 0x9f begins no sequence here: such a terminal shows it as a sign.
        super()._show(re.sub(rb"[\x80-\x9f]", b"?", data).decode("latin-1").encode())


def test_a_terminal_of_another_charset_is_told_what_to_change_in_plain_ascii(
    records: Path, environment: dict[str, str]
) -> None:
    with LatinTerminal([sys.executable, str(PROGRAM), str(records)], environment, cwd=records.parent) as terminal:
        terminal.wait_for("Remote character")
        terminal.send("<Enter>")
        for _ in range(300):  # a busy machine draws the next picture late
            if "Remote character" not in terminal.text:
                break
            terminal.read(0.2)
        assert "Remote character" not in terminal.text
    with LatinTerminal(
        [sys.executable, str(PROGRAM), str(records)], environment | {"TMUX": "/tmp/x,1,0"}, cwd=records.parent
    ) as terminal:
        terminal.wait_for("tmux -u")
