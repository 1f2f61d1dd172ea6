"""Numbers that do not rise with the dates."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from cchc_tui.language.text import fold
from cchc_tui.language.wording import format_date
from cchc_tui.records.directive import Directive
from cchc_tui.records.finding import Severity
from cchc_tui.records.office import OfficeSettings
from cchc_tui.rules.rule import ND30, Book, Kept, RecordRule, Slip

Numbered = tuple[date, int, Kept[Directive]]


def check(book: Book) -> Iterator[Slip]:
    """A slip for each own document that must be left out so that the numbers of its series rise with the dates.

    A series is what the office declares, else documents of one kind; it begins anew each year.
    """
    series: defaultdict[tuple[str, int], list[Numbered]] = defaultdict(list)
    for kept in book.own:
        parsed, day = kept.record.parsed, kept.record.issued_on
        if parsed is None or parsed.number is None or day is None:
            continue
        name = _series(book.office, kept.record) or parsed.series
        series[name, parsed.year or day.year].append((day, parsed.number, kept))
    for group in series.values():
        yield from _out_of_order(sorted(group, key=lambda row: row[:2]))


def _series(office: OfficeSettings, directive: Directive) -> str:
    for row in office.series:
        if directive.kind in {fold(kind).replace(" ", "-") for kind in row.kinds}:
            return row.name or ""
    return ""


def _out_of_order(group: Sequence[Numbered]) -> Iterator[Slip]:
    rising = _longest_rising([number for _, number, _ in group])
    for place, (day, number, kept) in enumerate(group):
        if place in rising:
            continue
        earlier = next((g for g in reversed(group[:place]) if g[1] > number), None)
        later = next((g for g in group[place + 1 :] if g[1] < number), None)
        other = earlier or later
        if other is None:
            continue
        yield Slip(
            kept,
            f"Văn bản số {kept.record.symbol} ngày {format_date(day)}: số không tăng theo ngày"
            f" (số {other[2].record.symbol} ngày {format_date(other[0])}). Hãy xem lại số hoặc ngày.",
            key="symbol",
        )


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Places of one longest run of numbers that never fall."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        length = bisect_right(ends, number)
        before.append(at[length - 1] if length else None)
        ends[length:] = [number] if length == len(ends) else [number, *ends[length + 1 :]]
        at[length:] = [place] if length == len(at) else [place, *at[length + 1 :]]
    kept: set[int] = set()
    last = at[-1] if at else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


RULE = RecordRule(
    code="number-order",
    severity=Severity.WARNING,
    clause=f"{ND30}, Điều 15 khoản 1",
    says="Trong một sổ đánh số của một năm, số tăng theo ngày ban hành.",
    example="số 95 ngày 10/3/2023 đứng trước số 91 ngày 11/4/2023",
    needs_office=True,
    check=check,
)
