"""A colleague's draft gets the decree's styles: what is recognised as what, what goes, and that no word is touched."""

from __future__ import annotations

import re
import zipfile
from html import escape
from io import BytesIO
from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError
from cchc_tui.export.conform import conform_docx
from cchc_tui.export.docx import build_docx
from cchc_tui.storage.official_document import read_official_document
from export.builders import attributes, document, docx_parts, docx_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
BARE = read_official_document("---\n---\n", "nhap.docx", None)


def run(text: str, *marks: str) -> str:
    """A run as Word leaves it: face, size and colour on every one."""
    look = "".join(f"<w:{mark}/>" for mark in marks)
    face = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'
    size = '<w:color w:val="FF0000"/><w:sz w:val="23"/>'
    return f'<w:r><w:rPr>{face}{look}{size}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(*runs: str, centred: bool = False, style: str = "Normal") -> str:
    align = '<w:spacing w:line="480"/>' + ('<w:jc w:val="center"/>' if centred else "")
    return f'<w:p w14:paraId="00000001"><w:pPr><w:pStyle w:val="{style}"/>{align}</w:pPr>{"".join(runs)}</w:p>'


def table(*rows: list[str], bordered: bool = False) -> str:
    border = "<w:tblBorders><w:top w:val='single'/></w:tblBorders>" if bordered else ""
    cells = ("".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows)
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    return f"<w:tbl><w:tblPr>{border}</w:tblPr>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def draft(*blocks: str) -> bytes:
    section = '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:left="1440"/></w:sectPr>'
    names = f'xmlns:w="{W}" xmlns:mc="urn:mc" xmlns:w14="{W14}" mc:Ignorable="w14"'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {names}><w:body>{''.join(blocks)}{section}</w:body></w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{W}"><w:style w:type="table" w:styleId="Luoi"><w:name w:val="Lưới"/>'
        "</w:style></w:styles>",
        "word/media/image1.png": "ảnh",
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


