"""Every word right in every field, whatever the input method sends and however the line glues it together."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.terminal.conftest import Open
from tests.terminal.input_methods import METHODS
from tests.terminal.pty_terminal import KEYS

SUBJECT = "Chấn chỉnh công tác tiếp nhận, giải quyết thủ tục hành chính; Đẩy mạnh ứng xử, Ủy ban hòa giải"
NOTE = "Lưu ở Văn phòng; đã gửi Phòng Nội vụ huyện"
VALUES = ["17/CV-UBND", "21/02/2023", "Công văn", "Ủy ban nhân dân xã Hà Kỳ", "", SUBJECT, NOTE]
"""In the order of the form; the direction, left alone, follows from the issuer."""


def saved_directive(records: Path) -> dict[str, object]:
    """The one directive on disk."""
    (path,) = records.glob("directives/*/*.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def expect_right(records: Path) -> None:
    """All six fields as meant."""
    found = saved_directive(records)
    assert found["symbol"] == "17/CV-UBND"
    assert str(found["issued_on"]) == "2023-02-21"
    assert found["kind"] == "cong-van"
    assert found["issuer"] == "Ủy ban nhân dân xã Hà Kỳ"
    assert found["subject"] == SUBJECT
    assert found["note"] == NOTE


@pytest.mark.parametrize("method", METHODS)
def test_a_whole_record_in_one_packet_is_saved_as_meant(open_program: Open, records: Path, method: str) -> None:
    terminal = open_program()
    stream = b"\t".join("".join(METHODS[method](value)).encode() for value in VALUES)
    terminal.send(KEYS["F4"] + stream + KEYS["F2"])
    terminal.wait_for("Đã thêm văn bản 17/CV-UBND")
    expect_right(records)


@pytest.mark.parametrize("method", ["unikey", "openkey", "decomposed"])
def test_key_by_key_it_is_saved_as_meant(open_program: Open, records: Path, method: str) -> None:
    terminal = open_program()
    terminal.send("<F4>")
    for number, value in enumerate(VALUES):
        if number:
            terminal.send("<Tab>")
        for chunk in METHODS[method](value):
            terminal.send(chunk.encode())
            terminal.read(0)
    terminal.send("<F2>")
    terminal.wait_for("Đã thêm văn bản 17/CV-UBND")
    expect_right(records)


@pytest.mark.parametrize("size", [1, 2, 5])
@pytest.mark.parametrize("method", ["unikey", "openkey_by_paste", "decomposed"])
def test_however_the_line_cuts_letters_and_keys_apart(
    open_program: Open, records: Path, method: str, size: int
) -> None:
    """Also inside a letter of three bytes and inside the sequence of a function key, and before the first picture."""
    stream = KEYS["F4"] + b"\t".join("".join(METHODS[method](value)).encode() for value in VALUES) + KEYS["F2"]
    terminal = open_program(wait="" if size == 5 else "Ctrl+P Lệnh")
    if size == 5:
        terminal.wait_for(lambda t: t.received > 0)
    for start in range(0, len(stream), size):
        terminal.send(stream[start : start + size])
        terminal.read(0)
    terminal.wait_for("Đã thêm văn bản 17/CV-UBND")
    expect_right(records)


@pytest.mark.parametrize(
    ("term", "new", "save", "find"),
    [
        ("putty", b"\x1b[14~", b"\x1b[12~", b"\x1b[15~"),
        ("putty", b"\x1bOS", b"\x1bOQ", b"\x1bOT"),
        ("linux", b"\x1b[[D", b"\x1b[[B", b"\x1b[[E"),
        ("screen", b"\x1bOS", b"\x1bOQ", b"\x1b[15~"),
    ],
)
def test_function_keys_as_terminals_send_them(
    open_program: Open, records: Path, term: str, new: bytes, save: bytes, find: bytes
) -> None:
    terminal = open_program(TERM=term)
    terminal.send(new + "17/CV-UBND\t21/2\t\t\t\tchấn chỉnh".encode() + save + find + "chấn".encode())
    terminal.wait_for("Tìm:  chấn")
    assert saved_directive(records)["subject"] == "chấn chỉnh"


def test_an_answer_of_the_terminal_to_somebody_else_is_not_typed(open_program: Open, records: Path) -> None:
    terminal = open_program()
    terminal.send(b"\x1bOS17/CV-UBND\t21/2\t\t\t\tch\x1b[?1;2c\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[27;5;9~eo\x1bOQ")
    terminal.wait_for("Đã thêm")
    assert saved_directive(records)["subject"] == "cheo"


def test_typed_ahead_through_opening_and_closing_of_forms(open_program: Open, records: Path) -> None:
    terminal = open_program()
    one = "<F4>{0}/UBND-VP<Tab>{0}/3/2023<Tab><Tab><Tab><Tab>văn bản thứ {0}<F2>"
    terminal.send("".join(one.format(number) for number in range(1, 6)))
    terminal.wait_for("Đã thêm văn bản 5/UBND-VP")
    found = {tomllib.loads(p.read_text(encoding="utf-8"))["subject"] for p in records.glob("directives/*/*.toml")}
    assert found == {f"văn bản thứ {number}" for number in range(1, 6)}


def test_enter_tab_and_arrows_in_one_packet_reach_the_field_they_were_meant_for(
    open_program: Open, records: Path
) -> None:
    terminal = open_program()
    terminal.send("<F4>17/CV-UBND<Enter>21/2/2023<Enter>công văn<Down>UBND xã<Tab><Tab>sai<Shift+Tab><Tab><Backspace>")
    terminal.send("<Backspace><Backspace>đúng chỗ<F2>")
    terminal.wait_for("Đã thêm")
    assert saved_directive(records)["subject"] == "đúng chỗ"
    assert saved_directive(records)["issuer"] == "UBND xã"


def test_wrong_bytes_are_survived_with_a_notice(open_program: Open, records: Path) -> None:
    terminal = open_program()
    terminal.send(b"\x1bOS17/CV-UBND\t21/2/2023\t\t\t\tb\xe1o c\xe1o\xff n\xf3i")
    terminal.wait_for("UTF-8")
    terminal.press("<Ctrl+U>báo cáo nói<F2>")
    terminal.wait_for("Đã thêm")
    assert saved_directive(records)["subject"] == "báo cáo nói"


def test_a_paste_of_several_lines_becomes_one_line(open_program: Open, records: Path) -> None:
    terminal = open_program()
    pasted = "\x1b[200~về việc chấn chỉnh\r\n công\u00a0tác\ttiếp nhận \n\x1b[201~"
    terminal.send(b"\x1bOS17/CV-UBND\t21/2/2023\t\t\t\t" + pasted.encode() + KEYS["F2"])
    terminal.wait_for("Đã thêm")
    assert saved_directive(records)["subject"] == "về việc chấn chỉnh công tác tiếp nhận"


def test_the_built_in_telex_types_and_gives_foreign_words_back(open_program: Open, records: Path) -> None:
    terminal = open_program()
    terminal.send("<F4>17/CV-UBND<Tab>21/2/2023<Tab><Tab><Tab><Tab><Ctrl+L>")
    terminal.wait_for("[Telex]")
    terminal.send("Chaasn chirnh coong tacs window<F2>")
    terminal.wait_for("Đã thêm")
    assert saved_directive(records)["subject"] == "Chấn chỉnh công tác window"


def test_filter_and_prompt_take_input_methods_too(open_program: Open, records: Path) -> None:
    terminal = open_program()
    terminal.send("<F4>17/CV-UBND<Tab>21/2/2023<Tab><Tab><Tab><Tab>Kế hoạch số 1<F2>")
    terminal.wait_for("Đã thêm")
    terminal.send(KEYS["F5"] + "".join(METHODS["unikey"]("kế hoạch")).encode() + KEYS["Enter"] + KEYS["F8"])
    terminal.wait_for("Ghi lý do")
    terminal.send("".join(METHODS["openkey"]("nhập trùng")).encode() + KEYS["Enter"])
    terminal.wait_for("Đã xóa")
    assert saved_directive(records)["deleted_because"] == "nhập trùng"
