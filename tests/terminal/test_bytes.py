"""What the screens cost on the line, at 80×24, TERM=xterm-256color, no COLORTERM. Bytes are exact: they are limits."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.conftest import Open, write_directives
from tests.terminal.pty_terminal import Terminal


def rest(terminal: Terminal) -> None:
    """Wait until what is found out beside the screens has come and nothing follows it.

    Every other second the program looks for what others saved: it rests when it stays silent over such a look.
    """
    for _ in range(20):
        if terminal.settle() + terminal.quiet_bytes(3.0) == 0:
            return


def test_first_frame_and_idle(open_program: Open, records: Path) -> None:
    write_directives(records, 40)
    terminal = open_program(wait="VIỆC PHẢI LÀM")
    terminal.settle()
    assert terminal.received <= 4_000
    assert terminal.press("1") <= 3_000
    rest(terminal)
    assert terminal.quiet_bytes(5.0) == 0


def test_moving_in_a_list(open_program: Open, records: Path) -> None:
    write_directives(records, 40)
    terminal = open_program()
    terminal.settle()
    for _ in range(10):
        assert terminal.press("<Down>") <= 500
    assert terminal.press("<Up>") <= 500


def test_opening_a_form_and_typing_in_it(open_program: Open, records: Path) -> None:
    write_directives(records, 40)
    terminal = open_program()
    terminal.settle()
    assert terminal.press("<F4>") <= 2_500
    for letter in "17/UBND-VP":
        assert terminal.press(letter) <= 200
    for _ in range(5):
        assert terminal.press("<Tab>") <= 400
    for letter in "ghi chú":
        assert terminal.press(letter) <= 200


LONG = (
    "tăng cường chỉ đạo thực hiện một số nhiệm vụ về cải cách hành chính, kỷ luật, kỷ cương và hoạt động công vụ; "
    "đẩy mạnh ứng dụng công nghệ thông tin năm 2023"
)


def test_a_thousand_documents_with_long_subjects_cost_no_more(open_program: Open, records: Path) -> None:
    write_directives(records, 1000, subject=LONG)
    terminal = open_program(wait="VIỆC PHẢI LÀM")
    terminal.settle()
    assert terminal.received <= 4_000
    assert terminal.press("1") <= 3_000
    rest(terminal)
    assert terminal.quiet_bytes(5.0) == 0
    for _ in range(5):
        assert terminal.press("<Down>") <= 500
    assert terminal.press("<Enter>") <= 2_500
    for _ in range(5):
        assert terminal.press("<Tab>") <= 400
    terminal.press("<F3>")
    assert terminal.press("<F4>") <= 2_500
    assert letters(terminal, "1001/UBND-VP") <= 200


def test_a_long_sentence_costs_little_also_where_it_begins_a_row(open_program: Open) -> None:
    terminal = open_program()
    terminal.press("<F4>17/UBND-VP<Tab>21/2<Tab><Tab><Tab><Tab>")
    for start, row_begins, end in [(0, 46, 58), (58, 98, 110)]:
        terminal.press(LONG[start:row_begins])
        for letter in LONG[row_begins:end]:
            assert terminal.press(letter) <= 200
    assert terminal.press("<Tab>") <= 400


def test_a_letter_late_in_a_long_line(open_program: Open) -> None:
    terminal = open_program()
    terminal.press("<F4><Tab><Tab><Tab><Tab><Tab>" + "chấn chỉnh công tác tiếp nhận hồ sơ")
    for letter in " tại xã":
        assert terminal.press(letter) <= 200


def letters(terminal: Terminal, words: str) -> int:
    """The bytes of the dearest of these letters, typed one by one."""
    return max(terminal.press(letter) for letter in words)


def test_a_letter_is_cheap_in_every_field_of_a_count(open_program: Open) -> None:
    terminal = open_program()
    terminal.press("2<F4>")
    for words in ["trang thông tin", "tin bài", "6/2023", "trên 90", "trên"]:
        assert letters(terminal, words) <= 200
        assert terminal.press("<Tab>") <= 600


def test_a_letter_is_cheap_in_every_field_of_a_document_also_with_offers_and_faults(open_program: Open) -> None:
    terminal = open_program()
    terminal.press("<F4>")
    for words in ["330/UBND-VP", "31/2/2023", "kế", "", "tăng cường", "", "ế"]:
        if words:
            assert letters(terminal, words) <= 200
        assert terminal.press("<Tab>") <= 900


def test_a_letter_is_cheap_in_a_cell_and_in_a_filter(open_program: Open, records: Path) -> None:
    write_directives(records, 40)
    terminal = open_program()
    terminal.press("2<Right>")
    assert letters(terminal, "trên 90") <= 200
    terminal.press("<Esc>")
    terminal.press("<F3>1<F5>")
    assert letters(terminal, "chấn") <= 200
