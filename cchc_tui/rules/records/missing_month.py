"""A month without a count between months that have one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import Period, PeriodKind, Window, parse_period
from cchc_tui.rules.rule import REPORTING, Book, Kept, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """One slip for each channel and measure with gaps between its months; a notice where a longer count has them.

    A longer count without months of its own stands in their place, so nothing lacks: months, a quarter, months again.
    One that is counted beside some of its months, such as the year's total, leaves open what became of the others.
    """
    months: defaultdict[tuple[str | None, str | None], dict[int, Kept[MediaCount]]] = defaultdict(dict)
    longer: defaultdict[tuple[str | None, str | None], list[tuple[Period, Window]]] = defaultdict(list)
    for kept in book.media:
        key = (kept.record.channel, kept.record.measure)
        period = parse_period(kept.record.period or "")
        if period is None:
            continue
        if period.kind is PeriodKind.MONTH:
            months[key][period.year * 12 + period.number - 1] = kept
        else:
            longer[key].append((period, book.office.window_of(period)))
    for key, known in months.items():
        windows = [book.office.window_of(_month(m)) for m in known]
        lacking: defaultdict[Period | None, list[int]] = defaultdict(list)
        for month in (m for m in range(min(known), max(known)) if m not in known):
            own = book.office.window_of(_month(month))
            over = [(p, w) for p, w in longer[key] if w.covers(own)]
            if all(any(w.covers(counted) for counted in windows) for _, w in over):
                lacking[over[0][0] if over else None].append(month)
        for total, gaps in lacking.items():
            before = known[max(m for m in known if m < gaps[0])]
            severity = Severity.NOTICE if total else None
            yield Slip(before, _message(book, key, gaps, total), key="period", severity=severity)


def _month(number: int) -> Period:
    return Period(PeriodKind.MONTH, number // 12, number % 12 + 1)


def _message(book: Book, key: tuple[str | None, str | None], gaps: list[int], total: Period | None) -> str:
    measure = book.office.measure_of(*key)
    names = ", ".join(f"{_month(m).number}/{_month(m).year}" for m in gaps)
    label = measure.label if measure else key[1]
    covered = f"; tháng ấy chỉ nằm trong số của {total.name}" if total else ""
    return (
        f"{book.office.channel_label(key[0])}, {label}: chưa có số liệu tháng {names} ở giữa các tháng đã có{covered}."
    )


RULE = RecordRule(
    code="missing-month",
    severity=Severity.WARNING,
    clause=REPORTING,
    says="Giữa hai tháng đã có số liệu thì không tháng nào bị bỏ trống.",
    example="có tháng 4, tháng 6 mà không có tháng 5",
    needs_office=True,
    check=check,
)
