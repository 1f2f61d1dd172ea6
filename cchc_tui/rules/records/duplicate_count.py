"""One number of one channel and period entered twice."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.allowed_duplicate import reason_to_keep
from cchc_tui.records.finding import Severity
from cchc_tui.records.media import MediaCount
from cchc_tui.rules.rule import REPORTING, Book, Kept, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for each count whose channel, measure and period an earlier one has, unless it was kept on purpose."""
    first: dict[tuple[str | None, ...], Kept[MediaCount]] = {}
    for kept in book.media:
        if reason_to_keep(kept.record):
            continue
        key = (kept.record.channel, kept.record.measure, kept.record.period)
        other = first.setdefault(key, kept)
        if other is not kept:
            message = f"Số liệu {kept.record.title} đã có ở {other.path} (mã {other.record.id}) nên bị cộng hai lần."
            yield Slip(kept, message, key="period")


RULE = RecordRule(
    code="duplicate-count",
    severity=Severity.ERROR,
    clause=REPORTING,
    says="Mỗi chỉ tiêu của một kênh chỉ có một số cho một kỳ.",
    example="hai tệp cùng là bài truyền thanh tháng 6/2023",
    check=check,
)
