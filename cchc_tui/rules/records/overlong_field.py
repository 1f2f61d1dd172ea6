"""A text longer than the register of the decree holds."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.fields import Record, overlong_fields
from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import beginning
from cchc_tui.rules.rule import ND30, Book, Kept, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for each field over its limit."""
    groups: tuple[tuple[Kept[Record], ...], ...] = (
        tuple(book.directives), tuple(book.media), tuple(book.checklist), tuple(book.reports),
    )  # fmt: skip
    for group in groups:
        for kept in group:
            for field in overlong_fields(kept.record):
                length = len(getattr(kept.record, field.key))
                yield Slip(
                    kept,
                    f"“{field.label}” của {kept.record.name} {beginning(kept.record.title)} dài {length} ký tự,"
                    f" quá {field.limit} ký tự.",
                    key=field.key,
                )


RULE = RecordRule(
    code="overlong-field",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục VI, Phần II, mục I",
    says="Mỗi trường của sổ văn bản không dài quá mức Nghị định cho.",
    example="trích yếu dài 620 ký tự",
    check=check,
)
