"""A report in a real terminal: the person's own editor has it and gives it back, findings come by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.conftest import Open, write_directives

PROSE = "# I. CHUNG\n\nTrong {{ ky.ten }} đã làm.\n"


@pytest.fixture
def report(records: Path) -> Path:
    """The prose of the only report."""
    folder = records / "reports" / "2023-nam"
    folder.mkdir(parents=True)
    (folder / "report.toml").write_text(
        'schema = 1\nid = "d00001"\nslug = "2023-nam"\nkind = "bao-cao"\nperiod = "2023-nam"\nsubject = "Kết quả"\n',
        encoding="utf-8",
    )
    (folder / "body.md").write_text(PROSE, encoding="utf-8")
    return folder / "body.md"


def own_editor(folder: Path, script: str) -> str:
    path = folder / "editor"
    path.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_editor_has_the_terminal_and_gives_it_back(open_program: Open, report: Path, tmp_path: Path) -> None:
    visual = own_editor(tmp_path, 'echo TRINH SOAN; read line; echo "$line" >> "$1"\n')
    terminal = open_program(VISUAL=visual)
    terminal.send("4<Ctrl+E>")
    terminal.wait_for("Phần lời báo cáo")
    terminal.send("<Ctrl+E>")
    terminal.wait_for("TRINH SOAN")
    terminal.send("Câu viết ở ngoài.<Enter>")
    terminal.wait_for("Đã lấy bài từ trình soạn thảo về")
    assert "Câu viết ở ngoài." in terminal.text
    assert "F2 Lưu" in terminal.text
    terminal.send("<F2>")
    terminal.wait_for("Đã lưu phần lời")
    assert report.read_text(encoding="utf-8") == PROSE + "Câu viết ở ngoài.\n"


def test_a_line_dropped_in_the_editor_keeps_the_prose(open_program: Open, report: Path, tmp_path: Path) -> None:
    visual = own_editor(tmp_path, 'echo TRINH SOAN; printf "Ghi trong trình soạn.\\n" >> "$1"; read line\n')
    terminal = open_program(VISUAL=visual)
    terminal.send("4<Ctrl+E>Gõ trước. ")
    terminal.wait_for("Gõ trước.")
    terminal.send("<Ctrl+E>")
    terminal.wait_for("TRINH SOAN")
    terminal.hang_up()
    again = open_program(wait="Bản nháp")
    again.send("<Enter>")
    again.wait_for("Gõ trước.")
    assert report.read_text(encoding="utf-8") == PROSE


def test_an_interrupt_is_the_editors(open_program: Open, report: Path, tmp_path: Path) -> None:
    visual = own_editor(tmp_path, "echo TRINH SOAN; read line\n")
    terminal = open_program(VISUAL=visual)
    terminal.send("4<Ctrl+E>Gõ trước. <Ctrl+E>")
    terminal.wait_for("TRINH SOAN")
    terminal.send("<Ctrl+C>")
    terminal.wait_for("bài vẫn như trước khi mở")
    assert "Gõ trước." in terminal.text


def test_findings_come_by_themselves_after_a_save(open_program: Open, records: Path, report: Path) -> None:
    terminal = open_program()
    assert "5!" not in terminal.text
    write_directives(records, 1)
    (path,) = records.glob("directives/*/*.toml")
    path.write_text(path.read_text(encoding="utf-8").replace("subject", "la"), encoding="utf-8")
    terminal.wait_for("5!Kiểm tra")
    terminal.send("4")
    terminal.wait_for("lỗi trong tệp hồ sơ")


def test_a_fault_typed_into_the_prose_is_told_after_saving(open_program: Open, report: Path) -> None:
    terminal = open_program()
    terminal.send("4<Ctrl+E>{{ ky.tem }}<F2>")
    terminal.wait_for("có phải “ky.ten”?")
    assert report.read_text(encoding="utf-8").startswith("{{ ky.tem }}")
    terminal.send("<F4>")
    terminal.wait_for("sẽ in ra")
    terminal.wait_for("× dòng 1")
