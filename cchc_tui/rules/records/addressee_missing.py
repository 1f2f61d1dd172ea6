"""A report to a superior that does not say to whom."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for each open report without addressee; a notice where the office's usual ones would be printed."""
    usual = book.office.addressees
    for kept in book.reports:
        kind = KIND_BY_SLUG.get(kept.record.kind or "")
        if kept.record.addressees or kept.record.state == "frozen" or kind is None or not kind.addressed:
            continue
        message = f"Báo cáo {kept.record.title} chưa ghi “Kính gửi”"
        tail = f"; khi in sẽ lấy nơi gửi thường dùng: {'; '.join(usual)}." if usual else "."
        severity = Severity.NOTICE if usual else None
        yield Slip(kept, message + tail, key="addressees", severity=severity, new=usual or None)


RULE = RecordRule(
    code="addressee-missing",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 9 điểm a",
    says="Báo cáo gửi cấp trên, tờ trình, công văn phải có “Kính gửi”.",
    example="báo cáo không ghi gửi cơ quan nào",
    needs_office=True,
    check=check,
)
