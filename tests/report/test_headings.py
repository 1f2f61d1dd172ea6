"""The table of contents of the prose."""

from __future__ import annotations

from cchc_tui.report import Heading, empty_sections, headings

BODY = """# I. CHỈ ĐẠO

Lời.
  ## 1. Kế hoạch ##
#không phải đề mục
    # thụt quá sâu
```
# trong khối mã
~~~
```
### a) {{ ky.ten }}
#
"""


def test_headings_have_level_text_and_line() -> None:
    assert headings(BODY) == [
        Heading(1, "I. CHỈ ĐẠO", 1),
        Heading(2, "1. Kế hoạch", 4),
        Heading(3, "a) {{ ky.ten }}", 11),
        Heading(1, "", 12),
    ]


def test_prose_without_headings_has_none() -> None:
    assert headings("Chỉ có lời.\n") == []


def test_a_heading_with_nothing_under_it_is_an_empty_section() -> None:
    text = (
        "Mở đầu.\n\n# I. MỘT\n\n## 1. Có\n\nCâu.\n\n## 2. Trống\n\n\n# II. TRỐNG\n\n"
        "# III. BẢNG\n\n| a |\n|--|\n| b |\n\n"
        '# IV. CUỐI\n\nTrên đây là báo cáo./.\n\n::: {.phu-luc ten="A"}\n\n| c |\n\n:::\n'
    )
    assert [(h.text, h.line) for h in empty_sections(text)] == [("2. Trống", 9), ("II. TRỐNG", 12), ("IV. CUỐI", 20)]
    assert empty_sections("Không có đề mục.\n") == []
