"""Rules on the numbers of a series: rising with the dates, given once, none left out."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from cchc_tui.language.wording import format_date
from cchc_tui.records.allowed_duplicate import reason_to_keep
from cchc_tui.records.directive import Directive
from cchc_tui.records.finding import Severity
from cchc_tui.records.issuing import series_name
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.records.office import OfficeSettings
from cchc_tui.rules.context import Located, OfficeRecords, RecordIssue
from cchc_tui.rules.rule import ND30, record_rule


class Numbered(NamedTuple):
    """An own document with its day and number."""

    day: date
    number: int
    kept: Located[Directive]


class NumberSeries(NamedTuple):
    """One series of one year."""

    label: str
    """As the office calls it, with the year."""
    declared: bool
    documents: Sequence[Numbered]


HOW_TO_DECLARE = " Cơ quan đánh số theo sổ khác thì khai bằng: cchc office --series."
"""Said where a series is only guessed."""


def number_series(records: OfficeRecords) -> list[NumberSeries]:
    """Return every series with its documents by day and number: as declared, else one for each kind and issuer."""
    found: defaultdict[tuple[str, int], list[Numbered]] = defaultdict(list)
    for kept in records.own:
        parsed, day = kept.record.parsed, kept.record.issued_on
        if parsed is None or parsed.number is None or day is None:
            continue
        found[series_name(records.office, kept.record.kind, parsed), parsed.year or day.year].append(
            Numbered(day, parsed.number, kept)
        )
    return [
        _named(name, year, sorted(group, key=lambda row: row[:2]), records.office)
        for (name, year), group in found.items()
    ]


def _named(name: str, year: int, group: Sequence[Numbered], office: OfficeSettings) -> NumberSeries:
    declared = any(row.name == name for row in office.series)
    first = group[0].kept.record
    parsed = first.parsed
    kind = KIND_BY_SLUG.get(first.kind or "")
    label = (
        name if declared else f"số {(kind.name if kind else 'văn bản').lower()} của {parsed.agency if parsed else ''}"
    )
    return NumberSeries(f"{label} năm {year}", declared, group)


@record_rule(
    "number-order",
    Severity.WARNING,
    clause=f"{ND30}, Điều 15 khoản 1",
    says="Trong một sổ đánh số của một năm, số tăng theo ngày ban hành.",
    example="số 95 ngày 10/3/2023 đứng trước số 91 ngày 11/4/2023",
    needs_office=True,
)
def number_order(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each own document that must be left out so that the numbers of its series rise with the dates.

    A series is what the office declares, else documents of one kind; it begins anew each year.
    """
    for series in number_series(records):
        yield from _out_of_order(series)


def _out_of_order(series: NumberSeries) -> Iterator[RecordIssue]:
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
        yield RecordIssue(
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


@record_rule(
    "series-repeated",
    Severity.WARNING,
    clause=f"{ND30}, Điều 15 khoản 1",
    says="Trong một sổ đánh số của một năm, mỗi số cấp một lần.",
    example="17/UBND-VP và 17/UBND-VHXH cùng trong sổ công văn",
    needs_office=True,
)
def series_repeated(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each number that an earlier document of the series has under another symbol."""
    for series in number_series(records):
        first: dict[tuple[int, str], Numbered] = {}
        for row in series.documents:
            parsed = row.kept.record.parsed
            if parsed is None or reason_to_keep(row.kept.record):
                continue
            other = first.setdefault((row.number, parsed.suffix), row)
            if other is row or (other.kept.record.parsed and other.kept.record.parsed.key == parsed.key):
                continue  # the same symbol again is a duplicate, which has a rule of its own
            hint = "" if series.declared else HOW_TO_DECLARE
            yield RecordIssue(
                row.kept,
                f"Số {row.number} cấp hai lần trong {series.label}: {other.kept.record.symbol} ngày"
                f" {format_date(other.day)} và {row.kept.record.symbol} ngày {format_date(row.day)}.{hint}",
                key="symbol",
            )


_DENSE = 0.8
"""Share of the numbers that must be recorded before a missing one is pointed out: an office may record some only."""
_SHOWN = 5


@record_rule(
    "series-gap",
    Severity.NOTICE,
    clause=f"{ND30}, Điều 15 khoản 1",
    says="Số của một sổ liên tục từ đầu năm.",
    example="có số 41 và 43, không có số 42",
    needs_office=True,
)
def series_gap(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report on the last document of a series whose numbers are nearly all recorded, naming those left out."""
    for series in number_series(records):
        missing = _missing(series)
        if not missing:
            continue
        shown = ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in missing[:_SHOWN])
        more = "…" if len(missing) > _SHOWN else ""
        yield RecordIssue(
            series.documents[-1].kept,
            f"Trong {series.label} chưa thấy số {shown}{more}: văn bản chưa nhập, hoặc số không dùng đến?",
            key="symbol",
        )


def _missing(series: NumberSeries) -> Sequence[tuple[int, int]]:
    numbers = sorted({row.number for row in series.documents})
    span = numbers[-1] - numbers[0] + 1
    if len(numbers) < _DENSE * span:
        return ()
    return [(a + 1, b - 1) for a, b in pairwise(numbers) if b - a > 1]
