"""A paper typed without a head: what its first heading says of kind and subject, and what is left as the text."""

from __future__ import annotations

import pytest

from cchc_tui.document.title_line import take_title
from cchc_tui.storage.layout_file import read_layout
from cchc_tui.storage.shipped import templates_dir

KINDS = read_layout("nd30-2020", (templates_dir(),)).kinds


@pytest.mark.parametrize(
    ("text", "slug", "subject", "line", "body"),
    [
        ("# KẾ HOẠCH Tuyên truyền\n\nA.", "ke-hoach", "Tuyên truyền", 1, "\n\nA."),
        ("\n# Báo cáo: kết quả quý I #\nA.", "bao-cao", "Kết quả quý I", 2, "\n\nA."),
        ("# **BÁO CÁO** về việc A\nB.", "bao-cao", "Về việc A", 1, "\nB."),
        ("# BÁO CÁO\n\n**Kết quả quý I**\n\nA.", "bao-cao", "Kết quả quý I", 1, "\n\n\n\nA."),
        ("# TỜ TRÌNH\n## Về kinh phí\n## 1. Lý do\nA.", "to-trinh", "Về kinh phí", 1, "\n\n# 1. Lý do\nA."),
        ("# BÁO CÁO\n\nĐoạn thường.", "bao-cao", "", 1, "\n\nĐoạn thường."),
        ("# Kế hoạchviết dính\nA.", None, "Kế hoạchviết dính", 1, "\nA."),
        ("# Một tên khác\n# Hai\n## Ba\nA.", None, "Một tên khác", 1, "\n# Hai\n## Ba\nA."),
        ("# BÁO CÁO A\n## I. MỘT\n```\n## mã\n```\n### Hai", "bao-cao", "A", 1, "\n# I. MỘT\n```\n## mã\n```\n## Hai"),
        ("```\n# BÁO CÁO trong mã\n```\nA.", None, "", 0, "```\n# BÁO CÁO trong mã\n```\nA."),
        ("Không có đề mục.", None, "", 0, "Không có đề mục."),
    ],
)
def test_the_first_heading_names_kind_and_subject(
    text: str, slug: str | None, subject: str, line: int, body: str
) -> None:
    title = take_title(text, KINDS)
    assert (title.kind.slug if title.kind else None, title.subject, title.line) == (slug, subject, line)
    assert title.body == body
    assert title.body.count("\n") == text.count("\n"), "every line keeps its number"
