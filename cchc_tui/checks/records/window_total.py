"""A total for a longer period that is not the sum of its months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cchc_tui.checks.rule import GOOD_WRITING, Book, Kept, RecordRule, Slip
from cchc_tui.domain.finding import Severity
from cchc_tui.domain.media import MediaCount
from cchc_tui.domain.period import Window, parse_period
from cchc_tui.domain.wording import Qualifier, Quantity, add_quantities, format_number, format_quantity

_NEAR = 0.1  # "khoảng" stands for up to a tenth more or less
Counts = Sequence[tuple[Window, Kept[MediaCount]]]


def check(book: Book) -> Iterator[Slip]:
    """A slip for each total that contradicts the counts inside its window."""
    groups: defaultdict[tuple[str | None, str | None], list[tuple[Window, Kept[MediaCount]]]] = defaultdict(list)
    for kept in book.media:
        if period := parse_period(kept.record.period or ""):
            groups[kept.record.channel, kept.record.measure].append((book.office.window_of(period), kept))
    for counts in groups.values():
        if len(counts) < 2:
            continue
        for window, kept in counts:
            inside = _parts(window, counts)
            if inside and not _agrees(kept.record.quantity, window, inside):
                yield _slip(book, kept, inside)


def _parts(window: Window, counts: Counts) -> Counts:
    """The smallest counts inside the window, none overlapping another."""
    below = [(w, k) for w, k in counts if window.covers(w) and w != window]
    smallest = [(w, k) for w, k in below if not any(w != other and w.covers(other) for other, _ in below)]
    smallest.sort(key=lambda part: part[0])
    apart = all(a[0].last < b[0].first for a, b in pairwise(smallest))
    return smallest if apart else []


def _agrees(total: Quantity, window: Window, parts: Counts) -> bool:
    days = sum((w.last - w.first).days + 1 for w, _ in parts)
    whole = days == (window.last - window.first).days + 1
    added = add_quantities(k.record.quantity for _, k in parts)
    if added.qualifier is not Qualifier.EXACT:
        return not whole or abs(added.value - total.value) <= _NEAR * total.value
    match total.qualifier:
        case Qualifier.EXACT:
            return added.value == total.value if whole else added.value <= total.value
        case Qualifier.NEARLY:
            return added.value <= total.value
        case Qualifier.ABOUT:
            return not whole or abs(added.value - total.value) <= _NEAR * total.value
        case _:
            return not whole or added.value >= total.value * (1 - _NEAR)


def _slip(book: Book, kept: Kept[MediaCount], parts: Counts) -> Slip:
    measure = book.office.measure_of(kept.record.channel, kept.record.measure)
    period = parse_period(kept.record.period or "")
    added = sum(k.record.quantity.value for _, k in parts)
    return Slip(
        kept,
        f"{book.office.channel_label(kept.record.channel)}, {measure.label if measure else kept.record.measure}:"
        f" {period.name if period else kept.record.period} ghi {format_quantity(kept.record.quantity)}"
        f" nhưng cộng {len(parts)} kỳ bên trong được {format_number(added)}.",
        key="value",
    )


RULE = RecordRule(
    code="window-total",
    severity=Severity.WARNING,
    clause=GOOD_WRITING,
    says="Số của một kỳ dài bằng tổng các tháng, quý bên trong.",
    example="cả năm ghi 55 tin bài, cộng các tháng được 61",
    check=check,
)
