"""Rules on counts: one number for one period, totals that agree with their parts, windows that are whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from cchc_tui.language.wording import Qualifier, Quantity, add_quantities, format_date, format_quantity
from cchc_tui.records.allowed_duplicate import reason_to_keep
from cchc_tui.records.counting import crossing
from cchc_tui.records.finding import Severity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import Period, PeriodKind, Window, parse_period
from cchc_tui.records.tally import Counted, counted_by
from cchc_tui.records.yearbook import count_window
from cchc_tui.rules.context import Located, OfficeRecords, RecordIssue
from cchc_tui.rules.rule import REPORTING, record_rule


@record_rule(
    "duplicate-count",
    Severity.ERROR,
    clause=REPORTING,
    says="Mỗi chỉ tiêu của một kênh chỉ có một số cho một kỳ.",
    example="hai tệp cùng là bài truyền thanh tháng 6/2023",
)
def duplicate_count(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each count whose channel, measure and period an earlier one has, unless it was kept on purpose."""
    first: dict[tuple[str | None, ...], Located[MediaCount]] = {}
    for kept in records.media:
        if reason_to_keep(kept.record):
            continue
        key = (kept.record.channel, kept.record.measure, kept.record.period, kept.record.predecessor)
        other = first.setdefault(key, kept)
        if other is not kept:
            message = f"Số liệu {kept.record.title} đã có ở {other.path} (mã {other.record.id}) nên bị cộng hai lần."
            yield RecordIssue(kept, message, key="period")


