"""Evidence that points at nothing."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import REPORTING, Book, RecordRule, Slip, checklist_words


def check(book: Book) -> Iterator[Slip]:
    """A slip for each id under evidence that no record in use has; web addresses are left alone."""
    for kept in book.checklist:
        for reference in kept.record.evidence:
            if reference in book.ids or "://" in reference:
                continue
            gone = "đã bị xóa" if reference in book.deleted_ids else "không có"
            yield Slip(
                kept,
                f"{checklist_words(kept.record.checklist)}, nhiệm vụ {kept.record.title}: tài liệu kiểm chứng mang mã"
                f" “{reference}” {gone}.",
                key="evidence",
                quote=reference,
            )


RULE = RecordRule(
    code="evidence-unknown",
    severity=Severity.ERROR,
    clause=REPORTING,
    says="Mã ghi ở tài liệu kiểm chứng phải là mã của một hồ sơ còn dùng.",
    example="kiểm chứng bằng công văn đã xóa",
    check=check,
)
