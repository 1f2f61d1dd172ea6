"""Numbers that Word counts: as typed on the page, and counted on when a heading or a clause is put in between."""

from __future__ import annotations

import re

import pytest

from export.builders import attributes, document, docx_parts, docx_text, style, with_numbers

SECOND = "# I. HAI\n\n## 1. Hai một\n\nHết."


@pytest.mark.parametrize(
    ("body", "counted"),
    [
        ("# I. MỘT\n\n## 1. A\n\n## 2. B\n\n# II. HAI\n\n## 1. C", 5),
        ("# I. MỘT\n\n## 1. A\n\n## 3. B", 0),
        ("# II. MỘT\n\n# III. HAI", 2),
        ("# I. MỘT\n\n# III. HAI", 0),
        ("# I. MỘT\n\n# MỞ ĐẦU\n\n# II. HAI", 2),
        ("# I) MỘT\n\n# 1. HAI", 0),
        ("# IIII. MỘT", 0),
        ("## 2. MỘT", 0),
        ("# Một. Hai\n\n# I.", 0),
        ("1. một\n2. hai\n\nxen\n\n3. ba", 3),
        ("1. một\n   1. điểm\n   2. điểm\n2. hai", 2),
        ("7. bảy\n8. tám", 2),
        ("1) một\n2) hai", 2),
        ("1. **Phạm vi** hẹp\n2. *Đối tượng*", 2),
        ("1. một\n\n# I. GIỮA\n\n1. lại một", 3),
        ("1. \n2. hai", 1),
        ("Điều 1. Một\n\n1. khoản\n2. khoản\n\nĐiều 2. Hai\n\n1. khoản", 3),
    ],
)
def test_words_count_only_what_was_typed(body: str, counted: int) -> None:
    parts = docx_parts(document(f"{body}\n\nHết.", loai="quyet-dinh"))
    typed = re.sub(r"[#*\s\u00a0]|^ +", "", body).replace("1.điểm2.điểm", "a)điểmb)điểm")
    assert typed in re.sub(r"\s", "", docx_text(with_numbers(parts)))
    assert len([each for each in attributes(parts["word/document.xml"], "w:numId") if each["w:val"] != "0"]) == counted


def test_a_heading_put_in_takes_its_number_by_its_style_and_each_appendix_counts_by_itself() -> None:
    appendix = f'::: {{.phu-luc ten="B"}}\n\n{SECOND}\n\n:::'
    parts = docx_parts(document(f"# I. MỘT\n\n## 1. Một một\n\n# CUỐI\n\nXem Phụ lục.\n\n{appendix}"))
    for level in (0, 1):
        linked = style(parts["word/styles.xml"], f"Heading{level + 1}")
        assert f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' in linked
        assert f'<w:pStyle w:val="Heading{level + 1}"/>' in parts["word/numbering.xml"]
    used = [each["w:val"] for each in attributes(parts["word/document.xml"], "w:numId")]
    assert used == ["1", "1", "0", "2", "2"], "a heading without a number is in no list"
    assert "I. HAI\n1. Hai một" in docx_text(with_numbers(parts)).replace("\n\n", "\n")


def test_where_the_text_is_not_in_sequence_its_styles_give_no_number() -> None:
    parts = docx_parts(document(f'# I. MỘT\n\n# V. NĂM\n\nXem Phụ lục.\n\n::: {{.phu-luc ten="B"}}\n\n{SECOND}\n\n:::'))
    assert "numPr" not in style(parts["word/styles.xml"], "Heading1")
    assert [each["w:val"] for each in attributes(parts["word/document.xml"], "w:numId")] == ["1", "1"]
