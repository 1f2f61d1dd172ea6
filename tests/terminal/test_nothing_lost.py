"""A line that drops, a kill, a crash: what was typed comes back; and what was saved can be taken back."""

from __future__ import annotations

import signal
import tomllib
from pathlib import Path

import pytest

from tests.terminal.conftest import Open, write_directives
from tests.terminal.pty_terminal import Terminal

TYPED = "<F4>17/CV-UBND<Tab>21/2/2023<Tab><Tab><Tab><Tab>chấn chỉnh công tác tiếp nhận"


def half_filled(open_program: Open) -> Terminal:
    terminal = open_program()
    terminal.send(TYPED)
    terminal.wait_for("chấn chỉnh công tác tiếp nhận")
    return terminal


def expect_offered(open_program: Open, records: Path) -> None:
    """The next start offers the draft; it opens whole and can be saved."""
    terminal = open_program(wait="Bản nháp")
    terminal.send("<Enter>")
    terminal.wait_for("Thêm văn bản")
    assert "17/CV-UBND" in terminal.text
    assert "21/02/2023" in terminal.text
    terminal.send(" hồ sơ<F2>")
    terminal.wait_for("Đã thêm văn bản 17/CV-UBND")
    (path,) = records.glob("directives/*/*.toml")
    assert tomllib.loads(path.read_text(encoding="utf-8"))["subject"] == "chấn chỉnh công tác tiếp nhận hồ sơ"
    terminal.send("<Ctrl+Q>")
    assert terminal.wait_end() == 0
    assert "Bản nháp" not in open_program().text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_leaves_the_draft(open_program: Open, records: Path, number: signal.Signals) -> None:
    terminal = half_filled(open_program)
    terminal.kill(number)
    terminal.wait_end()
    expect_offered(open_program, records)


def test_a_dropped_line_leaves_the_draft(open_program: Open, records: Path) -> None:
    terminal = half_filled(open_program)
    terminal.hang_up()
    expect_offered(open_program, records)


def test_a_polite_end_restores_the_terminal(open_program: Open) -> None:
    terminal = half_filled(open_program)
    terminal.kill(signal.SIGTERM)
    assert terminal.wait_end() == 0
    assert terminal.raw.rstrip().endswith(b"\x1b[?25h")


def test_quitting_with_something_unsaved_asks_and_keeps_it(open_program: Open, records: Path) -> None:
    terminal = half_filled(open_program)
    terminal.send("<Ctrl+Q>")
    terminal.wait_for("Còn phiếu chưa lưu")
    terminal.send("t")
    assert terminal.wait_end() == 0
    expect_offered(open_program, records)


def test_ctrl_c_never_quits(open_program: Open) -> None:
    terminal = half_filled(open_program)
    terminal.press("<Ctrl+C>")
    assert terminal.ended is None
    assert "chấn chỉnh công tác tiếp nhận" in terminal.text


def test_discarding_a_form_forgets_its_draft(open_program: Open) -> None:
    terminal = half_filled(open_program)
    terminal.press("<F3>")
    terminal.send("b")
    terminal.wait_for("Chưa có văn bản nào")
    terminal.send("<Ctrl+Q>")
    terminal.wait_end()
    assert "Bản nháp" not in open_program().text


def test_a_draft_of_a_changed_record_says_so(open_program: Open, records: Path) -> None:
    write_directives(records, 1)
    terminal = open_program()
    terminal.send("<Enter><Tab><Tab><Tab><Tab><Tab> thêm chữ")
    terminal.wait_for("lần 1 thêm chữ")
    terminal.kill(signal.SIGKILL)
    terminal.wait_end()
    (path,) = records.glob("directives/*/*.toml")
    path.write_text(path.read_text(encoding="utf-8") + 'note = "đồng nghiệp ghi"\n', encoding="utf-8")
    terminal = open_program(wait="Bản nháp")
    terminal.send("<Enter>")
    terminal.wait_for("Hồ sơ đã được sửa từ khi có bản nháp này")
    terminal.send("<F2>")
    terminal.wait_for("Đã lưu")
    saved = tomllib.loads(path.read_text(encoding="utf-8"))
    assert saved["subject"].endswith("lần 1 thêm chữ")
    assert saved["note"] == "đồng nghiệp ghi"


def test_a_colleagues_new_record_appears_by_itself(open_program: Open, records: Path) -> None:
    terminal = open_program()
    terminal.wait_for("Chưa có văn bản nào")
    write_directives(records, 1)
    terminal.wait_for("chấn chỉnh công tác")


def test_a_colleagues_change_of_the_open_record_is_told_and_merged(open_program: Open, records: Path) -> None:
    write_directives(records, 1)
    terminal = open_program()
    terminal.send("<Enter><Tab><Tab><Tab><Tab><Tab> và của tôi")
    terminal.wait_for("và của tôi")
    (path,) = records.glob("directives/*/*.toml")
    replaced = path.read_text(encoding="utf-8") + 'note = "đồng nghiệp ghi"\n'
    fresh = path.with_suffix(".new")
    fresh.write_text(replaced, encoding="utf-8")
    fresh.replace(path)
    terminal.wait_for("Người khác vừa sửa: Ghi chú")
    terminal.send("<F2>")
    terminal.wait_for("Đã lưu")
    saved = tomllib.loads(path.read_text(encoding="utf-8"))
    assert saved["note"] == "đồng nghiệp ghi"
    assert saved["subject"].endswith("và của tôi")


def test_the_same_field_changed_by_two_is_shown_side_by_side(open_program: Open, records: Path) -> None:
    write_directives(records, 1)
    terminal = open_program()
    terminal.send("<Enter><Tab><Tab><Tab><Tab><Tab><Ctrl+U>bản của tôi")
    terminal.wait_for("bản của tôi")
    (path,) = records.glob("directives/*/*.toml")
    theirs = path.read_text(encoding="utf-8").replace("chấn chỉnh công tác tiếp nhận hồ sơ lần 1", "bản của họ")
    path.write_text(theirs, encoding="utf-8")
    terminal.send("<F2>")
    terminal.wait_for("Hai người cùng sửa một mục")
    assert "bản của họ" in terminal.text
    assert "bản của tôi" in terminal.text
    terminal.send("<Left><F2>")
    terminal.wait_for("Đã lưu")
    assert tomllib.loads(path.read_text(encoding="utf-8"))["subject"] == "bản của họ"
