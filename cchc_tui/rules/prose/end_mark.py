"""The mark "./." somewhere else than at the very end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from cchc_tui.document.passages import PassageKind
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_END = re.compile(r"\.\s?/\s?\.|\.//\.?|/\./|\./(?=\s*$)")


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each "./." that text follows, and for one misspelt; the export adds a missing one itself."""
    for _, group in groupby(paper.document.passages, key=lambda p: p.in_appendix):
        passages = [p for p in group if p.kind is not PassageKind.CELL]
        for place, passage in enumerate(passages):
            for match in _END.finditer(passage.text):
                rest = passage.text[match.end() :].strip(" .")
                if match[0] != "./.":
                    message = f"Dấu kết thúc viết “./.”, không phải “{match[0]}”."
                    yield Mark(passage, match.start(), match.end(), message, "./.")
                elif rest or place + 1 < len(passages):
                    message = "Dấu “./.” chỉ đặt một lần, ở cuối văn bản."
                    yield Mark(passage, match.start(), match.end(), message, "." if not rest else None)


RULE = ProseRule(
    code="end-mark",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm e và Phụ lục III",
    says="Dấu “./.” đứng một lần, ở chữ cuối cùng của nội dung.",
    example="…năm 2023./. rồi còn đoạn sau",
    check=check,
)
