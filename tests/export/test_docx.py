"""The DOCX inside: styles a clerk can use, tables, sections, fonts, language; valid to Word's own rules."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from cchc_tui.export import new_document
from cchc_tui.export.conform import conform_docx
from cchc_tui.export.docx import build_docx
from cchc_tui.export.pandoc import pandoc_path
from cchc_tui.records.kind import ADMINISTRATIVE_KINDS
from cchc_tui.storage.official_document import read_official_document
from export.builders import BODY, attributes, document, docx_parts, docx_text, needs_npm, style, with_numbers
from export.validator import example_docx, faults_of

TABLE = "| STT | Nội dung |\n|-|-|\n| 1 | Một |\n| 2 | Hai |"
APPENDICES = "".join(f'\n\n::: {{.phu-luc {wide} ten="Biểu"}}\n\n{TABLE}\n\n:::' for wide in ("", ".ngang", ""))
EVERYTHING = {
    "co_chu": "13",
    "co_quan_chu_quan": "UBND TỈNH",
    "du_thao": "lần 2",
    "do_khan": "khan",
    "nguoi_soan": "PL.(300)",
    "pham_vi_luu_hanh": "Lưu hành nội bộ",
    "kinh_gui": "[Sở A, Sở B]",
    "can_cu": "[Căn cứ Luật A, Căn cứ B]",
    "lien_he": "{dia-chi: 'Số 1 <A> & B', fax: '1'}",
    "tham_quyen": "CHỦ TỊCH",
    "ky": "{quyen-han: [TM. UBND, CHỦ TỊCH], chuc-vu-khac: Trưởng ban, ho-ten: A}",
}
CONSTRUCTS = (
    "- một\n  - hai\n\n1. ba\n\n> trích\n\n```\nmã  <w:p/>\n```\n\n---\n\n[liên kết](http://a.vn) "
    "![ảnh](x.png) <b>x</b>\n\n"
    f"# I. MỘT\n\n## 1. Hai\n\n### a) Ba\n\n#### Bốn\n\n# Chương I. TÊN\n\n{TABLE}\n\nHết.{APPENDICES}"
)
UNUSUAL = (
    ("everything", CONSTRUCTS, EVERYTHING),
    ("table", TABLE, {}),
    ("empty", "", {}),
    ("chart", "![Tin](<bieu-do: T1=12; T2=>)\n\nHết.", {}),
    ("numbers", "# I. MỘT\n\n1. khoản[^1]\n   1. điểm\n2. khoản\n\n# II. HAI\n\n[^1]: Ghi chú.", {}),
)


def paragraphs(xml: str, style: str) -> list[str]:
    return re.findall(rf'<w:p>(?:(?!</w:p>).)*?<w:pStyle w:val="{style}" ?/>.*?</w:p>', xml, re.DOTALL)


def test_styles_have_vietnamese_names_without_commas() -> None:
    styles = docx_parts(document())["word/styles.xml"]
    names = re.findall(r'<w:name w:val="([^"]+)"', styles)
    assert {"NĐ30 Quốc hiệu", "NĐ30 Tiêu ngữ", "NĐ30 Cơ quan ban hành", "NĐ30 Nơi nhận", "NĐ30 Căn cứ"} <= set(names)
    assert not [name for name in names if "," in name]


def test_times_new_roman_is_the_only_face_named_anywhere() -> None:
    parts = docx_parts(document(CONSTRUCTS, **EVERYTHING))
    every = "".join(parts.values())
    assert {face for each in attributes(every, "w:rFonts") for face in each.values()} == {"Times New Roman"}
    named = {each["w:name"] for each in attributes(every, "w:font")} | set(re.findall(r'typeface="([^"]+)"', every))
    assert named == {"Times New Roman"}
    assert not re.search(r'Theme="', every)


def test_the_page_is_that_of_the_layout_in_every_section() -> None:
    xml = docx_parts(document(BODY + APPENDICES))["word/document.xml"]
    sizes = [(size["w:w"], size["w:h"]) for size in attributes(xml, "w:pgSz")]
    margins = {
        tuple(each[f"w:{side}"] for side in ("top", "right", "bottom", "left")) for each in attributes(xml, "w:pgMar")
    }
    assert sizes == [("11906", "16838"), ("11906", "16838"), ("16838", "11906"), ("11906", "16838")]
    assert margins == {("1134", "1134", "1134", "1701")}
    assert attributes(xml, "w:pgNumType") == [{"w:start": "1"}] * 4
    assert xml.count("<w:titlePg") == 4


def test_the_page_number_is_in_the_header_from_page_two() -> None:
    parts = docx_parts(document())
    assert "PAGE" in parts["word/header1.xml"]
    assert [each["w:type"] for each in attributes(parts["word/document.xml"], "w:headerReference")] == ["default"]


def test_the_contact_line_is_on_the_first_page_only() -> None:
    parts = docx_parts(document(BODY + APPENDICES, lien_he="[Địa chỉ]"))
    relations = parts["word/_rels/document.xml.rels"]
    used = [each["r:id"] for each in attributes(parts["word/document.xml"], "w:footerReference")]
    targets = {each["Id"]: each["Target"] for each in attributes(relations, "Relationship")}
    texts = [docx_text(parts[f"word/{targets[name]}"]) for name in used]
    assert texts == ["Địa chỉ", "", "", ""]


def test_the_header_table_has_no_borders_and_its_columns_fill_the_width() -> None:
    xml = docx_parts(document())["word/document.xml"]
    head = xml[xml.index("<w:tbl>") : xml.index("</w:tbl>")]
    assert "tblBorders" not in head
    columns = [int(column["w:w"]) for column in attributes(head, "w:gridCol")]
    assert sum(columns) == 11906 - 1134 - 1701


def test_drawn_lines_are_borders_of_empty_paragraphs_with_the_right_length() -> None:
    xml = docx_parts(document())["word/document.xml"]
    indents = [
        tuple(map(int, pair))
        for pair in re.findall(r'<w:pStyle w:val="DrawnLine" ?/>.*?<w:ind w:left="(\d+)" w:right="(\d+)"', xml)
    ]
    motto = (5556 - sum(indents[1])) / 56.6929
    assert motto == pytest.approx(60.5, abs=0.2), "60.5 mm at 14 points"
    agency = (9071 - 5556 - sum(indents[0])) / 56.6929
    assert 43.2 / 3 <= agency <= 43.2 / 2
    assert "<w:u " not in xml


def test_a_long_subject_is_narrowed_by_indents_and_its_text_left_whole() -> None:
    subject = "Kết quả công tác cải cách hành chính và kiểm soát thủ tục hành chính của Ủy ban nhân dân xã Hà Kỳ"
    (paragraph,) = paragraphs(docx_parts(document(trich_yeu=subject))["word/document.xml"], "Subject")
    (indent,) = attributes(paragraph, "w:ind")
    assert indent["w:left"] == indent["w:right"] != "0"
    assert docx_text(paragraph).replace("\u00a0", " ") == subject
    (short,) = paragraphs(docx_parts(document(trich_yeu="Kết quả"))["word/document.xml"], "Subject")
    assert not attributes(short, "w:ind")


def test_headings_make_an_outline() -> None:
    parts = docx_parts(document("# I. MỘT\n\n## 1. Hai\n\n### a) Ba\n\nHết."))
    for level, text in ((1, "I. MỘT"), (2, "1. Hai"), (3, "a) Ba")):
        assert text in docx_text("".join(paragraphs(with_numbers(parts), f"Heading{level}")))
        assert f'<w:outlineLvl w:val="{level - 1}"' in style(parts["word/styles.xml"], f"Heading{level}")


def test_a_chapter_stands_centred_on_two_lines_and_what_follows_does_not() -> None:
    parts = docx_parts(
        document("# Chương I. QUY ĐỊNH CHUNG\n\n## Điều 1. Phạm vi\n\nĐoạn văn.\n\nHết.", loai="quy-che")
    )
    chapter = "".join(paragraphs(parts["word/document.xml"], "Part"))
    assert chapter.count("<w:br ") == 1
    assert docx_text(chapter) == "Chương IQUY ĐỊNH CHUNG"
    assert "Đoạn văn" in "".join(paragraphs(parts["word/document.xml"], "FirstParagraph"))
    assert {"center"} == {each["w:val"] for each in attributes(style(parts["word/styles.xml"], "Part"), "w:jc")}
    assert '<w:outlineLvl w:val="0"' in style(parts["word/styles.xml"], "Part")


def test_rows_stay_whole_and_the_head_row_is_repeated() -> None:
    xml = docx_parts(document(f"{TABLE}\n\nHết."))["word/document.xml"]
    rows = re.findall(r"<w:tr>.*?</w:tr>", xml, re.DOTALL)
    assert len(rows) == 7
    assert all("<w:cantSplit" in row for row in rows)
    assert sum("<w:tblHeader" in row for row in rows) == 1


def test_the_signature_keeps_with_the_last_paragraph() -> None:
    parts = docx_parts(document())
    assert "Trên đây là báo cáo của xã./." in paragraphs(parts["word/document.xml"], "LastParagraph")[0]
    for name in ("LastParagraph", "Authority", "Recipients", "RecipientsLabel", "Separator"):
        assert "<w:keepNext" in style(parts["word/styles.xml"], name)


def test_the_recipients_are_read_whole_before_the_signature(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(build_docx(document()))
    command = [pandoc_path(), str(tmp_path / "a.docx"), "-t", "plain", "--wrap=none"]
    read = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    assert read.index("Nơi nhận:") < read.index("- Lưu: VT") < read.index("TM. ỦY BAN NHÂN DÂN")


def test_the_last_row_of_a_closing_table_keeps_with_the_signature() -> None:
    xml = docx_parts(document(TABLE))["word/document.xml"]
    assert "Hai" in "".join(paragraphs(xml, "TableLast"))
    assert "Một" not in "".join(paragraphs(xml, "TableLast"))


def test_title_author_language_and_date_are_those_of_the_document() -> None:
    parts = docx_parts(document())
    core = parts["docProps/core.xml"]
    assert "<dc:title>BÁO CÁO Kết quả công tác tuyên truyền cải cách hành chính năm 2023</dc:title>" in core
    assert "<dc:creator>Ủy ban nhân dân xã Hà Kỳ</dc:creator>" in core
    assert core.count("2023-12-22T00:00:00Z") == 2
    assert attributes(parts["word/styles.xml"], "w:lang")[0]["w:val"] == "vi-VN"


def test_a_table_is_never_last_so_word_adds_no_line_that_could_start_a_page() -> None:
    for body in ("Hết.", f"Xem Phụ lục.{APPENDICES}"):
        parts = docx_parts(document(body))
        last = re.findall(r"<w:p>(?:(?!<w:p>).)*</w:p>|</w:tbl>", parts["word/document.xml"], re.DOTALL)[-1]
        assert attributes(last, "w:pStyle") == [{"w:val": "SectionEnd"}]
        assert "<w:t" not in last
        (spacing,) = attributes(style(parts["word/styles.xml"], "SectionEnd"), "w:spacing")
        assert (spacing["w:line"], spacing["w:lineRule"]) == ("20", "exact"), "an empty line one point high"


def test_an_article_has_its_number_in_bold() -> None:
    xml = docx_parts(document("Điều 1. Phê duyệt.\n\nĐiều 2. Thi hành.", loai="quyet-dinh"))["word/document.xml"]
    assert re.search(r"<w:b ?/>.{0,60}<w:t[^>]*>Điều\u00a01\.</w:t>", xml)


def test_a_decision_has_its_authority_its_bases_and_its_word_in_order() -> None:
    text = docx_text(
        docx_parts(
            document(
                "Điều 1. Hết.",
                loai="quyet-dinh",
                tham_quyen="Chủ tịch UBND xã",
                can_cu="[Căn cứ Luật A, Theo đề nghị của B]",
            )
        )["word/document.xml"]
    )
    parts = ["QUYẾT ĐỊNH\n", "CHỦ TỊCH UBND XÃ\n", "Căn cứ Luật A;\n", "Theo đề nghị của B.\n", "QUYẾT ĐỊNH:\n", "Điều"]
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)


def test_minutes_are_signed_by_two() -> None:
    text = docx_text(
        docx_parts(document(loai="bien-ban", ky_trai="{quyen-han: Thư ký, ho-ten: Lê A}"))["word/document.xml"]
    )
    assert text.index("THƯ KÝ") < text.index("Lê A") < text.index("CHỦ TỊCH") < text.index("Nơi nhận:")


def test_the_same_source_gives_the_same_bytes() -> None:
    made = document(CONSTRUCTS, **EVERYTHING)
    assert build_docx(made) == build_docx(made)


def test_pandoc_reads_every_paragraph_back(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(build_docx(document(f"{BODY}\n\n- một\n\n+ hai{APPENDICES}")))
    plain = subprocess.run(
        [pandoc_path(), str(tmp_path / "a.docx"), "-t", "plain", "--wrap=none"], capture_output=True, check=True
    ).stdout.decode()
    for text in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BÁO CÁO",
        "Kính gửi: Sở Nội vụ tỉnh",
        "KẾT QUẢ",  # its number is Word's own
        "Trên đây là báo cáo của xã.",
        "- một",
        "Nơi nhận:",
        "Vũ Văn Khanh",
        "Phụ lục III",
        "BIỂU",
    ):
        assert text in plain.replace("\u00a0", " ")


@needs_npm
@pytest.mark.xdist_group("npm")
def test_the_open_xml_sdk_finds_no_fault(tmp_path: Path) -> None:
    """An example of each form of the decree, and what no example has; `python -m tests.export.validator` takes all."""
    made = {name: build_docx(document(body, **head)) for name, body, head in UNUSUAL}
    made["set-again"] = conform_docx(made["everything"], document("")).data
    layout = document("").layout
    of_each_form = {form: slug for slug, form in layout.kind_forms.items()}
    made |= {slug: example_docx(slug) for slug in of_each_form.values()}
    assert faults_of(made, tmp_path) == {name: [] for name in made}


def test_every_kind_has_an_example_that_can_be_exported() -> None:
    for kind in ADMINISTRATIVE_KINDS:
        text = new_document(kind.slug)
        assert read_official_document(text, kind.slug, None).head.kind == kind
