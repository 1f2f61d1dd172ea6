"""C07: the kind of a particular document in small letters."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each citation by number whose kind begins with a small letter; "văn bản" is no kind."""
    for passage, citation in paper.citations:
        word = citation.kind_text
        if not word or not word[0].islower() or citation.symbol is None or word.startswith("văn bản"):
            continue
        right = word[0].upper() + word[1:]
        message = f"Tên loại của văn bản cụ thể viết hoa: “{right} số {citation.symbol_text}”."
        yield Mark(passage, citation.start, citation.start + len(word), message, right)


RULE = ProseRule(
    code="C07",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 6",
    says="Tên loại của một văn bản cụ thể viết hoa chữ đầu.",
    example="công văn số 17/UBND-VP",
    check=check,
)
