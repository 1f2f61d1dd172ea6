"""The YAML head: what each key may hold, and the line of every fault."""

from __future__ import annotations

import pytest

from cchc_tui.document.components import compose, date_words, epoch
from cchc_tui.document.head import Head, read_head
from cchc_tui.document.source import bind
from cchc_tui.storage.layout_file import read_layout
from cchc_tui.storage.shipped import templates_dir

LAYOUT = read_layout("nd30-2020", [templates_dir()])


def head(text: str) -> Head:
    reading = read_head(text, "thu.md", lambda _: LAYOUT)
    assert [finding.message for finding in reading.findings] == []
    return reading.head


def faults(text: str) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.line) for finding in read_head(text, "thu.md", lambda _: LAYOUT).findings]


def test_values_stay_as_typed_and_are_never_numbers_or_booleans() -> None:
    read = head("so: 05\nky-hieu: no\ndia-danh: 'on'\nngay: 2023-12-22\n")
    assert (read.number, read.symbol, read.place, read.date) == ("05", "no", "on", "2023-12-22")


def test_one_line_or_a_list_is_the_same() -> None:
    assert head("co-quan: A\n").agency == head("co-quan: [A]\n").agency == ("A",)


def test_a_recipient_may_say_what_for() -> None:
    assert head("noi-nhan:\n  - {ten: Sở Nội vụ, de: b/c}\n").recipients == ("Sở Nội vụ (để b/c)",)


def test_an_unquoted_colon_in_a_list_is_meant_as_text() -> None:
    assert head("noi-nhan:\n  - Lưu: VT, VP\n").recipients == ("Lưu: VT, VP",)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("loai: bao-cao\nco-quan: [a\n", ("head-syntax", 4)),
        ("- a\n", ("head-syntax", 2)),
        ("loai: bao-cao\nso: 1\nso: 2\n", ("head-repeated", 4)),
        ("loai: bao-cáo\n", ("head-kind", 2)),
        ("so: 1\nngay: 2023-02-29\n", ("head-date", 3)),
        ("ngay: hôm nay\n", ("head-date", 2)),
        ("co-chu: 15\n", ("head-profile", 2)),
        ("do-khan: gap\n", ("head-value", 2)),
        ("so: [1, 2]\n", ("head-value", 2)),
        ("trich_yeu: x\n", ("head-unknown-key", 2)),
        ("ky: {chuc-danh: x}\n", ("head-unknown-key", 2)),
        ("danh-so-de-muc: đúng\n", ("head-value", 2)),
        ("a: {b: {c: {d: {e: f}}}}\n", ("head-value", 2)),
    ],
)
def test_each_fault_has_its_line(text: str, fault: tuple[str, int]) -> None:
    assert fault in faults(text)


def test_an_unknown_key_names_the_nearest_known_one() -> None:
    message = read_head("trich_yeu: x\n", "thu.md", lambda _: LAYOUT).findings[0].message
    assert message == "Phần đầu có khóa lạ “trich_yeu” (có phải “trich-yeu”?); giá trị này không được in ra."


def test_an_alias_bomb_stays_small() -> None:
    levels = "\n".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 10))
    assert ("head-value", 3) in faults(f"a0: &a0 x\n{levels}\nso: *a9\n")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2020-01-05", "ngày 05 tháng 01 năm 2020"),
        ("2019-06-29", "ngày 29 tháng 6 năm 2019"),
        ("2023-2-1", "ngày 01 tháng 02 năm 2023"),
        ("2023-03-09", "ngày 09 tháng 3 năm 2023"),
        ("2023-12-22", "ngày 22 tháng 12 năm 2023"),
        ("2023-12", "ngày       tháng 12 năm 2023"),
        ("2023", "ngày       tháng       năm 2023"),
        ("", "ngày       tháng       năm      "),
    ],
)
def test_the_zero_rule_and_blanks_of_dates(date: str, words: str) -> None:
    assert date_words(Head(date=date), LAYOUT).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("number", "printed"),
    [("", "       "), ("5", "05"), ("05", "05"), ("12", "12"), ("274a", "274a"), ("5a", "05a"), ("1551", "1551")],
)
def test_a_number_below_ten_gets_a_zero_and_none_leaves_room(number: str, printed: str) -> None:
    line = compose(Head(number=number, symbol="BC-UBND"), LAYOUT).number
    assert line.replace("\u00a0", " ") == f"Số: {printed}/BC-UBND"


def test_recipients_start_with_as_above_and_end_with_the_file_copy() -> None:
    parts = compose(head('kinh-gui: Sở\nnoi-nhan: ["Lưu: VT", "- UBND tỉnh;"]\n'), LAYOUT)
    assert parts.recipients == ("Như trên;", "UBND tỉnh;", "Lưu: VT.")


def test_a_letter_has_no_title_and_its_subject_begins_with_v_v() -> None:
    parts = compose(head("loai: cong-van\ntrich-yeu: chấn chỉnh\n"), LAYOUT)
    assert (parts.kind_name, parts.subject, parts.letter_subject) == ("", (), "V/v chấn chỉnh")


def test_names_and_positions_are_printed_in_capitals() -> None:
    parts = compose(head("co-quan: Ủy ban nhân dân xã\nky: {quyen-han: Phó Chủ tịch, ho-ten: Vũ Văn Khanh}\n"), LAYOUT)
    assert (parts.agency, parts.signature.authority) == (("ỦY BAN NHÂN DÂN XÃ",), ("PHÓ CHỦ TỊCH",))
    assert parts.signature.name == "Vũ Văn Khanh"


def test_the_only_time_in_the_files_is_the_documents_date() -> None:
    assert epoch(Head(date="2023-12-22"), LAYOUT) == 1703203200
    assert epoch(Head(), LAYOUT) == epoch(Head(date="2020-03-05"), LAYOUT)


@pytest.mark.parametrize(
    ("typed", "bound"),
    [
        ("ngày 22 tháng 12", "ngày~22 tháng~12"),
        ("số 17/UBND, khoản 2 Điều 5", "số~17/UBND, khoản~2 Điều~5"),
        ("giai đoạn 2021 - 2030", "giai đoạn 2021~-~2030"),
        ("từ 5 - 10 bài, 2021 -2030", "từ 5 - 10 bài, 2021 -2030"),
        ("con số ba, ngày mai", "con số ba, ngày mai"),
    ],
)
def test_no_line_ends_between_a_word_and_its_number(typed: str, bound: str) -> None:
    assert bind(typed).replace("\u00a0", "~") == bound


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("true", "DỰ THẢO"),
        ("lần 2", "DỰ THẢO lần 2"),
        ("DỰ THẢO lần 2", "DỰ THẢO lần 2"),
        ("Dự thảo", "Dự thảo"),
        ("false", ""),
    ],
)
def test_a_draft_is_called_one_once(typed: str, printed: str) -> None:
    assert head(f"du-thao: {typed}\n").draft == printed
