"""A count that a report's window cuts in two."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.records.period import Window, parse_period
from cchc_tui.records.yearbook import count_window
from cchc_tui.rules.rule import Book, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for each count that lies partly in a report's window: it stands in no total of that report."""
    for report in book.reports:
        sheet = report.record
        period = parse_period(sheet.period or "")
        if period is None or sheet.state == "frozen":
            continue
        seen = book.office.window_of(period, sheet.regime)
        seen = Window(sheet.from_on or seen.first, sheet.to_on or seen.last)
        for kept in book.media:
            if parse_period(kept.record.period or "") is None:
                continue
            own = count_window(kept.record, book.office, sheet.regime)
            if seen.overlaps(own) and not seen.covers(own) and not own.covers(seen):
                yield Slip(
                    kept,
                    f"Số liệu {kept.record.title} ({own.name}) chỉ có một phần thuộc kỳ của báo cáo {sheet.title}"
                    f" ({seen.name}) nên không được cộng vào báo cáo này.",
                    key="period",
                )


RULE = RecordRule(
    code="straddling-count",
    severity=Severity.WARNING,
    clause="Nghị định 09/2019/NĐ-CP, Điều 12",
    says="Số liệu của một khoảng ngày phải nằm trọn trong kỳ báo cáo thì mới cộng được.",
    example="số liệu tháng 12 theo lịch trong báo cáo chốt ngày 14/12",
    needs_office=True,
    check=check,
)
