"""The guide as one HTML page and as a PDF."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pymupdf
import pytest

from cchc_tui.errors import RefusedError
from cchc_tui.guide import all_chapters, read_chapter, write_guide_html, write_guide_pdf
from cchc_tui.guide.page import guide_html

VOID = {"meta", "br", "hr", "img"}


class _Balance(HTMLParser):
    """Collects what an HTML page refers to and whether its elements close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("href", "src", "xlink:href") and value:
                self.targets.append(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<rect/>` needs no end."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _read(html: str) -> _Balance:
    page = _Balance()
    page.feed(html)
    assert page.open == []
    return page


def test_the_page_needs_no_other_file_and_every_link_leads_somewhere() -> None:
    page = _read(guide_html(all_chapters()))
    assert len(page.ids) == len(set(page.ids))
    assert {target.removeprefix("#") for target in page.targets} <= set(page.ids)


def test_every_picture_is_in_the_page_with_its_caption() -> None:
    html = guide_html(all_chapters())
    captions = re.findall(r"(?m)^!\[([^\]]+)\]", "\n".join(chapter.text for chapter in all_chapters()))
    assert len(captions) > 15
    for caption in captions:
        assert f'aria-label="{caption}"' in html
        assert f"<figcaption>{caption}</figcaption>" in html
    assert "<p><figure" not in html


def test_a_chapter_alone_links_to_no_other() -> None:
    page = _read(guide_html([read_chapter("bat-dau")]))
    assert page.targets == []


def test_only_a_page_of_ours_is_written_over(tmp_path: Path) -> None:
    ours, foreign = tmp_path / "huong-dan.html", tmp_path / "khac.html"
    write_guide_html([read_chapter("phim")], ours, force=False)
    write_guide_html(all_chapters(), ours, force=False)
    assert "Bảng quy tắc" in ours.read_text(encoding="utf-8")
    foreign.write_text("<p>của người khác</p>", encoding="utf-8")
    with pytest.raises(RefusedError, match="không phải do cchc guide ghi"):
        write_guide_html(all_chapters(), foreign, force=False)
    assert foreign.read_text(encoding="utf-8") == "<p>của người khác</p>"
    write_guide_html(all_chapters(), foreign, force=True)
    assert "Bảng quy tắc" in foreign.read_text(encoding="utf-8")


def test_the_pdf_has_the_chapters_the_pictures_and_links(tmp_path: Path) -> None:
    out = tmp_path / "huong-dan.pdf"
    write_guide_pdf([read_chapter("bat-dau"), read_chapter("nhieu-nguoi")], out, force=False)
    with pymupdf.open(out) as document:
        pages = [page.get_text() for page in document]
        links = [link for page in document for link in page.get_links()]
    assert "Hướng dẫn sử dụng cchc" in pages[0]
    assert any("Mỗi ngày" in text and "F4" in text for text in pages)
    assert any("Chọn giữa hai bản" in text and "của họ" in text for text in pages), "the screen is text in the PDF too"
    assert links, "the contents and the chapters refer to each other"


def test_a_pdf_that_somebody_else_made_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "cua-nguoi-khac.pdf"
    out.write_bytes(b"%PDF-1.7 ...")
    with pytest.raises(RefusedError):
        write_guide_pdf([read_chapter("phim")], out, force=False)
    assert out.read_bytes() == b"%PDF-1.7 ..."