@record_rule(
    "missing-month",
    Severity.WARNING,
    clause=REPORTING,
    says="Giữa hai tháng đã có số liệu thì không tháng nào bị bỏ trống.",
    example="có tháng 4, tháng 6 mà không có tháng 5",
    needs_office=True,
)
def missing_month(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report once each channel and measure with gaps between its months; a notice where a longer count has them.

    A longer count without months of its own stands in their place, so nothing lacks: months, a quarter, months again.
    One that is counted beside some of its months, such as the year's total, leaves open what became of the others.
    """
    months: defaultdict[tuple[str | None, ...], dict[int, Located[MediaCount]]] = defaultdict(dict)
    longer: defaultdict[tuple[str | None, ...], list[tuple[Period, Window]]] = defaultdict(list)
    for kept in records.media:
        key: tuple[str | None, ...] = (kept.record.channel, kept.record.measure, kept.record.predecessor)
        period = parse_period(kept.record.period or "")
        if period is None:
            continue
        if period.kind is PeriodKind.MONTH:
            months[key][period.year * 12 + period.number - 1] = kept
        else:
            longer[key].append((period, records.office.window_of(period)))
    for key, known in months.items():
        windows = [records.office.window_of(_month(m)) for m in known]
        lacking: defaultdict[Period | None, list[int]] = defaultdict(list)
        for month in (m for m in range(min(known), max(known)) if m not in known):
            own = records.office.window_of(_month(month))
            over = [(p, w) for p, w in longer[key] if w.covers(own)]
            if all(any(w.covers(counted) for counted in windows) for _, w in over):
                lacking[over[0][0] if over else None].append(month)
        for total, gaps in lacking.items():
            before = known[max(m for m in known if m < gaps[0])]
            severity = Severity.NOTICE if total else None
            yield RecordIssue(
                before, _missing_month_message(records, key, gaps, total), key="period", severity=severity
            )


def _month(number: int) -> Period:
    return Period(PeriodKind.MONTH, number // 12, number % 12 + 1)


def _missing_month_message(
    records: OfficeRecords, key: tuple[str | None, ...], gaps: list[int], total: Period | None
) -> str:
    measure = records.office.measure_of(*key[:2])
    names = ", ".join(f"{_month(m).number}/{_month(m).year}" for m in gaps)
    label = measure.label if measure else key[1]
    covered = f"; tháng ấy chỉ nằm trong số của {total.name}" if total else ""
    return (
        f"{records.office.channel_label(key[0])}, {label}: chưa có số liệu tháng {names}"
        f" ở giữa các tháng đã có{covered}."
    )


_NEAR = Decimal("0.1")  # "khoảng" stands for up to a tenth more or less
_ANY = Decimal("Infinity")
Counts = Sequence[tuple[Window, Located[MediaCount]]]


@record_rule(
    "window-total",
    Severity.WARNING,
    clause=REPORTING,
    says="Số của một kỳ dài bằng tổng các tháng, quý bên trong.",
    example="cả năm ghi 24 bài, riêng tháng 1 đã ghi trên 90",
    needs_office=True,
)
def window_total(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each total that cannot be true together with the counts inside its window."""
    groups: defaultdict[tuple[str | None, ...], list[tuple[Window, Located[MediaCount]]]] = defaultdict(list)
    for kept in records.media:
        if period := parse_period(kept.record.period or ""):
            groups[kept.record.channel, kept.record.measure, kept.record.predecessor].append(
                (records.office.window_of(period), kept)
            )
    for counts in groups.values():
        if len(counts) < 2:
            continue
        counts.sort(key=lambda row: row[0])
        for window, kept in counts:
            first = bisect_left(counts, window.first, key=lambda row: row[0].first)
            last = bisect_right(counts, window.last, lo=first, key=lambda row: row[0].first)
            inside = _parts(window, counts[first:last]) if last - first > 1 else []
            if inside and not _agrees(kept.record.quantity, window, inside):
                yield _window_total_issue(records, kept, inside)


def _parts(window: Window, counts: Counts) -> Counts:
    """Return the smallest counts inside the window, none overlapping another; of overlapping ones the largest alone.

    `counts` stand in the order of their windows.
    """
    below = [(w, k) for w, k in counts if window.covers(w) and w != window]
    smallest = [(w, k) for w, k in below if not any(w != other and w.covers(other) for other, _ in below)]
    if all(a[0].last < b[0].first for a, b in pairwise(smallest)):
        return smallest
    return [max(smallest, key=lambda part: _least(part[1].record.quantity))]


def _agrees(total: Quantity, window: Window, parts: Counts) -> bool:
    """Return whether total and parts can both be true; parts that do not fill the window may only not exceed it."""
    days = sum((w.last - w.first).days + 1 for w, _ in parts)
    whole = days == (window.last - window.first).days + 1
    quantities = [k.record.quantity for _, k in parts]
    fits = sum(map(_least, quantities)) <= _most(total)
    return fits and (not whole or _least(total) <= sum(map(_most, quantities)))


def _least(quantity: Quantity) -> Decimal:
    """Return the smallest count that these words allow: "trên 90" is 90 at least."""
    exact = quantity.qualifier in (Qualifier.EXACT, Qualifier.OVER, Qualifier.MORE_THAN)
    return Decimal(quantity.value) if exact else quantity.value * (1 - _NEAR)


def _most(quantity: Quantity) -> Decimal:
    """Return the largest count that these words allow."""
    match quantity.qualifier:
        case Qualifier.EXACT | Qualifier.NEARLY:
            return Decimal(quantity.value)
        case Qualifier.ABOUT:
            return quantity.value * (1 + _NEAR)
        case _:
            return _ANY


def _window_total_issue(records: OfficeRecords, kept: Located[MediaCount], parts: Counts) -> RecordIssue:
    measure = records.office.measure_of(kept.record.channel, kept.record.measure)
    added = format_quantity(add_quantities(k.record.quantity for _, k in parts))
    if len(parts) == 1:
        inside = f"riêng {_named(parts[0][1])} bên trong đã ghi {added}"
    else:
        inside = f"cộng {len(parts)} kỳ bên trong được {added}"
    return RecordIssue(
        kept,
        f"{records.office.channel_label(kept.record.channel)}, {measure.label if measure else kept.record.measure}:"
        f" {_named(kept)} ghi {format_quantity(kept.record.quantity)} nhưng {inside}.",
        key="value",
    )


def _named(kept: Located[MediaCount]) -> str:
    period = parse_period(kept.record.period or "")
    return period.name if period else kept.record.period or ""


@record_rule(
    "straddling-count",
    Severity.WARNING,
    clause="Nghị định 09/2019/NĐ-CP, Điều 12",
    says="Số liệu của một khoảng ngày phải nằm trọn trong kỳ báo cáo thì mới cộng được.",
    example="số liệu tháng 12 theo lịch trong báo cáo chốt ngày 14/12",
    needs_office=True,
)
def straddling_count(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each count that lies partly in a report's window: it stands in no total of that report."""
    for report in records.reports:
        sheet = report.record
        period = parse_period(sheet.period or "")
        if period is None or sheet.state == "frozen":
            continue
        seen = records.office.window_of(period, sheet.regime)
        seen = Window(sheet.from_on or seen.first, sheet.to_on or seen.last)
        for kept in records.media:
            if parse_period(kept.record.period or "") is None:
                continue
            own = count_window(kept.record, records.office, sheet.regime)
            if seen.overlaps(own) and not seen.covers(own) and not own.covers(seen):
                yield RecordIssue(
                    kept,
                    f"Số liệu {kept.record.title} ({own.name}) chỉ có một phần thuộc kỳ của báo cáo {sheet.title}"
                    f" ({seen.name}) nên không được cộng vào báo cáo này.",
                    key="period",
                )


@record_rule(
    "crossing-counts",
    Severity.WARNING,
    clause=REPORTING,
    says="Hai số của một chỉ tiêu không tính chung một số ngày, trừ khi kỳ này nằm trọn trong kỳ kia.",
    example="một số cho tháng 1 đến tháng 6, một số cho tháng 4 đến tháng 9",
    needs_office=True,
)
def crossing_counts(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report the later of two counts that share days while neither stands for the other, in any regime in use."""
    seen: set[tuple[str, str]] = set()
    for regime in dict.fromkeys((None, *(kept.record.regime for kept in records.reports))):
        groups: defaultdict[tuple[str | None, ...], dict[Window, Located[MediaCount]]] = defaultdict(dict)
        for kept in records.media:
            if parse_period(kept.record.period or ""):
                window = count_window(kept.record, records.office, regime)
                groups[kept.record.channel, kept.record.measure, kept.record.predecessor].setdefault(window, kept)
        for counts in groups.values():
            for one, other in crossing(list(counts)):
                pair = (counts[one].record.id, counts[other].record.id)
                if pair not in seen:
                    seen.add(pair)
                    yield _crossing_counts_issue(counts[one], counts[other], one, other)


def _crossing_counts_issue(
    first: Located[MediaCount], second: Located[MediaCount], one: Window, other: Window
) -> RecordIssue:
    shared = f"{format_date(max(one.first, other.first))} đến {format_date(min(one.last, other.last))}"
    return RecordIssue(
        second,
        f"Số liệu {second.record.title} ({other.name}) và {first.record.title} (mã {first.record.id}, {one.name})"
        f" cùng tính các ngày từ {shared}: không cộng cả hai được, báo cáo chỉ ghi phần chắc chắn với chữ “trên”.",
        key="period",
    )


_SHOWN = 3


@record_rule(
    "outside-window",
    Severity.NOTICE,
    clause="Nghị định 09/2019/NĐ-CP, Điều 12",
    says="Văn bản ban hành sau ngày chốt số liệu thuộc kỳ sau, dù báo cáo ký sau ngày đó.",
    example="chốt ngày 14/12, công văn ngày 20/12, báo cáo ký ngày 22/12",
    needs_office=True,
)
def outside_window(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report once each open report that leaves out own documents issued before it is signed: they are not lost."""
    for report in records.reports:
        sheet = report.record
        period = parse_period(sheet.period or "")
        if period is None or sheet.dated_on is None or sheet.state == "frozen":
            continue
        last = sheet.to_on or records.office.window_of(period, sheet.regime).last
        days = [(k.record.issued_on, k.record.title) for k in records.own if k.record.issued_on]
        late = sorted((day, title) for day, title in days if last < day <= sheet.dated_on)
        if late:
            names = ", ".join(f"{title} ngày {format_date(day)}" for day, title in late[:_SHOWN])
            more = ", …" if len(late) > _SHOWN else ""
            yield RecordIssue(
                report,
                f"Báo cáo {sheet.title} chốt ngày {format_date(last)}, ký ngày {format_date(sheet.dated_on)}:"
                f" {len(late)} văn bản ban hành ở giữa không tính vào kỳ này ({names}{more}).",
                key="dated_on",
            )


_MAY_BE_MORE = {Qualifier.OVER, Qualifier.MORE_THAN, Qualifier.ABOUT_OVER, Qualifier.ABOUT}


@record_rule(
    "broadcasts-below-articles",
    Severity.WARNING,
    clause=REPORTING,
    says="Số lượt phát sóng không thể ít hơn số tin, bài đã xây dựng để phát.",
    example="24 bài nhưng 20 lượt phát",
)
def broadcasts_below_articles(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each channel and period with fewer broadcasts than pieces: each piece is aired at least once."""
    pieces: dict[tuple[str | None, ...], Located[MediaCount]] = {}
    aired: dict[tuple[str | None, ...], Located[MediaCount]] = {}
    with_broadcasts = {m.channel for m in records.office.measures if counted_by(m) is Counted.BROADCAST}
    for kept in records.media:
        measure = records.office.measure_of(kept.record.channel, kept.record.measure)
        if measure is None or measure.channel not in with_broadcasts:
            continue
        key: tuple[str | None, ...] = (kept.record.channel, kept.record.period, kept.record.predecessor)
        if counted_by(measure) is Counted.ARTICLE:
            pieces[key] = kept
        elif counted_by(measure) is Counted.BROADCAST:
            aired[key] = kept
    for key in pieces.keys() & aired.keys():
        made, sent = pieces[key].record.quantity, aired[key].record.quantity
        if sent.value < made.value and sent.qualifier not in _MAY_BE_MORE:
            period = parse_period(key[1] or "")
            yield RecordIssue(
                aired[key],
                f"{records.office.channel_label(key[0])}, {period.name if period else key[1]}: phát sóng"
                f" {format_quantity(sent)} lượt, ít hơn {format_quantity(made)} bài đã xây dựng.",
                key="value",
            )
