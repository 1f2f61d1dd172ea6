"""log, blame, undo, show --at, restore --at."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.office.setup import begin_history

from .conftest import Call, OnTerminal


@pytest.fixture
def letter(office: Path, cchc: Call) -> str:
    """The id of a letter that was changed once."""
    begin_history(office, own=True)
    made = cchc(
        "add",
        "directive",
        "--direction",
        "outgoing",
        "--symbol",
        "17/CV-UBND",
        "--issued-on",
        "21/2/2023",
        "--subject",
        "một",
    )
    number = made.out.strip()
    assert cchc("set", number, "subject=hai").code == 0
    return number


def test_log_says_who_changed_what_from_what_to_what(letter: str, cchc: Call) -> None:
    lines = cchc("log", letter).out.splitlines()
    assert lines[0].endswith("Nguyễn Thị Hà  công văn 17/CV-UBND: sửa Trích yếu")
    assert lines[1] == "    Trích yếu: “một” → “hai”"
    assert len(cchc("log").out.splitlines()) > len(lines)
    assert [s["words"] for s in cchc("log", letter, "--json", "-n", "1").json] == ["công văn 17/CV-UBND: sửa Trích yếu"]


def test_an_unknown_record_has_no_log(letter: str, cchc: Call) -> None:
    ended = cchc("log", "zzzzzz")
    assert (ended.code, ended.out) == (2, "")
    assert "zzzzzz" in ended.err


def test_without_history_log_says_why(office: Path, cchc: Call) -> None:
    ended = cchc("log")
    assert ended.code == 4
    assert "không có lịch sử" in ended.err


def test_blame_names_who_wrote_each_field(letter: str, cchc: Call) -> None:
    assert "Trích yếu:        hai\n                  Nguyễn Thị Hà, " in cchc("blame", letter).out
    assert {"Trích yếu", "Số, ký hiệu"} < {b["label"] for b in cchc("blame", letter, "--json").json}


def test_undo_asks_first_and_takes_the_last_save_back(letter: str, cchc: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = cchc("undo", "--yes")
    assert ended.code == 0
    assert ended.err.startswith("Đã hoàn tác: công văn 17/CV-UBND: sửa Trích yếu")
    assert cchc("show", letter, "--json").json["subject"] == "một"


def test_without_a_terminal_undo_names_the_option_and_does_nothing(letter: str, program: Call, office: Path) -> None:
    ended = program("undo", "--records", str(office))
    assert (ended.code, ended.out) == (2, "")
    assert "Thêm --yes để làm mà không hỏi." in ended.err
    assert "Ctrl+C" not in ended.err
    assert program("show", letter, "--json", "--records", str(office)).json["subject"] == "hai"


@pytest.mark.parametrize(
    ("typed", "code", "subject"),
    [("c", 0, "một"), ("Có", 0, "một"), ("", 3, "hai"), ("k", 3, "hai"), ("\x04", 3, "hai"), ("\x03", 130, "hai")],
)
def test_on_a_terminal_undo_asks_yes_or_no(
    letter: str, cchc: Call, office: Path, on_terminal: OnTerminal, typed: str, code: int, subject: str
) -> None:
    ended = on_terminal("undo", "--records", str(office), typed=typed, when="[c/K]")
    assert ended.code == code
    assert "Trích yếu: “một” → “hai”" in ended.out
    assert "Hoàn tác lần lưu này? [c/K]" in ended.out
    assert cchc("show", letter, "--json").json["subject"] == subject


def test_an_earlier_version_is_shown_and_brought_back(letter: str, cchc: Call) -> None:
    first = cchc("log", letter).out.splitlines()[2].split()[0]
    assert cchc("show", letter, "--at", first, "--json").json["subject"] == "một"
    assert cchc("show", letter, "--at", "1/1/2020").code == 3
    assert cchc("show", letter, "--at", "bao giờ").code == 2
    assert cchc("restore", letter, "--at", first).code == 0
    assert cchc("show", letter, "--json").json["subject"] == "một"
    assert len([line for line in cchc("log", letter).out.splitlines() if line[0] != " "]) == 3


def test_a_record_whose_file_is_gone_is_listed_and_brought_back(letter: str, office: Path, cchc: Call) -> None:
    (file,) = office.glob("directives/*/*.toml")
    file.unlink()
    assert cchc("doctor", "--fix").err.startswith("Đã lấy lại 1 tệp.")
    assert file.exists()
    assert cchc("log", "--gone").err == "Không có hồ sơ nào bị xóa tệp.\n"