LETTERHEAD = table(
    [
        par(run("UBND XÃ HÀ KỲ")) + par(run("VĂN PHÒNG", "b")) + par(),
        par(run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b")) + par(run("Độc lập – Tự do – Hạnh phúc", "b")),
    ],
    [par(run("Số:   /BC-VP")), par(run("Hà Kỳ, ngày    tháng 6 năm 2026", "i"))],
)
SIGNATURE = table(
    [
        par(run("Nơi nhận:", "b", "i")) + par(run("- Như trên;")) + par(run("- Lưu: VT.")),
        par(run("KT. CHÁNH VĂN PHÒNG", "b")) + par() + par() + par(run("Lê Văn Cường", "b")),
    ]
)
DRAFT = (
    LETTERHEAD, par(), par(run("BÁO CÁO", "b"), centred=True), par(run("Kết quả quý II", "b"), centred=True), par(),
    par(run("Kính gửi: UBND xã"), centred=True), par(run("Căn cứ Kế hoạch số 5/KH-UBND;", "i")),
    par(run("I. KẾT QUẢ", "b")), par(run("Đã làm "), run("rất tốt", "b"), run(" việc này.")), par(run("Điều 1. Nói.")),
    table([par(run("STT", "b")), par(run("Việc", "b"))], [par(run("1")), par()], bordered=True), SIGNATURE,
    par(run("Phụ lục I", "b"), centred=True), par(run("DANH SÁCH", "b"), centred=True),
    par(run("(Kèm theo Báo cáo số 5)", "i"), centred=True),
)  # fmt: skip
ROLES = {
    "UBND XÃ HÀ KỲ": "SuperiorAgency", "VĂN PHÒNG": "Agency", "CỘNG HÒA": "NationalName", "Độc lập": "Motto",
    "Số:": "Number", "Hà Kỳ, ngày": "PlaceDate", "BÁO CÁO": "KindName", "Kết quả quý": "Subject",
    "Kính gửi": "Addressee", "Căn cứ": "LegalBasis", "I. KẾT QUẢ": "Heading1", "Đã làm": "BodyText",
    "Điều 1.": "ArticleText", "STT": "TableHead", "1": "Compact", "Nơi nhận:": "RecipientsLabel",
    "- Lưu": "Recipients", "KT. CHÁNH": "Authority", "Lê Văn Cường": "SignerName", "Phụ lục I": "AppendixLabel",
    "DANH SÁCH": "AppendixTitle", "(Kèm theo": "AttachedTo",
}  # fmt: skip


def styles_by_words(xml: str) -> list[tuple[str, str]]:
    found = []
    for paragraph in re.findall(r"<w:p[ >].*?</w:p>", xml):
        style = re.search(r'<w:pStyle w:val="(\w+)"', paragraph)
        found.append(("".join(re.findall(r"<w:t[^>]*>([^<]*)", paragraph)), style[1] if style else ""))
    return found


def test_every_part_is_known_by_its_words_and_place() -> None:
    made = conform_docx(draft(*DRAFT), BARE)
    found = styles_by_words(docx_parts(made.data)["word/document.xml"])
    for words, style in ROLES.items():
        assert style in [name for text, name in found if text.startswith(words)], words
    said = "\n".join(made.changes)
    assert "“BÁO CÁO” → NĐ30 Tên loại" in said
    assert "1 đoạn khác → NĐ30 Nội dung" in said
    assert "Khổ A4; lề trên 20, dưới 20, trái 30, phải 20 mm" in said
    assert re.search(r"Bỏ phông chữ, cỡ chữ, màu đặt riêng: Arial \(\d+\), màu \(\d+\), cỡ 11.5", said)


def test_words_pictures_and_emphasis_stay_and_the_old_look_goes() -> None:
    before = draft(*DRAFT)
    made = conform_docx(before, BARE).data
    with zipfile.ZipFile(BytesIO(before)) as old, zipfile.ZipFile(BytesIO(made)) as new:
        assert old.namelist() == new.namelist()
        assert new.read("word/media/image1.png") == "ảnh".encode()
        xml, styles = new.read("word/document.xml").decode(), new.read("word/styles.xml").decode()
    (old_xml,) = (zipfile.ZipFile(BytesIO(before)).read("word/document.xml").decode(),)
    assert re.findall(r"<w:t[ >].*?</w:t>", xml) == re.findall(r"<w:t[ >].*?</w:t>", old_xml)
    assert "Arial" not in xml
    assert "w:sz " not in xml
    assert re.search(r"<w:b ?/></w:rPr><w:t[^>]*>rất tốt", xml), "a bold word of the text stays bold"
    assert f'xmlns:w14="{W14}"' in xml.partition(">")[0] + xml[:2000], "what Ignorable names is declared"
    assert "Lưới" in styles
    assert attributes(xml, "w:pgSz")[0]["w:w"] == "11906"


def test_empty_lines_go_where_the_style_keeps_the_distance_and_a_cell_keeps_its_last() -> None:
    xml = docx_parts(conform_docx(draft(*DRAFT), BARE).data)["word/document.xml"]
    empty = [text for text, _ in styles_by_words(xml) if not text]
    assert len(empty) == 1, "the cell of the bordered table"


def test_a_drawn_line_stays_a_line_of_its_length() -> None:
    line = '<w:p><w:pPr><w:pBdr><w:top w:val="single"/></w:pBdr><w:ind w:left="900" w:right="900"/></w:pPr></w:p>'
    xml = docx_parts(conform_docx(draft(line, par(run("Lời."))), BARE).data)["word/document.xml"]
    assert attributes(xml, "w:ind")[0]["w:left"] == "900"
    assert '<w:pStyle w:val="DrawnLine"' in xml


def test_conforming_again_changes_nothing_more() -> None:
    once = conform_docx(draft(*DRAFT), BARE)
    twice = conform_docx(once.data, BARE)
    assert docx_parts(twice.data) == docx_parts(once.data)
    assert not [change for change in twice.changes if change.startswith(("Bỏ", "Khổ"))]


def test_our_own_export_keeps_its_words() -> None:
    ours = build_docx(document("Lời.\n\n# I. MỘT\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nHết."))
    assert docx_text(docx_parts(conform_docx(ours, BARE).data)["word/document.xml"]).split() == (
        docx_text(docx_parts(ours)["word/document.xml"]).split()
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7", "không phải tệp DOCX"),
        (draft("<w:p>"), "hỏng: không đọc được nội dung"),
        (draft("<w:p>" * 500 + "</w:p>" * 500), "lồng nhau quá sâu"),
    ],
)
def test_what_is_no_draft_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(FindingsError, match=said):
        conform_docx(data, BARE)


@pytest.mark.parametrize("before", [b"", b"<!-- " + b"x" * 9000 + b" -->"])
def test_a_declaration_of_entities_is_refused(before: bytes, tmp_path: Path) -> None:
    data = draft(par(run("a")))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = before + b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["word/document.xml"]
    with zipfile.ZipFile(tmp_path / "x.docx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(FindingsError, match="khai báo lạ"):
        conform_docx((tmp_path / "x.docx").read_bytes(), BARE)
