"""A document sent or received before it was issued."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.language.wording import format_date
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for each document whose day of sending or receipt lies before its day of issue."""
    for kept in book.directives:
        issued = kept.record.issued_on
        for key, words in (("sent_on", "chuyển đi"), ("received_on", "đến")):
            day = getattr(kept.record, key)
            if issued is not None and day is not None and day < issued:
                yield Slip(
                    kept,
                    f"Văn bản {kept.record.title} {words} ngày {format_date(day)}, trước ngày ban hành"
                    f" {format_date(issued)}.",
                    key=key,
                )


RULE = RecordRule(
    code="date-order",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục IV",
    says="Ngày chuyển, ngày đến không thể trước ngày ban hành.",
    example="ban hành 15/6/2023, ngày chuyển 05/6/2023",
    check=check,
)
