"""A total for a longer period that is not the sum of its months."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from cchc_tui.language.wording import Qualifier, Quantity, add_quantities, format_quantity
from cchc_tui.records.finding import Severity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import Window, parse_period
from cchc_tui.rules.rule import REPORTING, Book, Kept, RecordRule, Slip

_NEAR = 0.1  # "khoảng" stands for up to a tenth more or less
Counts = Sequence[tuple[Window, Kept[MediaCount]]]


def check(book: Book) -> Iterator[Slip]:
    """A slip for each total that cannot be true together with the counts inside its window."""
    groups: defaultdict[tuple[str | None, str | None], list[tuple[Window, Kept[MediaCount]]]] = defaultdict(list)
    for kept in book.media:
        if period := parse_period(kept.record.period or ""):
            groups[kept.record.channel, kept.record.measure].append((book.office.window_of(period), kept))
    for counts in groups.values():
        if len(counts) < 2:
            continue
        counts.sort(key=lambda row: row[0])
        for window, kept in counts:
            first = bisect_left(counts, window.first, key=lambda row: row[0].first)
            last = bisect_right(counts, window.last, lo=first, key=lambda row: row[0].first)
            inside = _parts(window, counts[first:last]) if last - first > 1 else []
            if inside and not _agrees(kept.record.quantity, window, inside):
                yield _slip(book, kept, inside)


def _parts(window: Window, counts: Counts) -> Counts:
    """The smallest counts inside the window, none overlapping another; of overlapping ones the largest alone.

    `counts` stand in the order of their windows.
    """
    below = [(w, k) for w, k in counts if window.covers(w) and w != window]
    smallest = [(w, k) for w, k in below if not any(w != other and w.covers(other) for other, _ in below)]
    if all(a[0].last < b[0].first for a, b in pairwise(smallest)):
        return smallest
    return [max(smallest, key=lambda part: _least(part[1].record.quantity))]


def _agrees(total: Quantity, window: Window, parts: Counts) -> bool:
    """Whether total and parts can both be true; parts that do not fill the window may only not exceed it."""
    days = sum((w.last - w.first).days + 1 for w, _ in parts)
    whole = days == (window.last - window.first).days + 1
    quantities = [k.record.quantity for _, k in parts]
    fits = sum(map(_least, quantities)) <= _most(total)
    return fits and (not whole or _least(total) <= sum(map(_most, quantities)))


def _least(quantity: Quantity) -> float:
    """The smallest count that these words allow: "trên 90" is 90 at least."""
    exact = quantity.qualifier in (Qualifier.EXACT, Qualifier.OVER, Qualifier.MORE_THAN)
    return quantity.value if exact else quantity.value * (1 - _NEAR)


def _most(quantity: Quantity) -> float:
    """The largest count that these words allow."""
    match quantity.qualifier:
        case Qualifier.EXACT | Qualifier.NEARLY:
            return quantity.value
        case Qualifier.ABOUT:
            return quantity.value * (1 + _NEAR)
        case _:
            return inf


def _slip(book: Book, kept: Kept[MediaCount], parts: Counts) -> Slip:
    measure = book.office.measure_of(kept.record.channel, kept.record.measure)
    added = format_quantity(add_quantities(k.record.quantity for _, k in parts))
    if len(parts) == 1:
        inside = f"riêng {_named(parts[0][1])} bên trong đã ghi {added}"
    else:
        inside = f"cộng {len(parts)} kỳ bên trong được {added}"
    return Slip(
        kept,
        f"{book.office.channel_label(kept.record.channel)}, {measure.label if measure else kept.record.measure}:"
        f" {_named(kept)} ghi {format_quantity(kept.record.quantity)} nhưng {inside}.",
        key="value",
    )


def _named(kept: Kept[MediaCount]) -> str:
    period = parse_period(kept.record.period or "")
    return period.name if period else kept.record.period or ""


RULE = RecordRule(
    code="window-total",
    severity=Severity.WARNING,
    clause=REPORTING,
    says="Số của một kỳ dài bằng tổng các tháng, quý bên trong.",
    example="cả năm ghi 24 bài, riêng tháng 1 đã ghi trên 90",
    needs_office=True,
    check=check,
)
