"""Documents issued between the last day a report counts and the day it is signed."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.language.wording import format_date
from cchc_tui.records.finding import Severity
from cchc_tui.records.period import parse_period
from cchc_tui.rules.rule import Book, RecordRule, Slip

_SHOWN = 3


def check(book: Book) -> Iterator[Slip]:
    """One slip for each open report that leaves out own documents issued before it is signed: they are not lost."""
    for report in book.reports:
        sheet = report.record
        period = parse_period(sheet.period or "")
        if period is None or sheet.dated_on is None or sheet.state == "frozen":
            continue
        last = sheet.to_on or book.office.window_of(period, sheet.regime).last
        days = [(k.record.issued_on, k.record.title) for k in book.own if k.record.issued_on]
        late = sorted((day, title) for day, title in days if last < day <= sheet.dated_on)
        if late:
            names = ", ".join(f"{title} ngày {format_date(day)}" for day, title in late[:_SHOWN])
            more = ", …" if len(late) > _SHOWN else ""
            yield Slip(
                report,
                f"Báo cáo {sheet.title} chốt ngày {format_date(last)}, ký ngày {format_date(sheet.dated_on)}:"
                f" {len(late)} văn bản ban hành ở giữa không tính vào kỳ này ({names}{more}).",
                key="dated_on",
            )


RULE = RecordRule(
    code="outside-window",
    severity=Severity.NOTICE,
    clause="Nghị định 09/2019/NĐ-CP, Điều 12",
    says="Văn bản ban hành sau ngày chốt số liệu thuộc kỳ sau, dù báo cáo ký sau ngày đó.",
    example="chốt ngày 14/12, công văn ngày 20/12, báo cáo ký ngày 22/12",
    needs_office=True,
    check=check,
)
