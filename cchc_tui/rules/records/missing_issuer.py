"""A document without issuer."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.directive import OUTGOING
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for each document that does not say who issued it; laws name no issuer."""
    for kept in book.directives:
        record = kept.record
        if record.issuer or record.kind in ("luat", "phap-lenh"):
            continue
        new = book.office.short_name if record.direction == OUTGOING else None
        yield Slip(kept, f"Văn bản {record.title} chưa ghi cơ quan ban hành.", key="issuer", new=new)


RULE = RecordRule(
    code="missing-issuer",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm a",
    says="Mỗi văn bản ghi rõ cơ quan ban hành.",
    example="công văn đến không ghi của cơ quan nào",
    needs_office=True,
    check=check,
)
