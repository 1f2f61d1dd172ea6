"""Facts dated after today."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.language.wording import format_date
from cchc_tui.records.finding import Severity
from cchc_tui.records.period import PeriodKind, parse_period
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for each document issued after today and each month counted before it began."""
    for kept in book.directives:
        day = kept.record.issued_on
        if day is not None and day > book.today:
            yield Slip(kept, f"Văn bản {kept.record.title} ghi ngày {format_date(day)}, sau hôm nay.", key="issued_on")
    for count in book.media:
        period = parse_period(count.record.period or "")
        if period is None or period.kind is not PeriodKind.MONTH:
            continue
        if (period.year, period.number) > (book.today.year, book.today.month):
            yield Slip(count, f"Số liệu {count.record.title} của {period.name}, tháng chưa đến.", key="period")


RULE = RecordRule(
    code="date-in-future",
    severity=Severity.WARNING,
    clause=f"{ND30}, Điều 15 khoản 1",
    says="Văn bản đã ban hành và số liệu đã có thì không thể mang ngày sau hôm nay.",
    example="ngày ban hành 21/02/2032 gõ nhầm năm",
    check=check,
)
