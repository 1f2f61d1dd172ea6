"""Divisions as clerks type them: what was meant is read, what was guessed is said, no `:::` reaches paper."""

from __future__ import annotations

import pytest

from cchc_tui.document.divisions import with_sound_divisions
from export.builders import document, docx_parts, docx_text, markdown, pages, words
from tests.rules.builders import found_in_file


@pytest.mark.parametrize(
    ("typed", "title", "told"),
    [
        ('::: {.phu-luc ten="BẢNG "ĐẠT" 2023"}', 'BẢNG "ĐẠT" 2023', True),
        ('::: {.phu-luc ten="BẢNG "ĐẠT" 2023" kem-theo="(Kèm)"}', 'BẢNG "ĐẠT" 2023', True),
        ("::: {.phu-luc ten=“BẢNG SỐ”}", "BẢNG SỐ", True),
        ('::: phu-luc ten="BẢNG SỐ"', "BẢNG SỐ", True),
        ('::: {.phu-luc ten="BẢNG SỐ"', "BẢNG SỐ", True),
        ('::: {phu-luc ten="BẢNG SỐ"}', "BẢNG SỐ", True),
        ('::: {.phu-luc .ngang ten="BẢNG SỐ"}', "BẢNG SỐ", False),
        ('  ::: {.phu-luc ten="BẢNG SỐ"} :::', "BẢNG SỐ", False),
    ],
)
def test_the_title_of_an_appendix_is_read_however_it_is_quoted(typed: str, title: str, told: bool) -> None:
    body = f"Xem Phụ lục.\n\n{typed}\n\nMột.\n\n:::\n"
    made = document(body)
    for text in (docx_text(docx_parts(made)["word/document.xml"]), " ".join(words(page) for page in pages(made))):
        assert title in text
        assert ":::" not in text
    found = {finding.code for finding in found_in_file(markdown(body))}
    assert ("div-malformed" in found) is told


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("Một.\n\n:::\n\nHai.", [2]),
        ("::: {.phu-luc}\n\nMột.", [0]),
        ("::: {.phu-luc ten=}\n\nMột.\n\n:::", [0]),
        ("::: ???\n\nMột.\n\n:::", [0]),
        ("```\n::: x y\n```", []),
        ("Một ::: hai", []),
    ],
    ids=["never opened", "never closed", "no value", "no name", "in code", "in a line"],
)
def test_what_is_wrong_with_a_division_is_named_by_its_line(body: str, rows: list[int]) -> None:
    sound, faults = with_sound_divisions(body)
    assert [fault.row for fault in faults] == rows
    assert len(sound.split("\n")) == len(body.split("\n"))
    assert with_sound_divisions(sound)[0] == sound, "what is sound stays as it is"


def test_a_division_nobody_closed_or_opened_is_never_printed() -> None:
    made = document("Một.\n\n:::\n\n::: {.can-cu ten\n\nHai.\n\n:::\n\n::: ???\n\nBa.")
    text = " ".join(words(page) for page in pages(made))
    assert ":::" not in text
    assert all(word in text for word in ("Một", "Hai", "Ba"))
