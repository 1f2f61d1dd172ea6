"""Pictures from the office's folder on paper, in both formats; everything else named before export."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import pymupdf
import pytest

from cchc_tui.document.official import OfficialDocument
from cchc_tui.export.docx import build_docx
from cchc_tui.storage.official_document import read_official_document
from export.builders import MILLIMETRE, attributes, docx_parts, docx_text, markdown, pages, words
from tests.rules.builders import found_in_file

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80mm" height="40mm"><rect width="40mm" height="20mm"/></svg>'
TALL = '<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="900mm"><rect width="5mm" height="20mm"/></svg>'


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\x40" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def office(tmp_path: Path) -> Path:
    """A folder with pictures beside the templates folder of the office."""
    folder = tmp_path / "vp" / "van ban"
    folder.mkdir(parents=True)
    (tmp_path / "vp" / "templates").mkdir()
    (folder / "so do.svg").write_text(SVG, encoding="utf-8")
    (folder / "cao.svg").write_text(TALL, encoding="utf-8")
    (folder.parent / "anh.png").write_bytes(png(400, 200))
    (tmp_path / "ngoai.png").write_bytes(png(10, 10))
    (folder / "chu.png").write_text("không phải ảnh", encoding="utf-8")
    (folder / "cut.png").write_bytes(png(10, 10)[:20])
    return folder


def read(body: str, folder: Path) -> OfficialDocument:
    return read_official_document(markdown(body), "thu.md", folder.parent / "templates", folder)


BODY = 'Sơ đồ:\n\n![Sơ đồ quy trình](<so do.svg>)\n\nẢnh ![Ảnh "hội nghị"](../anh.png) trong dòng.\n\nHết.'


def test_pictures_stand_in_both_formats_with_their_words(tmp_path: Path) -> None:
    made = read(BODY, office(tmp_path))
    assert not [finding for finding in made.findings if finding.code == "image"]
    parts = docx_parts(build_docx(made))
    shown = [(each["descr"], name) for each in attributes(parts["word/document.xml"], "wp:docPr") for name in [""]]
    assert [alt for alt, _ in shown] == ["Sơ đồ quy trình", "Ảnh &quot;hội nghị&quot;"]
    (page,) = pages(made)
    assert len(page.get_images()) == 1, "the drawing stays a drawing"
    assert "ảnh:" not in words(page)


def test_a_picture_alone_is_centred_and_never_wider_than_the_text(tmp_path: Path) -> None:
    folder = office(tmp_path)
    (folder / "rong.png").write_bytes(png(3000, 300))
    made = read("![Rộng](rong.png)\n\n![Cao](cao.svg)\n\nHết.", folder)
    (shown,) = pages(made)[0].get_image_info()
    box = pymupdf.Rect(shown["bbox"])
    assert box.width / MILLIMETRE == pytest.approx(160, abs=0.5)
    assert (box.x0 + box.x1) / 2 / MILLIMETRE == pytest.approx(110, abs=0.5)
    assert made.pictures["cao.svg"].width_mm < 3
    xml = docx_parts(build_docx(made))["word/document.xml"]
    assert {"w:val": "Picture"} in attributes(xml, "w:pStyle")
    assert max(int(each["cx"]) for each in attributes(xml, "wp:extent")) <= 160 * 36000 + 1000


def test_the_same_pictures_give_the_same_bytes(tmp_path: Path) -> None:
    folder = office(tmp_path)
    assert build_docx(read(BODY, folder)) == build_docx(read(BODY, folder))


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("../../ngoai.png", "nằm ngoài thư mục"),
        ("/etc/passwd", "nằm ngoài thư mục"),
        ("khong-co.png", "không có tệp ấy"),
        ("chu.png", "chỉ in được ảnh PNG, JPEG, SVG"),
        ("cut.png", "không đọc được kích thước"),
        ("http://a.vn/x.png", "không lấy ảnh từ mạng"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_named_and_its_words_are_printed(
    named: str, why: str, tmp_path: Path
) -> None:
    folder = office(tmp_path)
    body = f"Đầu.\n\n![Lời chú]({named})\n\nHết."
    made = read(body, folder)
    assert "[ảnh: Lời chú]" in words(pages(made)[0])
    assert "[ảnh: Lời chú]" in docx_text(docx_parts(made)["word/document.xml"])
    found = found_in_file(markdown(body), folder.parent / "templates", folder)
    (finding,) = [each for each in found if each.code == "image"]
    assert why in finding.message
    assert finding.line == markdown(body).split("\n").index(f"![Lời chú]({named})") + 1


def test_a_link_inside_the_folder_leads_nowhere_else(tmp_path: Path) -> None:
    folder = office(tmp_path)
    (folder / "lien.png").symlink_to(tmp_path / "ngoai.png")
    assert not read("![x](lien.png)", folder).pictures


def test_a_picture_without_words_is_noticed(tmp_path: Path) -> None:
    folder = office(tmp_path)
    found = found_in_file(markdown("![](../anh.png)\n\nHết."), folder=folder)
    assert "image-alt" in {finding.code for finding in found}
    assert re.search(r"anh\.png", words(pages(read("![](../anh.png)", folder))[0])) is None


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ("<script>a()</script>", "mã chạy"),
        ('<rect onload="a()"/>', "mã chạy"),
        ('<image href="a.png"/>', "gọi tệp khác"),
        ('<image xlink:href="file:///etc/passwd"/>', "gọi tệp khác"),
        ('<rect fill="url(http://a.vn/b.svg)"/>', "gọi tệp khác"),
        ('<use href="#a"/><image href="data:image/png;base64,AAAA"/><rect fill="url(#a)"/>', ""),
    ],
)
def test_a_drawing_that_calls_or_runs_something_is_named_and_not_printed(inside: str, why: str, tmp_path: Path) -> None:
    folder = office(tmp_path)
    (folder / "la.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm">{inside}</svg>')
    made = read("![Lạ](la.svg)\n\nHết.", folder)
    assert ("la.svg" in made.pictures) is not bool(why)
    assert [why in each.message for each in made.findings] == ([True] if why else [])
