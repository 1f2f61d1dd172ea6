"""The table of contents of the prose."""

from __future__ import annotations

from cchc_tui.report import Heading, headings

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
