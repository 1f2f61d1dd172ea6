"""Every letter of a passage knows where it stands; what is not prose is covered."""

from __future__ import annotations

from cchc_tui.document.passages import COVER, PassageKind, Place, read_prose


def places(markdown: str, word: str) -> list[Place | None]:
    found = []
    for passage in read_prose(markdown).passages:
        if (start := passage.text.find(word)) >= 0:
            found.append(passage.place(start, start + len(word)))
    return found


def test_lines_and_columns_are_those_of_the_source() -> None:
    markdown = "---\nngay: x\n---\n\n# I. MỤC\n\nMột đoạn\ntrên hai dòng\n\n- mục **đậm** đây\n\n\\+ dòng cộng\n"
    assert places(markdown, "MỤC") == [Place(5, 5)]
    assert places(markdown, "hai") == [Place(8, 5)]
    assert places(markdown, "đậm") == [Place(10, 8)]
    assert places(markdown, "cộng") == [Place(12, 8)]


def test_words_broken_by_marks_have_a_line_but_no_column_to_cure() -> None:
    assert places("một **hai** ba", "một hai ba") == [Place(1, -1)]


def test_kinds_are_told_apart() -> None:
    markdown = "# Đề mục\n\nĐoạn.\n\n- mục\n\n\\- dòng\n\n| a | b |\n|---|---|\n| c<br>d | e |\n"
    kinds = [(p.kind, p.text) for p in read_prose(markdown).passages]
    assert kinds == [
        (PassageKind.HEADING, "Đề mục"),
        (PassageKind.PARAGRAPH, "Đoạn."),
        (PassageKind.ITEM, "mục"),
        (PassageKind.ITEM, "- dòng"),
        *((PassageKind.CELL, letter) for letter in "abcde"),
    ]


def test_code_addresses_and_tags_are_covered() -> None:
    (passage,) = read_prose("xem `a  b`, https://haky.vn/x và <b>c</b>, gửi ubnd@haky.vn").passages
    assert passage.text == f"xem {COVER}, {COVER} và {COVER}c{COVER}, gửi {COVER}"


def test_code_blocks_the_head_and_marks_of_divisions_are_no_prose() -> None:
    markdown = (
        '---\ntrich-yeu: "A"\n---\n\n```\nmã  lệnh\n```\n\n    thụt  vào\n\n::: {.phu-luc ten="B"}\n\nTrong.\n\n:::'
    )
    document = read_prose(markdown)
    assert [(p.text, p.in_appendix) for p in document.passages] == [("Trong.", True)]
    assert document.has_appendix


def test_a_picture_without_words_stands_for_one_letter_and_is_no_passage_alone() -> None:
    (passage,) = read_prose("Ảnh ![](a.png) chụp\n\n![](b.png)\n").passages
    assert passage.text == f"Ảnh {COVER} chụp"
