"""A document cited in full a second time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cchc_tui.citations import Citation
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

Key = tuple[str, int | None]


def document_key(citation: Citation) -> Key | None:
    """What makes two citations one document within a report: its number and symbol, and the year where it is said."""
    symbol = citation.symbol
    return (symbol.key, None) if symbol is not None and symbol.number is not None else None


def is_full(citation: Citation) -> bool:
    """Whether date and subject are said."""
    return citation.issued_on is not None and citation.subject is not None


def same_year(one: date | None, other: date | None) -> bool:
    """Numbers begin anew each year, so another year is another document."""
    return one is None or other is None or one.year == other.year


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each full citation after a full one in running text; a list that repeats one has its own rule."""
    first: dict[Key, Citation] = {}
    for passage, citation in paper.citations:
        key = document_key(citation)
        if key is None or not is_full(citation):
            continue
        before = first.setdefault(key, citation)
        if before is citation or not same_year(before.issued_on, citation.issued_on):
            continue
        if before.subject == citation.subject and passage.text[: citation.start].strip().startswith(("Ngày", "-", "+")):
            continue
        message = f"{citation.symbol_text} đã viện dẫn đủ ở trên; từ lần sau chỉ ghi tên loại và số, ký hiệu."
        yield Mark(passage, citation.start, citation.end, message)


RULE = ProseRule(
    code="citation-repeated",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm b",
    says="Từ lần viện dẫn thứ hai chỉ ghi tên loại và số, ký hiệu.",
    example="nhắc lại Kế hoạch số 59/KH-UBND ngày 31/12/2022 của UBND xã về việc …",
    check=check,
)
