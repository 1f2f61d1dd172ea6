"""The own documents of one series and year, for the rules on their numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cchc_tui.records.directive import Directive
from cchc_tui.records.issuing import series_name
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.records.office import OfficeSettings
from cchc_tui.rules.rule import Book, Kept


class Numbered(NamedTuple):
    """An own document with its day and number."""

    day: date
    number: int
    kept: Kept[Directive]


class NumberSeries(NamedTuple):
    """One series of one year."""

    label: str
    """As the office calls it, with the year."""
    declared: bool
    documents: Sequence[Numbered]


HOW_TO_DECLARE = " Cơ quan đánh số theo sổ khác thì khai bằng: cchc office --series."
"""Said where a series is only guessed."""


def number_series(book: Book) -> list[NumberSeries]:
    """Return every series with its documents by day and number: as declared, else one for each kind and issuer."""
    found: defaultdict[tuple[str, int], list[Numbered]] = defaultdict(list)
    for kept in book.own:
        parsed, day = kept.record.parsed, kept.record.issued_on
        if parsed is None or parsed.number is None or day is None:
            continue
        found[series_name(book.office, kept.record.kind, parsed), parsed.year or day.year].append(
            Numbered(day, parsed.number, kept)
        )
    return [
        _named(name, year, sorted(group, key=lambda row: row[:2]), book.office) for (name, year), group in found.items()
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
