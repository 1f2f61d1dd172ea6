"""Small documents with one interesting difference, and eyes for the finished pages."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest

from cchc_tui.document.official import OfficialDocument
from cchc_tui.export import export_markdown
from cchc_tui.export.docx import build_docx
from cchc_tui.export.fonts import pdf_font
from cchc_tui.export.pdf import compile_pdf, typst_body
from cchc_tui.storage.official_document import read_official_document

MILLIMETRE = 72 / 25.4

WHOLE = bool(os.environ.get("CCHC_WHOLE"))
"""Whether all is tried of what the suite takes a sample of: `CCHC_WHOLE=1 pytest tests/export`."""
HEAD = {
    "loai": "bao-cao",
    "co-quan": "[ỦY BAN NHÂN DÂN, XÃ HÀ KỲ]",
    "ten-co-quan": "Ủy ban nhân dân xã Hà Kỳ",
    "so": '""',
    "ky-hieu": "BC-UBND",
    "dia-danh": "Hà Kỳ",
    "ngay": "2023-12-22",
    "trich-yeu": "Kết quả công tác tuyên truyền cải cách hành chính năm 2023",
    "kinh-gui": "Sở Nội vụ tỉnh",
    "noi-nhan": '[Như trên, Lãnh đạo UBND xã, "Lưu: VT"]',
    "ky": "{quyen-han: [TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH], ho-ten: Vũ Văn Khanh}",
}
BODY = "Ủy ban nhân dân xã báo cáo kết quả như sau:\n\n# I. KẾT QUẢ\n\nTrên đây là báo cáo của xã."


def markdown(body: str = BODY, /, **head: str | None) -> str:
    """A report; keyword arguments change keys of the head (`ky_hieu` is ky-hieu, None takes a key out)."""
    keys = {**HEAD, **{key.replace("_", "-"): value for key, value in head.items()}}
    rows = "\n".join(f"{key}: {value}" for key, value in keys.items() if value is not None)
    return f"---\n{rows}\n---\n\n{body}\n"


def document(body: str = BODY, /, **head: str | None) -> OfficialDocument:
    return read_official_document(markdown(body, **head), "thu.md", None)


def docx_parts(made: OfficialDocument | bytes) -> dict[str, str]:
    """The XML parts of a DOCX by name."""
    data = made if isinstance(made, bytes) else build_docx(made)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: archive.read(name).decode() for name in names}


def attributes(xml: str, tag: str) -> list[dict[str, str]]:
    """The attributes of every `tag`, in order, whatever order each is written in."""
    return [dict(re.findall(r'([\w:]+)="([^"]*)"', each)) for each in re.findall(rf"<{tag}( [^>]*?)/?>", xml)]


def body_rows(xml: str) -> list[str]:
    """The rows of the first table of the text, without those of the head and the foot of the page."""
    table = re.search(r'<w:tbl><w:tblPr><w:tblStyle w:val="Table\d*".*?</w:tbl>', xml, re.DOTALL)
    assert table is not None
    return re.findall(r"<w:tr>.*?</w:tr>", table[0], re.DOTALL)


def style(styles: str, identity: str) -> str:
    """One style of a styles part."""
    found = re.search(rf'<w:style [^>]*w:styleId="{identity}"[^>]*>.*?</w:style>', styles, re.DOTALL)
    assert found is not None, identity
    return found[0]


def docx_text(xml: str) -> str:
    """The words of a part, a line for each paragraph."""
    paragraphs = re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", xml, re.DOTALL)
    texts = ("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", each)) for each in paragraphs)
    return unescape("\n".join(texts))


def with_numbers(parts: dict[str, str]) -> str:
    """The document part with the numbers that Word counts typed out."""
    lists = {
        abstract: [(int(start), counting, text) for start, counting, text in re.findall(
            r'<w:start w:val="(\d+)"/><w:numFmt w:val="(\w+)"/>.*?<w:lvlText w:val="([^"]+)"/>', levels, re.DOTALL)]
        for abstract, levels in re.findall(
            r'<w:abstractNum w:abstractNumId="(\d+)">(.*?)</w:abstractNum>', parts["word/numbering.xml"], re.DOTALL)
    }  # fmt: skip
    counts: dict[tuple[str, int], int] = {}

    def typed(paragraph: re.Match[str]) -> str:
        found = re.search(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"/>', paragraph[0])
        if found is None or found[2] == "0":
            return paragraph[0]
        level, of = int(found[1]), found[2]
        start, counting, text = lists[of][level]
        counts[of, level] = counts.get((of, level), start - 1) + 1
        for deeper in range(level + 1, len(lists[of])):
            counts.pop((of, deeper), None)
        number = counts[of, level]
        shown = str(number) if counting == "decimal" else ("", "I", "II", "III", "IV", "V", "VI")[number]
        return paragraph[0].replace(
            "</w:pPr>", f"</w:pPr><w:r><w:t>{text.replace(f'%{level + 1}', shown)} </w:t></w:r>", 1
        )

    return re.sub(r"<w:p>.*?</w:p>", typed, parts["word/document.xml"], flags=re.DOTALL)


def pdf_bytes(made: OfficialDocument) -> bytes:
    return compile_pdf(made, typst_body(made), pdf_font())[0]


def pages(made: OfficialDocument | bytes) -> list[pymupdf.Page]:
    """The pages without their empty signature fields: MuPDF draws the word SIGN into each."""
    data = made if isinstance(made, bytes) else pdf_bytes(made)
    shown = list(pymupdf.open(stream=data))
    for page in shown:
        for field in page.widgets():
            page.delete_widget(field)
    return shown


def words(page: pymupdf.Page) -> str:
    """A page's text with every run of spaces as one."""
    return " ".join(page.get_text().split())


def lines(page: pymupdf.Page) -> Iterator[tuple[str, pymupdf.Rect, list[dict[str, object]]]]:
    """Each line of a page: its text, its box, its spans (font, size)."""
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", []):
            text = "".join(span["text"] for span in line["spans"]).replace("\u00a0", " ")
            yield text, pymupdf.Rect(line["bbox"]), line["spans"]


def line_with(page: pymupdf.Page, text: str) -> tuple[pymupdf.Rect, list[dict[str, object]]]:
    """The box and spans of the one line that contains `text`."""
    found = [(box, spans) for content, box, spans in lines(page) if text in content]
    assert len(found) == 1, f"{text!r} on {len(found)} lines"
    return found[0]


def drawn_lines(page: pymupdf.Page) -> list[pymupdf.Rect]:
    """Horizontal lines from top to bottom, as boxes."""
    rects = [drawing["rect"] for drawing in page.get_drawings()]
    return sorted((rect for rect in rects if rect.width > 20 and rect.height < 3), key=lambda rect: rect.y0)


def write(folder: Path, text: str, *targets: str, name: str = "van-ban") -> Path:
    """Export into `folder`; the path without suffix."""
    out = folder / name
    export_markdown(text, source=f"{name}.md", targets=targets or ("docx", "pdf"), out=out)  # type: ignore[arg-type]
    return out


needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
needs_npm = pytest.mark.skipif(not shutil.which("npm"), reason="npm is not installed")
