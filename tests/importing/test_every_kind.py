"""At least five cases of our own for each kind of the inputs that other people wrote; some kinds have theirs here."""

from __future__ import annotations

from collections.abc import Callable, Sized
from pathlib import Path
from typing import Any

import pytest

from cchc_tui.importing import read_file
from cchc_tui.importing.blocks import Paragraph, SourceTable
from cchc_tui.importing.checklist import is_checklist
from cchc_tui.importing.paper import read_paper
from cchc_tui.records.report_sheet import ReportSheet
from tests.bench.imports import word_file
from tests.importing import test_cases as cases
from tests.importing import test_kinds as kinds
from tests.importing.builders import OFFICE, TODAY, of_kind
from tests.rules import test_spelling as spelling

PRINTED_AGAIN = (
    "Trong năm 2023, đài truyền thanh xã phát 26 tin bài.",
    "Năm 2021, đài truyền thanh xã phát 18 tin bài.",
    "Quý III/2023, đài truyền thanh xã phát 9 tin bài.",
    "6 tháng đầu năm, trang thông tin điện tử xã đăng 12 tin và 8 bài.",
    "Bộ phận Một cửa hướng dẫn không dưới 300 lượt công dân.",
    "Bộ phận Một cửa đã hướng dẫn trên 1.900 lượt công dân trong năm.",
    "Đã treo hai mươi lăm khẩu hiệu.",
    "Đã phát 2 nghìn tờ rơi và dựng l2 pano.",
    "Hồ sơ đúng hạn đạt 98,5% (cùng kỳ 97%).",
)
"""Lines that a report taken in and composed again must say letter by letter."""


def test_each_line_is_printed_again_as_it_was(tmp_path: Path) -> None:
    office = cases.taken(tmp_path, "\n\n".join(PRINTED_AGAIN))
    (report,) = office.records.stored(ReportSheet)
    printed = office.reports.compose(report.record.slug or "", draft=True)
    assert [line for line in PRINTED_AGAIN if line not in printed] == []


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _box(text: str) -> str:
    inside = f"<w:txbxContent><w:p>{_run(text)}</w:p></w:txbxContent>"
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{inside}</v:textbox></v:shape>'
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


def _table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl><w:p>{_run('Hết bảng.')}</w:p>"


def _cell(text: str, merged: str = "") -> str:
    return f"<w:tc><w:tcPr>{merged}</w:tcPr><w:p>{_run(text)}</w:p></w:tc>"


IN_WORD = (
    (f"<w:p>{_run('Xã có 3 thôn')}{_run(' và 77 tổ', '<w:strike/>')}{_run(' văn hóa.')}</w:p>",
     "Xã có 3 thôn văn hóa.", "77"),
    (f"<w:p>{_run('Xã đã họp.')}{_run(' Đài phát 99 tin bài.', '<w:vanish/>')}</w:p>", "Xã đã họp.", "99"),
    (f"<w:p>{_run('Đã xóa')}{_run(' 66 dòng', '<w:dstrike/>')}{_run(' cũ.')}</w:p>", "Đã xóa cũ.", "66"),
    (f"<w:p>{_run('Có hộp.')}{_box('Lịch tiếp dân thứ Năm')}</w:p>", "Lịch tiếp dân thứ Năm", ""),
    (f"<w:p>{_run('Hộp nữa.')}{_box('Đường dây nóng 0220.111')}</w:p>", "Đường dây nóng 0220.111", ""),
    (f"<w:p>{_run('Đã sửa ')}<w:ins w:id=\"1\" w:author=\"a\">{_run('thêm')}</w:ins>{_run(' một câu.')}</w:p>",
     "Đã sửa thêm một câu.", ""),
    (f"<w:p>{_run('Bỏ ')}<w:del w:id=\"2\"><w:r><w:delText>55</w:delText></w:r></w:del>{_run('đi.')}</w:p>",
     "Bỏ đi.", "55"),
    (_table(_cell("Tên") + _cell("Hồ sơ", '<w:gridSpan w:val="2"/>'), _cell("") + _cell("Đúng") + _cell("Trễ"),
            _cell("Hộ tịch") + _cell("41") + _cell("2")), "| Hộ tịch | 41 | 2 |", "| Đúng | Trễ |  |"),
    (_table(_cell("Đất", '<w:vMerge w:val="restart"/>') + _cell("12"), _cell("", "<w:vMerge/>") + _cell("13")),
     "| 13 |", ""),
)  # fmt: skip
"""What stands in the document, what the prose says of it, and what it must not say."""


def test_what_word_can_do_to_a_paragraph_or_a_table(tmp_path: Path) -> None:
    head = "".join(f"<w:p>{_run(line)}</w:p>" for line in ("BÁO CÁO", "Kết quả năm 2023", "I. KẾT QUẢ"))
    path = word_file(tmp_path, head + "".join(inside for inside, _, _ in IN_WORD))
    (body,) = of_kind(read_file(path, office=OFFICE, today=TODAY).candidates, "body")
    text = str(body.values["text"])
    assert [must for _, must, _ in IN_WORD if must not in text] == []
    assert [not_ for _, _, not_ in IN_WORD if not_ and not_ in text] == []


