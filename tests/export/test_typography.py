"""Text is text: quotes, dashes and dots leave as they were typed, in DOCX, PDF and preview."""

from __future__ import annotations

import random

import pytest

from cchc_tui.document.attribute import quoted
from cchc_tui.document.body import read_body
from cchc_tui.document.page import read_blocks
from export.builders import document, docx_parts, docx_text, pages

SIGNS = "'\"‘’‚‛“”„‟′″´`‐‑‒–—―…·•‹›«»-.,;:?!§¶†‡©®™°±×÷½¼²³€₫№%/()"
MARKUP = "`-.!()"
"""Those that Markdown may obey where they stand: typed behind a backslash."""


def printed(body: str) -> tuple[str, str, str]:
    """The body's words in DOCX, PDF and preview, spaces left out."""
    made = document(body)
    docx = docx_text(docx_parts(made)["word/document.xml"])
    pdf = "".join(page.get_text() for page in pages(made))
    blocks = read_blocks(read_body(body, 1))
    shown = "".join(word for block in blocks for word in (*block.lines, *(cell for row in block.rows for cell in row)))
    return tuple("".join(text.split()) for text in (docx, pdf, shown))  # type: ignore[return-value]


@pytest.mark.parametrize(
    "text",
    ["Năm ’23 và ‘đơn’ và nước’s và “kép”.", "a…b – c — d -- e --- f ... g", "\"thẳng\" và 'đơn' và 5' 6\"", "-5 -?"],
)
def test_a_sentence_keeps_its_signs(text: str) -> None:
    for where in printed(f"Đầu {text} Cuối"):
        assert "".join(text.split()) in where


def test_any_run_of_signs_is_kept_in_paragraph_heading_list_and_cell() -> None:
    chance = random.Random(30)
    texts = []
    for number in range(60):
        words = ["".join(chance.choice([*SIGNS, "a", "Ộ", "7"]) for _ in range(chance.randint(1, 6))) for _ in range(4)]
        texts.append(f"x{number}z {' '.join(words)} y")
    typed = ["".join(f"\\{sign}" if sign in MARKUP else sign for sign in text) for text in texts]
    shapes = ("{}", "## {}", "- {}", "| a |\n|---|\n| {} |", "**{}**")
    body = "\n\n".join(shapes[number % len(shapes)].format(text) for number, text in enumerate(typed))
    for where in printed(f"{body}\n\nHết."):
        assert [text for text in texts if "".join(text.split()) not in where] == []


@pytest.mark.parametrize("typed", ["<!-- một --> hai <!-- ba -->", "<!-- không đóng", "<b>đậm</b>"])
def test_words_beside_a_comment_or_tag_are_printed_as_typed(typed: str) -> None:
    for where in printed(f"Đầu.\n\n{typed}"):
        assert "".join(typed.split()) in where


@pytest.mark.parametrize("title", ['BẢNG "ĐẠT" 2023', "NĂM ’23 – ‘ĐƠN’ \\ A & B < C", "{X} }"])
def test_the_title_of_an_appendix_keeps_its_signs(title: str) -> None:
    docx, pdf, shown = printed(f'Xem Phụ lục.\n\n::: {{.phu-luc ten="{quoted(title)}"}}\n\nMột.\n\n:::')
    for where in (docx, pdf, shown):
        assert "".join(title.split()) in where
        assert ":::" not in where


def test_a_long_title_with_quotes_is_made_even_like_any_other() -> None:
    """The lines of a centred title are as long as each other: its indents are found by its printed words."""
    title = 'BẢNG TỔNG HỢP CÁC NHIỆM VỤ "ĐẠT" VÀ "CHƯA ĐẠT" TRONG NĂM 2023'
    made = document(f'Xem Phụ lục.\n\n::: {{.phu-luc ten="{quoted(title)}"}}\n\nMột.\n\n:::')
    xml = docx_parts(made)["word/document.xml"]
    head = xml[xml.index('<w:pStyle w:val="AppendixTitle"') :]
    assert "<w:ind w:left=" in head[: head.index("</w:pPr>")]
