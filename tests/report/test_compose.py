"""The whole document: one head, the prose, the appendix."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
import yaml

from cchc_tui.errors import FindingsError
from cchc_tui.records.fields import Record
from cchc_tui.records.office import Signatory
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.report import compose_report
from tests.report.builders import OFFICE, SOURCE, count, printed, sheet, task, yearbook


def _composed(report: ReportSheet, *facts: Record, body: str = "Lời.", draft: bool = False) -> tuple[dict, str]:  # type: ignore[type-arg]
    book = yearbook(*facts)  # type: ignore[arg-type]
    text = compose_report(report, book, body, source=SOURCE, templates=None, draft=draft)
    _, head, rest = text.split("---\n", 2)
    return yaml.safe_load(head), rest


def test_the_head_has_the_keys_the_export_reads() -> None:
    head, _ = _composed(sheet(legal_basis=("Căn cứ Luật A",), number="59"))
    assert head == {
        "lang": "vi-VN",
        "loai": "bao-cao",
        "co-quan": ["ỦY BAN NHÂN DÂN", "XÃ HÀ KỲ"],
        "ten-co-quan": "UBND xã Hà Kỳ",
        "dia-danh": "Hà Kỳ",
        "so": "59",
        "ky-hieu": "BC-UBND",
        "ngay": "2023-12-22",
        "trich-yeu": "Kết quả tuyên truyền cải cách hành chính năm 2023",
        "kinh-gui": ["UBND huyện"],
        "can-cu": ["Căn cứ Luật A"],
        "noi-nhan": ["Như trên", "Lưu: VT, VP"],
        "ky": {"quyen-han": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "ho-ten": "Vũ Văn Khanh"},
    }


def test_a_draft_says_so_in_the_head() -> None:
    assert _composed(sheet(), draft=True)[0]["du-thao"] is True
    assert "du-thao" not in _composed(sheet())[0]


def test_an_unsigned_report_leaves_day_and_month_open() -> None:
    assert _composed(sheet(dated_on=None))[0]["ngay"] == "2023"


def test_a_named_signatory_brings_the_lines_the_office_keeps_for_that_person() -> None:
    deputy = Signatory(name="Lê Thị B", signing=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
    office = OFFICE.change(signatories=(*OFFICE.signatories, deputy))
    book = yearbook(office=office)
    text = compose_report(sheet(signatory="Lê Thị B"), book, "Lời.", source=SOURCE, templates=None, draft=False)
    assert yaml.safe_load(text.split("---\n")[1])["ky"] == {"quyen-han": list(deputy.signing), "ho-ten": "Lê Thị B"}


def test_no_value_of_a_record_becomes_a_key_a_tag_or_an_end_of_the_head() -> None:
    nasty = 'x": 1\n---\nso: "99"\n# !!python/object:os.system {a: b} [c] \'d\' \\ \u2028 & *e'
    head, rest = _composed(sheet(subject=nasty, recipients=(nasty,), signatory=nasty, number=nasty, place=nasty))
    told = 'x": 1 --- so: "99" # !!python/object:os.system {a: b} [c] \'d\' \\ & *e'
    assert [head["trich-yeu"], *head["noi-nhan"], head["ky"]["ho-ten"], head["so"], head["dia-danh"]] == [told] * 5
    assert rest == "\nLời.\n"


def test_the_legal_basis_stands_where_the_prose_asks_for_it() -> None:
    report = sheet(legal_basis=("Thực hiện Kế hoạch số 59/KH-UBND.", "Theo Công văn số 3/SNV"))
    head, rest = _composed(report, body="{{ can_cu() }}\n\nUBND xã báo cáo:")
    assert "can-cu" not in head
    assert rest.startswith("\nThực hiện Kế hoạch số 59/KH-UBND;\n\nTheo Công văn số 3/SNV;\n\nUBND xã báo cáo:")


def test_the_appendix_is_the_table_of_tasks() -> None:
    tasks = (
        task(2, "Khẩu hiệu", "Treo khẩu hiệu", evaluation="met"),
        task(1, "Tăng cường | tuyên truyền", "giao dịch", "họp", evaluation="not_met"),
    )
    _, rest = _composed(sheet(appendix_title='Đánh giá "CCHC"'), *tasks)
    assert rest.split("Lời.\n\n")[1] == (
        '::: {.phu-luc ten="Đánh giá &quot;CCHC&quot;"}\n\n'
        "| STT | Nội dung tuyên truyền | Sản phẩm/kết quả | Đánh giá |\n"
        "|:-:|:-----------|:-----------|:--:|\n"
        "| 1 | Tăng cường \\| tuyên truyền | - giao dịch<br>- họp | Không đạt |\n"
        "| 2 | Khẩu hiệu | Treo khẩu hiệu | Đạt |\n\n"
        ":::\n"
    )


def test_grouped_tasks_have_a_row_for_their_group() -> None:
    _, rest = _composed(sheet(), task(1, "a", group="I. Chỉ đạo"), task(2, "b", group="I. Chỉ đạo"))
    assert rest.count("| | **I. Chỉ đạo** | | |") == 1


def test_without_tasks_there_is_no_appendix() -> None:
    assert "phu-luc" not in _composed(sheet())[1]


def test_a_final_report_without_prose_is_refused() -> None:
    with pytest.raises(FindingsError, match=r"^Báo cáo 2023-nam chưa có phần lời \(reports/2023-nam/body.md\)\."):
        _composed(sheet(), body=" \n")
    assert _composed(sheet(), body=" \n", draft=True)[1].strip() == ""


def test_the_same_facts_make_the_same_bytes() -> None:
    facts = (task(1, "a"), task(2, "b"), count("tin-bai", 24))
    book, report = yearbook(*facts), sheet(dated_on=date(2023, 12, 22))
    texts = {
        compose_report(report, book, "{{ thong_ke() }}", source=SOURCE, templates=None, draft=False) for _ in range(2)
    }
    assert len(texts) == 1


def test_the_room_is_entered_without_jinja() -> None:
    code = "import sys, cchc_tui.report; print([m for m in ('jinja2', 'yaml', 'pypandoc') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_draft_names_the_sections_nobody_has_written_and_the_final_report_adds_nothing() -> None:
    body = "# I. MỘT\n\n# II. HAI\n\nCó.\n"
    assert printed(body, draft=True) == "# I. MỘT\n\n\\[chưa có nội dung\\]\n\n# II. HAI\n\nCó."
    assert printed(body) == body.rstrip()


@pytest.mark.parametrize(
    ("checklist", "head"), [("2023-tuyen-truyen", "Nội dung tuyên truyền"), ("2023-cchc", "Nội dung nhiệm vụ")]
)
def test_the_tables_head_follows_the_kind_of_checklist(checklist: str, head: str) -> None:
    report = sheet(checklist=checklist)
    text = compose_report(report, yearbook(task(1, "a")), "x", source=SOURCE, templates=None, draft=False)
    assert f"| STT | {head} | Sản phẩm/kết quả | Đánh giá |" in text
