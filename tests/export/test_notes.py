"""Notes at the foot of the page: numbered in both formats, none lost, none where the text ends."""

from __future__ import annotations

import pytest

from cchc_tui.document.page import read_page
from export.builders import document, docx_parts, docx_text, line_with, pages, words

NOTE = (
    "Có 24 tin, bài[^1] và 3 hội nghị[^b].\n\nTrên đây là báo cáo[^b2].\n\n"
    "[^1]: Của *Đài*.\n\n[^b]: Hai.\n\n[^b2]: Ba.\n"
)


def test_a_note_stands_at_the_foot_of_the_page_in_its_own_size() -> None:
    page = pages(document(NOTE))[0]
    box, spans = line_with(page, "Của Đài.")
    assert box.y0 > 700
    assert {round(float(span["size"])) for span in spans[1:]} == {11}  # type: ignore[arg-type]
    text = words(page)
    assert text.index("Hai.") < text.index("Ba.")


def test_word_gets_footnotes_in_a_style_of_the_layout() -> None:
    parts = docx_parts(document(NOTE))
    assert "Của Đài." in docx_text(parts["word/footnotes.xml"])
    assert parts["word/footnotes.xml"].count('"FootnoteText"') == 3
    assert 'w:val="footnote text"' in parts["word/styles.xml"]


def test_the_end_mark_ends_the_text_before_the_note() -> None:
    text = docx_text(docx_parts(document(NOTE))["word/document.xml"])
    assert "Trên đây là báo cáo./." in text
    assert "Ba.\n" not in text


def test_a_head_table_is_not_the_first_block_when_there_are_notes() -> None:
    for body, first in ((NOTE, "<w:p>"), ("Hết.", "<w:tbl>")):
        xml = docx_parts(document(body))["word/document.xml"]
        assert xml[xml.index("<w:body>") + 8 :].lstrip().startswith(first)


@pytest.mark.parametrize(
    "lost",
    ["A.\n\n[^x]: mất", "A[^x].\n\n[^x]: một\n\n[^x]: mất", "A[^x] B[^y].\n\n[^x]: mất[^y]\n\n[^y]: hai"],
    ids=["nothing refers to it", "twice", "inside another"],
)
def test_a_note_that_would_vanish_is_printed_as_typed(lost: str) -> None:
    made = document(lost)
    assert "mất" in docx_text(docx_parts(made)["word/document.xml"])
    assert "mất" in words(pages(made)[0])


def test_the_preview_shows_notes_under_the_text_with_their_numbers() -> None:
    shown = [line for block in read_page(document(NOTE)) if block.kind == "text" for line in block.lines]
    assert shown == ["Có 24 tin, bài¹ và 3 hội nghị².", "Trên đây là báo cáo³./.", "¹ Của Đài.", "² Hai.", "³ Ba."]
