"""The counts of a period as a table channel × month: which record stands in which cell, and the honest totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cchc_tui.language.wording import Qualifier, Quantity, add_quantities, format_number
from cchc_tui.office import Stored
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import Period, PeriodKind, Window, parse_period
from cchc_tui.records.yearbook import Yearbook

_SIGNS = {
    Qualifier.EXACT: "", Qualifier.OVER: ">", Qualifier.MORE_THAN: ">", Qualifier.ABOUT: "~",
    Qualifier.ABOUT_OVER: "~>", Qualifier.NEARLY: "<",
}  # fmt: skip
LEGEND = "> trên, hơn  ~ khoảng  ~> khoảng trên  < gần"


@dataclass(frozen=True)
class Measured:
    """One row: a measure of a channel."""

    channel: str
    measure: str
    label: str
    unit: str
    places: int = 0
    """Decimals that its counts may have."""


@dataclass
class MediaTable:
    """Rows, months, and the records in the cells."""

    rows: Sequence[Measured]
    months: Sequence[Period]
    cells: dict[tuple[int, int], Stored[MediaCount]] = field(default_factory=dict)
    """By row and month number."""
    longer: list[Stored[MediaCount]] = field(default_factory=list)
    """Counts for windows longer than a month that touch the period."""
    totals: list[Quantity | None] = field(default_factory=list)
    """Of each row in the period, as the report will say it."""

    def quantity(self, row: int, month: int) -> Quantity | None:
        """Return what a cell holds."""
        stored = self.cells.get((row, month))
        return stored.record.quantity if stored else None

    @property
    def units(self) -> list[str]:
        """The units counted in the period, in the order of their rows; only numbers of one unit may be added up."""
        filled = {row for row, _ in self.cells} | {n for n, total in enumerate(self.totals) if total is not None}
        return list(dict.fromkeys(row.unit for number, row in enumerate(self.rows) if number in filled))

    def month_total(self, unit: str, month: int) -> Quantity | None:
        """Return all rows of one unit in a month together."""
        return _together(self.quantity(number, month) for number, row in enumerate(self.rows) if row.unit == unit)

    def period_total(self, unit: str) -> Quantity | None:
        """Return all rows of one unit in the period together."""
        return _together(total for row, total in zip(self.rows, self.totals, strict=True) if row.unit == unit)

    def longer_of(self, row: int) -> list[Stored[MediaCount]]:
        """Return the counts for longer windows of one row."""
        wanted = self.rows[row]
        return [s for s in self.longer if (s.record.channel, s.record.measure) == (wanted.channel, wanted.measure)]

    def highest(self, row: int) -> int | Decimal:
        """Return the highest count of a row in a month."""
        return max((s.record.value or 0 for (at, _), s in self.cells.items() if at == row), default=0)


def _together(quantities: Iterable[Quantity | None]) -> Quantity | None:
    found = [quantity for quantity in quantities if quantity is not None]
    return add_quantities(found) if found else None


def make_media_table(
    settings: OfficeSettings, yearbook: Yearbook, months: Sequence[Period], counts: Iterable[Stored[MediaCount]]
) -> MediaTable:
    """Return the table of one period."""
    kept = list(counts)
    rows = _rows(settings, [s.record for s in kept])
    place = {(row.channel, row.measure): number for number, row in enumerate(rows)}
    column = {month.code: number for number, month in enumerate(months)}
    table = MediaTable(rows, months)
    for stored in kept:
        record = stored.record
        row = place[(record.channel or "", record.measure or "")]
        period = parse_period(record.period or "")
        if period is None:
            continue
        if record.predecessor:
            continue  # it is no cell to type into; the totals hold it
        if period.code in column:
            table.cells[(row, column[period.code])] = stored
        elif period.kind is not PeriodKind.MONTH and settings.window_of(period).overlaps(yearbook.window):
            table.longer.append(stored)
    table.totals = [yearbook.total(row.channel, row.measure) for row in rows]
    return table


def _rows(settings: OfficeSettings, counts: Sequence[MediaCount]) -> list[Measured]:
    """Return the measures the office declares, in its order, then those that only occur in records."""
    rows = [
        Measured(m.channel or "", m.code or "", m.label or m.code or "", m.unit or "", m.places or 0)
        for m in settings.measures
    ]
    known = {(row.channel, row.measure) for row in rows}
    extra = sorted({(c.channel or "", c.measure or "") for c in counts} - known)
    order = {c.code or "": number for number, c in enumerate(settings.channels)}
    rows += [Measured(channel, measure, measure, "") for channel, measure in extra]
    return sorted(rows, key=lambda row: order.get(row.channel, len(order)))


def months_of(window: Window, settings: OfficeSettings) -> list[Period]:
    """Return the months whose own windows lie in the days given, in order."""
    year, month = window.first.year, window.first.month
    months: list[Period] = []
    while (year, month) <= (window.last.year, window.last.month):
        period = Period(PeriodKind.MONTH, year, month)
        if window.covers(settings.window_of(period)):
            months.append(period)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


def brief(quantity: Quantity | None) -> str:
    """Return a quantity for a narrow cell: `~>2.500`; "" for none."""
    return _SIGNS[quantity.qualifier] + format_number(quantity.value) if quantity else ""
