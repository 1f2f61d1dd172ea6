"""`./.` exactly once, at the end of the content, in DOCX and PDF alike (nd30: every sample of Phụ lục III)."""

from __future__ import annotations

import pytest

from export.builders import document, docx_parts, docx_text, markdown, pages, with_numbers
from tests.rules.builders import found_in_file

APPENDIX = '\n\n::: {.phu-luc ten="A"}\n\n%s\n\n:::'


def printed(body: str) -> tuple[str, str]:
    """The content up to the signature in DOCX and PDF, spaces left out, and what follows it."""
    made = document(body)
    docx = docx_text(with_numbers(docx_parts(made)))
    pdf = "".join(page.get_text() for page in pages(made))
    return "".join(docx.split()), "".join(pdf.split())


TALL = "| a |\n|-|\n| " + "chữ " * 700 + "|"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Một./.\n\nHai.", "Một.Hai./."),
        ("Một./.\n\nHai./.", "Một.Hai./."),
        ("**Một./.**\n\nHai", "Một.Hai./."),
        ("- một./.\n- hai./.\n\n> trích./.\n\nHết", "-một.-hai.trích.Hết./."),
        ("Một ./.\n\nHai ./.", "Một.Hai./."),
        ("Một;./.\n\nHai;./.", "Một;Hai./."),
        ("Hai./.\n\n./.", "Hai./."),
        ("- một;\n- hai;", "-một;-hai./."),
        ("Gồm:", "Gồm./."),
        ("Một./.\n\n# I. ĐỀ MỤC", "Một.I.ĐỀMỤC./."),
        ("# I. ĐỀ MỤC./.", "I.ĐỀMỤC../."),
        ("Một.\n\n| a |\n|-|\n| b./. |", "Một.ab./."),
        ("Một.\n\n| a | b |\n|-|-|\n| 1 | **hai**. |", "Một.ab1hai./."),
        ("Một.\n\n| a | b |\n|-|-|\n| một | 2 |", "Một.abmột2./."),
        ("Một.\n\n| a |\n|-|\n| b |\n\n./.", "Một.ab./."),
        ("Một.\n\n---", "Một../."),
        ("Một./. hai.", "Một./.hai./."),
        ("Hết...", "Hết..../."),
        ("Hết..../.", "Hết..../."),
        ("> trích", "trích./."),
    ],
)
def test_the_content_ends_with_the_mark_and_has_no_other(body: str, expected: str) -> None:
    for text in printed(f"Đầu:\n\n{body}"):
        assert f"Đầu:{expected}Nơinhận:" in text


def test_the_mark_stands_in_the_line_of_the_last_words_and_under_a_figure() -> None:
    for row, line in (("| 1 | việc |", "việc./."), ("| việc | 2 |", "./.")):
        made = document(f"Mở.\n\n| a | b |\n|--|--|\n{row}")
        assert line in docx_text(docx_parts(made)["word/document.xml"]).splitlines()
        in_row = f"1 {line}" if "việc" in line else line
        assert in_row in pages(made)[0].get_text().splitlines()


def test_a_closing_row_too_tall_for_a_page_has_its_mark_too() -> None:
    for text in printed(f"Đầu:\n\n{TALL}"):
        assert "chữ./.Nơinhận:" in text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Một./.\n\nHai./.", "Một.Hai./."),
        ("Một;", "Một./."),
        ("| a |\n|-|\n| b |\n\n./.", "ab./."),
        ("Một.\n\n./.", "Một./."),
    ],
)
def test_an_appendix_ends_with_its_own(content: str, expected: str) -> None:
    for text in printed("Xem Phụ lục./." + APPENDIX % content):
        assert "XemPhụlục./.Nơinhận:" in text
        assert text.endswith(expected)
        assert text.count("./.") == 2


@pytest.mark.parametrize(
    ("code", "line", "body"),
    [
        ("end-mark", 1, "Một./.\n\nHai."),
        ("end-mark", 3, "| a |\n|-|\n| Một./. |\n\nHai."),
        ("end-heading", 3, "Một.\n\n# I. ĐỀ MỤC"),
        ("end-heading", 3, 'Xem Phụ lục.\n\n# I. ĐỀ MỤC\n\n::: {.phu-luc ten="A"}\n\nMột.\n\n:::'),
        ("closing-mark", 1, "Một;"),
        ("closing-mark", 3, "- một;\n\n- hai, ./."),
        ("closing-mark", 1, "Gồm:"),
        ("closing-mark", 5, 'Xem Phụ lục.\n\n::: {.phu-luc ten="A"}\n\nMột;./.\n\n:::'),
    ],
)
def test_the_check_says_what_export_mends(code: str, line: int, body: str) -> None:
    found = [each.line for each in found_in_file(markdown(body)) if each.code == code]
    assert found == [14 + line]


@pytest.mark.parametrize("body", ["Một./.", "Một", "Một;\n\n| a |\n|-|\n| b; |", "# I. MỘT\n\nHai!./."])
def test_a_good_ending_is_left_in_peace(body: str) -> None:
    assert not [each for each in found_in_file(markdown(body)) if each.code.startswith(("end-", "closing-mark"))]
