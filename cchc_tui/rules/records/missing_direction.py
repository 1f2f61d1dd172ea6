"""A document that does not say whether it was issued or received."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.records.issuing import resolve_issuer
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for each document without direction; where issuer and symbol leave no doubt, with the cure."""
    for kept in book.directives:
        if kept.record.direction:
            continue
        guess = resolve_issuer(kept.record, book.office)
        asked = f" {guess.doubt}" if guess.doubt else ""
        yield Slip(
            kept,
            f"Văn bản {kept.record.title} chưa ghi là văn bản đi hay đến.{asked}",
            key="direction",
            new=None if guess.doubt else guess.direction,
        )


RULE = RecordRule(
    code="missing-direction",
    severity=Severity.ERROR,
    clause=f"{ND30}, Phụ lục IV, mục I và VI",
    says="Mỗi văn bản ghi rõ là văn bản đi hay văn bản đến.",
    example="36/KH-UBND không ghi đi hay đến",
    needs_office=True,
    check=check,
)
