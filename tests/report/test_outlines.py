"""Outlines: the shipped ones work in any office, and an office's own comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError, WrongUseError
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.report import compose_report, outlines, read_outline, report_from_outline, unknown_placeholders
from cchc_tui.report.names import names_of
from tests.report.builders import OFFICE, count, directive, task, yearbook

NAMES = ["bao-cao-quy-chung", "cchc-6-thang", "cchc-nam", "cchc-quy", "tuyen-truyen-cchc"]
FACTS = (count("tin-bai", 24), directive("17/UBND-VP", "2023-02-21"), task(1, "a", evaluation="met"))


def test_five_outlines_are_shipped() -> None:
    assert [outline.name for outline in outlines(None)] == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("facts", [(), FACTS])
def test_every_outline_composes_with_and_without_facts(name: str, facts: tuple) -> None:  # type: ignore[type-arg]
    outline = read_outline(name, None)
    code = {"": "2023-nam", "quy-1": "2023-quy-1", "6-thang": "2023-6-thang", "nam": "2023-nam"}
    period = parse_period(code[outline.periods[0] if outline.periods else ""])
    assert period is not None
    made = report_from_outline(outline, period, OFFICE)
    book = yearbook(*facts, period=period.code)
    text = compose_report(made.sheet, book, made.body, source="x", templates=None, draft=not book.media)
    assert ("[chưa có số liệu\\]" in text) is (not book.media), "nothing recorded is not told as nothing done"
    assert ("kèm Phụ lục" in text) is (".phu-luc" in text), "an appendix is mentioned and one that is not there is not"
    assert "đã ban hành 0" not in text
    assert "{#" not in text
    assert "{{" not in text
    assert text.count("\n# ") >= 4
    assert "./.\n" in text
    assert made.sheet.subject is not None
    assert period.name in made.sheet.subject


@pytest.mark.parametrize("name", NAMES)
def test_no_shipped_outline_names_what_does_not_exist(name: str) -> None:
    known = [n.path for n in names_of(ReportSheet(), yearbook(), None)]
    assert unknown_placeholders(read_outline(name, None).body, known) == []


def test_the_sections_are_those_of_the_reporting_regime() -> None:
    body = read_outline("cchc-nam", None).body
    sections = [line for line in body.split("\n") if line.startswith("# ")]
    assert sections == [
        "# I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH",
        "# II. KẾT QUẢ THỰC HIỆN CẢI CÁCH HÀNH CHÍNH",
        "# III. ĐÁNH GIÁ CHUNG",
        "# IV. PHƯƠNG HƯỚNG, NHIỆM VỤ {{ ky.sau | hoa }}",
        "# V. KIẾN NGHỊ, ĐỀ XUẤT",
    ]
    parts = [line[3:5] for line in body.split("\n") if line.startswith("## ")]
    assert parts[4:10] == ["1.", "2.", "3.", "4.", "5.", "6."]


def test_a_new_report_takes_addressees_signatory_and_regime_from_office_and_outline() -> None:
    period = parse_period("2023-quy-3")
    assert period is not None
    made = report_from_outline(read_outline("cchc-quy", None), period, OFFICE.change(addressees=("Sở Nội vụ",)))
    sheet = made.sheet
    assert (sheet.slug, sheet.regime, sheet.period) == ("2023-quy-3-cchc", "cchc", "2023-quy-3")
    assert sheet.subject == "Kết quả công tác cải cách hành chính quý III năm 2023"
    assert (sheet.addressees, sheet.signatory) == (("Sở Nội vụ",), "Vũ Văn Khanh")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("cchc-nam", "ĐÁNH GIÁ MỨC ĐỘ THỰC HIỆN CÁC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2024"),
        ("cchc-quy", None),
    ],
)
def test_an_appendix_is_titled_in_capitals(name: str, title: str | None) -> None:
    period = parse_period("2024-nam")
    assert period is not None
    assert report_from_outline(read_outline(name, None), period, OFFICE).sheet.appendix_title == title


def test_an_office_without_the_outlines_regime_keeps_its_own() -> None:
    period = parse_period("2023-nam")
    assert period is not None
    made = report_from_outline(read_outline("cchc-nam", None), period, OFFICE.change(regimes=OFFICE.regimes[:1]))
    assert made.sheet.regime == "chung"


def test_outlines_fit_the_periods_they_name() -> None:
    period = parse_period("2023-6-thang")
    assert period is not None
    assert [o.name for o in outlines(None) if o.fits(period)] == ["cchc-6-thang", "tuyen-truyen-cchc"]


def test_the_offices_own_outline_comes_first(tmp_path: Path) -> None:
    (tmp_path / "outlines").mkdir()
    (tmp_path / "outlines" / "cchc-nam.md").write_text("---\nten: Của xã\ntrich-yeu: A: B\n---\n# I. A\n", "utf-8")
    outline = read_outline("cchc-nam", tmp_path)
    assert (outline.title, outline.subject, outline.body, outline.first_line) == ("Của xã", "A: B", "# I. A\n", 5)
    assert [o.name for o in outlines(tmp_path)] == NAMES


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# I. A\n", "thiếu phần khai báo."),
        ("---\nten: a\n", "thiếu phần khai báo."),
        ("---\nten: a\n---\n", "thiếu “trich-yeu” trong phần khai báo."),
        ("---\ntenn: a\n---\n", "dòng 2: không hiểu “tenn: a”."),
        ("---\nten: a\ntrich-yeu: b\nloai: baocao\n---\n", "“loai: baocao” không phải một loại văn bản."),
    ],
)
def test_a_broken_outline_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "outlines").mkdir()
    (tmp_path / "outlines" / "cua-xa.md").write_text(text, encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        read_outline("cua-xa", tmp_path)
    assert caught.value.message.endswith(sentence)


def test_an_outline_in_an_old_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "outlines").mkdir()
    (tmp_path / "outlines" / "cua-xa.md").write_bytes(b"---\nten: K\xea\xec ho\xe5ch\n")
    with pytest.raises(FindingsError, match="không phải UTF-8"):
        read_outline("cua-xa", tmp_path)


def test_an_unknown_outline_is_answered_with_the_nearest() -> None:
    with pytest.raises(WrongUseError) as caught:
        read_outline("cchc-nảm", None)
    assert caught.value.hint.startswith("Có phải “cchc-nam”? Các đề cương hiện có: bao-cao-quy-chung, ")


def test_a_name_is_no_way_to_another_folder(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\nten: a\ntrich-yeu: b\n---\n", encoding="utf-8")
    with pytest.raises(WrongUseError):
        read_outline("../x", tmp_path)
