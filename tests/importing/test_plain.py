"""Broken lines are joined where that is safe, and old encodings read."""

from __future__ import annotations

import pytest

from cchc_tui.importing.blocks import Paragraph, SourceTable
from cchc_tui.importing.opening import utf16_without_mark
from cchc_tui.importing.plain import decode, join_lines, read_blocks
from tests.importing.builders import SEED

FULL = "Thực hiện Kế hoạch số 59/KH-UBND ngày 31/12/2022 của Ủy ban nhân dân xã"


def joined(*lines: str) -> list[str]:
    return [line for line in join_lines("\n".join(lines)) if line]


def test_a_line_goes_on_in_small_letters() -> None:
    assert joined(FULL, "về việc tuyên truyền cải cách hành chính;") == [
        f"{FULL} về việc tuyên truyền cải cách hành chính;"
    ]


@pytest.mark.parametrize(("head", "rest"), [("Công văn số 17/UBND-", "VP ngày 21/02/2023"), ("Theo 5/", "KH-UBND đã")])
def test_a_number_broken_at_its_sign_goes_on_however_short_its_line(head: str, rest: str) -> None:
    assert joined(head, rest) == [f"{head} {rest}"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_also_without_its_mark(encoding: str) -> None:
    assert decode("Số ký hiệu;Trích yếu\n8/UBND-VP;“chấn chỉnh”\n".encode(encoding), "a")[0].startswith("Số ký hiệu;")
    assert utf16_without_mark(bytes(range(256)) * 2) is None


@pytest.mark.parametrize(
    "start", ["- mục mới", "1. Mục mới", "II. MỤC", "Căn cứ Luật A;", "Nơi nhận:", "Ngày 21/02/2023 xã"]
)
def test_what_begins_something_new_is_left_alone(start: str) -> None:
    assert joined(FULL, start) == [FULL, start]


def test_a_finished_or_short_line_is_left_alone() -> None:
    assert joined("Đã xong.", "Câu khác bắt đầu.") == ["Đã xong.", "Câu khác bắt đầu."]
    assert joined(FULL, "", "Đoạn khác.") == [FULL, "Đoạn khác."]


def test_lines_marked_by_a_space_are_joined_even_over_a_gap() -> None:
    text = SEED.read_text(encoding="utf-8")
    lines = join_lines(text)
    wanted = "chuyên môn đẩy mạnh công tác tuyên truyền cải cách hành chính đến cán bộ, đảng viên và nhân dân trong"
    assert any(wanted in line for line in lines)
    assert "II. KẾT QUẢ THỰC HIỆN" in lines


def test_the_seed_without_those_spaces_still_reads_its_citations_whole() -> None:
    text = "\n".join(line.rstrip() for line in SEED.read_text(encoding="utf-8").split("\n"))
    wanted = "công văn số 142/UBND-NV về việc chấn chỉnh thực hiện nhiệm vụ Cải cách hành chính tháng 5/2023"
    assert any(wanted in line for line in join_lines(text))


def test_a_checklist_without_columns_is_a_table_again() -> None:
    *_, table = read_blocks(SEED.read_text(encoding="utf-8"))
    assert isinstance(table, SourceTable)
    assert len(table.rows) == 6
    assert table.rows[5] == (
        ("5",),
        ("Khẩu hiệu tuyên truyền, pano, áp phích",),
        ("Treo khẩu hiệu tuyên truyền tại cổng UBND xã",),
        ("Đạt",),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_text_is_read_in_the_encodings_offices_have(encoding: str) -> None:
    text = "Ke hoach so 59, cai cach hanh chinh - đ" if encoding == "cp1258" else "Kế hoạch số 59, cải cách hành chính"
    assert decode(text.encode(encoding), "a.txt") == (text, None)


def test_signs_of_lists_become_bullets() -> None:
    blocks = read_blocks("- một\n+ hai\n• ba")
    assert blocks == [Paragraph("một", 0, "-"), Paragraph("hai", 0, "+"), Paragraph("ba", 0, "-")]
