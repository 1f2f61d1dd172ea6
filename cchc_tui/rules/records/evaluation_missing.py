"""A task that should have been evaluated by now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.records.period import parse_period
from cchc_tui.rules.rule import REPORTING, Book, RecordRule, Slip, checklist_words


def check(book: Book) -> Iterator[Slip]:
    """A slip for each task without evaluation once its report's window is over or its own day has come.

    A task in a checklist no report prints yet is a notice.
    """
    ends: defaultdict[str | None, list[bool]] = defaultdict(list)
    for report in book.reports:
        period = parse_period(report.record.period or "")
        if period is not None:
            last = report.record.to_on or book.office.window_of(period, report.record.regime).last
            ends[report.record.checklist].append(last <= book.today)
    for kept in book.checklist:
        record = kept.record
        if record.evaluation:
            continue
        due = (record.due_on is not None and record.due_on <= book.today) or any(ends[record.checklist])
        if due or not ends[record.checklist]:
            yield Slip(
                kept,
                f"{checklist_words(record.checklist)}, nhiệm vụ {record.title}: chưa đánh giá.",
                key="evaluation",
                severity=None if due else Severity.NOTICE,
            )


RULE = RecordRule(
    code="evaluation-missing",
    severity=Severity.WARNING,
    clause=REPORTING,
    says="Nhiệm vụ đến hạn, hoặc thuộc báo cáo đã hết kỳ, phải có đánh giá.",
    example="ô Đánh giá để trống ở báo cáo năm",
    needs_office=True,
    check=check,
)
