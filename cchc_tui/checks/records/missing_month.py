"""A month without a count between months that have one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cchc_tui.checks.rule import REPORTING, Book, Kept, RecordRule, Slip
from cchc_tui.domain.finding import Severity
from cchc_tui.domain.media import MediaCount
from cchc_tui.domain.period import Period, PeriodKind, Window, parse_period


def check(book: Book) -> Iterator[Slip]:
    """One slip for each channel and measure with gaps between its months that no longer count covers."""
    months: defaultdict[tuple[str | None, str | None], dict[int, Kept[MediaCount]]] = defaultdict(dict)
    longer: defaultdict[tuple[str | None, str | None], list[Window]] = defaultdict(list)
    for kept in book.media:
        key = (kept.record.channel, kept.record.measure)
        period = parse_period(kept.record.period or "")
        if period is None:
            continue
        if period.kind is PeriodKind.MONTH:
            months[key][period.year * 12 + period.number - 1] = kept
        else:
            longer[key].append(book.office.window_of(period))
    for key, known in months.items():
        gaps = [m for m in range(min(known), max(known)) if m not in known]
        gaps = [m for m in gaps if not any(w.covers(book.office.window_of(_month(m))) for w in longer[key])]
        if gaps:
            before = known[max(m for m in known if m < gaps[0])]
            yield Slip(before, _message(book, key, gaps), key="period")


def _month(number: int) -> Period:
    return Period(PeriodKind.MONTH, number // 12, number % 12 + 1)


def _message(book: Book, key: tuple[str | None, str | None], gaps: list[int]) -> str:
    measure = book.office.measure_of(*key)
    names = ", ".join(f"{_month(m).number}/{_month(m).year}" for m in gaps)
    label = measure.label if measure else key[1]
    return f"{book.office.channel_label(key[0])}, {label}: chưa có số liệu tháng {names} ở giữa các tháng đã có."


RULE = RecordRule(
    code="missing-month",
    severity=Severity.WARNING,
    clause=REPORTING,
    says="Giữa hai tháng đã có số liệu thì không tháng nào bị bỏ trống.",
    example="có tháng 4, tháng 6 mà không có tháng 5",
    check=check,
)
