"""The first citation of a document without its date or subject."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.prose.citation_repeated import Key, document_key
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each document that the report nowhere cites in full, at its first citation."""
    complete = {document_key(c) for _, c in paper.citations if c.issued_on and (c.subject or c.kind == "luat")}
    seen: set[Key] = set()
    for passage, citation in paper.citations:
        key = document_key(citation)
        if key is None or citation.symbol is None or citation.symbol.number is None or key in seen | complete:
            continue
        seen.add(key)
        lacking = [] if citation.issued_on else ["ngày ban hành"]
        lacking += [] if citation.subject else ["trích yếu"]
        message = f"Viện dẫn lần đầu {citation.symbol_text} thiếu {' và '.join(lacking)}."
        yield Mark(passage, citation.start, citation.symbol_at[1], message)


RULE = ProseRule(
    code="citation-incomplete",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm b",
    says="Viện dẫn lần đầu ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu.",
    example="theo Kế hoạch số 59/KH-UBND (không ngày, không trích yếu)",
    check=check,
)
