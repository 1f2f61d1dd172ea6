"""An appendix that the report never mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_APPENDIX = re.compile(
    r"phụ lục|(?:danh sách|biểu(?: \w+){0,3}|bảng|mẫu) kèm theo|kèm theo \w+(?: \w+)? này", re.IGNORECASE
)


def check(paper: Paper) -> Iterator[Mark]:
    """One mark, at the last paragraph, when the report has an appendix and no word about it."""
    body = list(paper.document.body())
    if not paper.document.has_appendix or not body or any(_APPENDIX.search(p.text) for p in body):
        return
    last = body[-1]
    message = "Văn bản có phụ lục kèm theo nhưng trong nội dung không có câu nào nhắc đến “Phụ lục”."
    yield Mark(last, 0, len(last.text.rstrip()), message)


RULE = ProseRule(
    code="appendix-unmentioned",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục III, khoản 1",
    says="Có phụ lục thì trong văn bản phải có chỉ dẫn về phụ lục đó.",
    example="bảng đánh giá kèm theo mà thân báo cáo không nhắc",
    check=check,
)
