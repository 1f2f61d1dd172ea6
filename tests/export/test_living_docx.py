"""A DOCX an office goes on working with: styles that inherit, fields filled in once, what Word's navigation shows."""

from __future__ import annotations

import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest

from cchc_tui.export import new_document
from cchc_tui.export.docx import build_docx
from cchc_tui.storage.official_document import read_official_document
from export.builders import attributes, document, docx_parts, lines, needs_libreoffice, style

BODY = (
    "Đoạn một của báo cáo.\n\n# I. KẾT QUẢ\n\n- gạch đầu dòng\n\n1. khoản một\n\n> trích dẫn\n\n"
    "Trên đây là báo cáo của xã.\n\n"
)
APPENDICES = '::: {.phu-luc ten="Một"}\n\nMột.\n\n:::\n\n::: {.phu-luc ten="Hai"}\n\nHai.\n\n:::\n'
TEXT = ("Đoạn một", "gạch đầu dòng", "khoản một", "trích dẫn", "Trên đây là báo cáo", "Căn cứ Luật")


def changed(docx: bytes, part: str, old: str, new: str) -> bytes:
    """The package with one piece of one part replaced."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                text = data.decode()
                assert re.search(old, text), old
                data = re.sub(old, new, text, count=1).encode()
            after.writestr(name, data)
    return buffer.getvalue()


def shown(docx: bytes, folder: Path) -> list[pymupdf.Page]:
    (folder / "a.docx").write_bytes(docx)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/lo", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "a.docx")], capture_output=True, check=True, timeout=240
    )
    return list(pymupdf.open(folder / "a.pdf"))


@needs_libreoffice
@pytest.mark.parametrize("name", ["Normal", "BodyText"])
def test_every_line_of_the_text_follows_normal_and_body_text(name: str, tmp_path: Path) -> None:
    made = build_docx(document(BODY, can_cu="[Căn cứ Luật A]"))
    size = '<w:rPr><w:sz w:val="40"/><w:szCs w:val="40"/></w:rPr></w:style>'
    old = rf'(<w:style [^>]*w:styleId="{name}".*?)(?:<w:rPr ?/>|<w:rPr></w:rPr>)?</w:style>'
    pages = shown(changed(made, "word/styles.xml", old, rf"\g<1>{size}"), tmp_path)
    sizes = {
        text: round(float(spans[0]["size"]))  # type: ignore[arg-type]
        for page in pages
        for line, _, spans in lines(page)
        for text in (*TEXT, "CỘNG HÒA", "Vũ Văn Khanh")
        if text in line
    }
    assert {text: sizes[text] for text in TEXT} == dict.fromkeys(TEXT, 20)
    assert (sizes["CỘNG HÒA"], sizes["Vũ Văn Khanh"]) == (13, 14), "components with a size of their own keep it"


@needs_libreoffice
def test_a_number_filled_in_once_stands_in_every_appendix_and_headings_are_counted_on(tmp_path: Path) -> None:
    made = build_docx(document(f"Xem Phụ lục.\n\n# I. MỘT\n\n# II. HAI\n\n1. khoản\n2. khoản\n\nHết.\n\n{APPENDICES}"))
    put_in = r'\g<0><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>XEN</w:t></w:r></w:p>'
    made = changed(made, "word/document.xml", r"MỘT</w:t></w:r></w:p>", put_in)
    filled = changed(made, "customXml/item1.xml", r"<so-ky-hieu>[^<]*<", "<so-ky-hieu>123/BC-UBND<")
    filled = changed(filled, "customXml/item1.xml", r"<nguoi-ky>[^<]*<", "<nguoi-ky>Lê Thị Mới<")
    text = " ".join(" ".join(page.get_text().split()) for page in shown(filled, tmp_path)).replace("\u00a0", " ")
    assert text.count("123/BC-UBND") == 3
    assert "Lê Thị Mới" in text
    assert "I. MỘT II. XEN III. HAI 1. khoản 2. khoản" in text, "a heading put in by its style is counted"


def test_the_fields_are_bound_to_one_part_and_every_id_is_its_own() -> None:
    parts = docx_parts(document(f"Xem Phụ lục.\n\n{APPENDICES}", so="15"))
    xml = parts["word/document.xml"]
    assert [each["w:val"] for each in attributes(xml, "w:tag")] == [
        "so-ky-hieu", "ngay", "nguoi-ky", "so-ky-hieu", "ngay", "so-ky-hieu", "ngay",
    ]  # fmt: skip
    ids = [int(each["w:val"]) for each in attributes(xml, "w:id") if int(each["w:val"]) >= 3_000_000]
    assert len(ids) == len(set(ids)) == 7
    store = parts["customXml/item1.xml"].replace("\u00a0", " ")
    assert "<so-ky-hieu>15/BC-UBND</so-ky-hieu><ngay>ngày 22 tháng 12 năm 2023</ngay><nguoi-ky>Vũ Văn Khanh" in store
    assert "customXml/item1.xml" in parts["word/_rels/document.xml.rels"]


def test_every_article_is_in_the_navigation_of_word() -> None:
    made = read_official_document(new_document("quyet-dinh"), "x", None)
    parts = docx_parts(made)
    levels = {
        identity: int(found["w:val"])
        for identity in re.findall(r'w:styleId="([^"]+)"', parts["word/styles.xml"])
        for found in attributes(style(parts["word/styles.xml"], identity), "w:outlineLvl")
    }
    outlined = [
        "".join(re.findall(r"<w:t[^>]*>([^<]*)", paragraph))[:6]
        for paragraph in re.findall(r"<w:p>.*?</w:p>", parts["word/document.xml"], re.DOTALL)
        if any(each["w:val"] in levels for each in attributes(paragraph, "w:pStyle"))
    ]
    assert [text.replace("\u00a0", " ") for text in outlined if text.startswith("Điều")][:3] == [
        "Điều 1", "Điều 2", "Điều 3",
    ]  # fmt: skip


def test_the_file_names_its_own_program_and_the_signs_of_vietnamese() -> None:
    parts = docx_parts(document())
    assert "<Application>cchc-tui</Application>" in parts["docProps/app.xml"]
    settings = parts["word/settings.xml"]
    assert [each["w:val"] for each in attributes(settings, "w:decimalSymbol")] == [","]
    assert [each["w:val"] for each in attributes(settings, "w:listSeparator")] == [";"]
    assert "proofState" not in settings, "nobody has proofed it"
