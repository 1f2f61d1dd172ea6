"""Numbers that do not rise with the dates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cchc_tui.language.wording import format_date
from cchc_tui.records.finding import Severity
from cchc_tui.rules.record_series import HOW_TO_DECLARE, NumberSeries, number_series
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for each own document that must be left out so that the numbers of its series rise with the dates.

    A series is what the office declares, else documents of one kind; it begins anew each year.
    """
    for series in number_series(book):
        yield from _out_of_order(series)


def _out_of_order(series: NumberSeries) -> Iterator[Slip]:
    group = series.documents
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
            f"Văn bản số {kept.record.symbol} ngày {format_date(day)}: số không tăng theo ngày trong {series.label}"
            f" (số {other.kept.record.symbol} ngày {format_date(other.day)}). Hãy xem lại số hoặc ngày."
            f"{'' if series.declared else HOW_TO_DECLARE}",
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
