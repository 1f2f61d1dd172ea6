"""A citation without the word "số"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each citation whose number follows the kind directly."""
    for passage, citation in paper.citations:
        if not citation.kind_text or citation.symbol is None or citation.kind_text.lower() == "văn bản":
            continue
        start, end = citation.symbol_at
        between = passage.text[citation.start + len(citation.kind_text) : start]
        if re.fullmatch(r"\s+", between):
            right = f"{citation.kind_text} số {passage.text[start:end]}"
            message = f"Thiếu chữ “số” ở “{passage.text[citation.start : end]}”."
            yield Mark(passage, citation.start, end, message, right)


RULE = ProseRule(
    code="number-word",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm b",
    says="Giữa tên loại và số của văn bản có chữ “số”.",
    example="Nghị định 30/2020/NĐ-CP",
    check=check,
)
