"""A chapter as lines of a terminal, and the screens in it as the program painted them."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from cchc_tui.guide import all_chapters, guide_lines, read_chapter
from cchc_tui.guide.picture_text import picture_lines
from tests.tui.guide_pictures import SHOWN


def _plain(markdown: str, width: int) -> list[str]:
    return ["".join(words for words, _ in line) for line in guide_lines(markdown, width)]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_no_line_is_wider_than_the_window(width: int) -> None:
    for chapter in all_chapters():
        for line in _plain(chapter.text, width):
            assert cell_len(line) <= width, (chapter.slug, line)


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_read_back_is_the_screen(name: str) -> None:
    lines = picture_lines(name)
    assert 15 <= len(lines) <= 24
    assert re.match(r"UBND (xã Hà Kỳ|phường Bến Sậy)   Năm", lines[0])
    assert max(map(cell_len, lines)) <= 80


def test_a_picture_read_back_keeps_its_columns() -> None:
    head, row = picture_lines("1-van-ban")[2:4]
    assert head.index("Trích yếu") == row.index("tăng cường")


def test_a_wide_window_shows_the_picture_a_narrow_one_its_caption() -> None:
    text = read_chapter("tin-bai").text
    assert any("Ctrl+P Lệnh" in line for line in _plain(text, 80))
    narrow = _plain(text, 79)
    assert "[Hình: Bảng tin bài]" in narrow
    assert not any("Ctrl+P Lệnh" in line for line in narrow)


def test_words_marks_tables_and_code_are_there_and_markdown_is_not() -> None:
    lines = _plain(
        "# Tiêu đề\n\nChữ **đậm**, `mã`, [liên kết](lenh.md#thêm).\n\n"
        "| A | B |\n|---|---|\n| một | hai |\n\n```sh\ncchc list\n```\n",
        60,
    )
    assert lines[0] == "Tiêu đề"
    assert "Chữ đậm, mã, liên kết." in lines
    assert any(line.split() == ["một", "hai"] for line in lines)
    assert "    cchc list" in lines


def test_what_is_marked_is_bold() -> None:
    (line,) = guide_lines("Bấm **F2** rồi `F3`.", 60)
    assert [words for words, style in line if style == "bold"] == ["F2", "F3"]