TASK_HEADS = (
    ("TT", "Nội dung nhiệm vụ", "Sản phẩm", "Kết quả thực hiện"),
    ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đánh giá"),
    ("Số TT", "Nội dung công việc", "Thời hạn", "Mức độ hoàn thành"),
    ("TT", "Nội dung", "Sản phẩm/kết quả", "Tự đánh giá"),
    ("", "Tên nhiệm vụ", "Người phụ trách", "Kết quả"),
    ("TT", "Nhiệm vụ được giao", "Cơ quan phối hợp", "Tình hình thực hiện"),
)


@pytest.mark.parametrize("heads", TASK_HEADS)
def test_a_table_of_tasks_is_one_by_the_meaning_of_its_heads(heads: tuple[str, ...]) -> None:
    rows = [
        heads,
        ("1", "Mở lớp tập huấn", "Văn phòng", "Hoàn thành"),
        ("2", "Kiểm tra", "Văn phòng", "Chưa thực hiện"),
    ]
    assert is_checklist(SourceTable(tuple(tuple((cell,) for cell in row) for row in rows)))


TITLES = (
    ("Kết quả tự chấm điểm", "Chỉ số cải cách hành chính xã năm 2023"),
    ("Kết quả công tác cải cách hành chính", "quý III năm 2023"),
    ("Kết quả thực hiện nhiệm vụ", "phát triển kinh tế - xã hội", "6 tháng đầu năm 2023"),
    ("Về việc tuyên truyền", "cải cách hành chính (lần 2)"),
    ("Tổng kết công tác năm 2023;", "phương hướng năm 2024"),
    ("Kết quả giải quyết hồ sơ", "tại Bộ phận Một cửa"),
)


@pytest.mark.parametrize("lines", TITLES)
def test_a_title_in_several_paragraphs_is_one(lines: tuple[str, ...]) -> None:
    head = [Paragraph("BÁO CÁO"), *map(Paragraph, lines), Paragraph("Kính gửi: Phòng Nội vụ."), Paragraph("I. KẾT QUẢ")]
    assert read_paper([*head, Paragraph("Xã đã họp.")]).subject == " ".join(lines)


def _cases_of(test: Callable[..., Any]) -> int:
    """How many cases a test has in its tables."""
    marks: list[pytest.Mark] = getattr(test, "pytestmark", [])
    found = 1
    for mark in marks:
        table: Sized = mark.args[1]
        found *= len(table) if mark.name == "parametrize" else 1
    return found


OF_KIND: dict[str, tuple[Callable[..., Any] | Sized, ...]] = {
    "K1 whose paper it is": (
        kinds.test_the_head_says_whose_a_paper_is,
        kinds.test_the_office_s_own_issuers_and_predecessors_are_the_office,
    ),
    "K2 printed again": (PRINTED_AGAIN,),
    "K3 period": (
        kinds.TestThePeriodOfASentence.test_it_is_read,
        kinds.TestThePeriodOfASentence.test_it_is_asked_where_nobody_can_tell,
    ),
    "K4 no result": (kinds.TestWhatIsNoResult.test_it_is_not_taken_and_its_reason_is_kept,),
    "K5 range or bound": (kinds.test_a_range_or_a_bound_is_asked_with_its_words_and_has_no_value,),
    "K6 sum": (kinds.test_two_numbers_of_one_measure_are_added_and_asked,),
    "K7 units, numbers": (
        kinds.test_every_declared_measure_is_read,
        kinds.test_a_number_however_it_is_written_is_read_or_asked,
    ),
    "K8 laws": (kinds.TestCitations.test_a_law_has_its_whole_name_and_its_issuer,),
    "K9 issuers": (kinds.TestCitations.test_an_issuer_is_an_agency_never_a_mere_unit,),
    "K10 subjects": (kinds.TestCitations.test_a_subject_ends_where_it_ends,),
    "K11 symbols": (kinds.TestCitations.test_a_symbol_is_read_whole,),
    "K12 lists": (kinds.TestCitations.test_a_list_shares_its_code_and_its_day,),
    "K13 titles' periods": (kinds.test_the_period_of_a_title_is_that_of_its_results,),
    "K14 Word and PDF": (IN_WORD,),
    "K15 registers": (
        kinds.test_number_and_day_in_one_column_are_parted,
        kinds.test_a_book_of_what_went_out_does_not_make_others_papers_ours,
    ),
    "K16 rules on prose": (spelling.FOUND, spelling.LEFT_ALONE),
    "K17 tables of tasks": (TASK_HEADS,),
    "K18 titles in two": (TITLES,),
}


@pytest.mark.parametrize("kind", OF_KIND)
def test_every_kind_has_five_cases_of_our_own(kind: str) -> None:
    assert sum(len(part) if isinstance(part, Sized) else _cases_of(part) for part in OF_KIND[kind]) >= 5
