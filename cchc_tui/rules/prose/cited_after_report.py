"""A document cited with a date after the report's own."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.language.wording import format_date
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each citation dated after the report is signed; while it has no date, after today."""
    signed = paper.sheet.record.dated_on
    limit = signed or paper.today
    for passage, citation in paper.citations:
        if citation.issued_on is None or citation.issued_on <= limit or citation.symbol is None:
            continue
        against = f"ngày ký báo cáo ({format_date(limit)})" if signed else "hôm nay"
        message = f"Văn bản {citation.symbol_text} ghi ngày {format_date(citation.issued_on)}, sau {against}."
        yield Mark(passage, citation.start, citation.symbol_at[1], message)


RULE = ProseRule(
    code="cited-after-report",
    severity=Severity.WARNING,
    clause=f"{ND30}, Điều 15 khoản 1",
    says="Văn bản được nhắc đến phải ban hành trước ngày ký báo cáo.",
    example="báo cáo ngày 22/12/2023 dẫn Công văn ngày 27/12/2023",
    check=check,
)
