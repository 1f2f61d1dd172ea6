"""Everything one report can see, sorted, with totals: directives and counts of its window, its checklist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cchc_tui.language.wording import Quantity
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.counting import Counted, total_of, total_of_offices
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import place_key
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import Period, Window, parse_period


@dataclass(frozen=True)
class Yearbook:
    """The facts of one window. Directives stand in date order, then by number; items by position."""

    office: OfficeSettings
    period: Period
    window: Window
    regime: str
    directives: tuple[Directive, ...]
    media: tuple[MediaCount, ...]
    """Counts whose own window lies inside the report's."""
    straddling: tuple[MediaCount, ...]
    """Counts whose window the report's cuts in two: they are in no total, and a check says so."""
    checklist: tuple[ChecklistItem, ...]

    def total(self, channel: str, measure: str) -> Quantity | None:
        """Return the total of one measure in the window, as `total_of` adds; None when nothing was counted.

        In the time of offices that were joined into this one their counts are added up; where some counted and another
        did not, the total is at least what is known.
        """
        counts: dict[str | None, list[Counted]] = {}
        for count in self.media:
            if (count.channel, count.measure) == (channel, measure):
                counts.setdefault(count.predecessor, []).append((self._window(count), count.quantity))
        if len(counts) < 2 and not any(counts):
            return total_of(counts.get(None, []))
        there = {p.name for p in self.office.predecessors if p.to_on is not None and self.window.last <= p.to_on}
        return total_of_offices(counts, lacking=bool(there - counts.keys()))

    def is_whole(self, channel: str, measure: str) -> bool:
        """Return whether the counts of one measure leave no day of the window out."""
        day, wanted = self.window.first, (channel, measure)
        for window in sorted(self._window(m) for m in self.media if (m.channel, m.measure) == wanted):
            if window.first > day:
                return False
            day = max(day, window.last + timedelta(days=1))
        return day > self.window.last

    def whole_total(self, channel: str, measure: str) -> Quantity | None:
        """Return the total of one measure; None where a part of the window was not counted."""
        return self.total(channel, measure) if self.is_whole(channel, measure) else None

    def _window(self, count: MediaCount) -> Window:
        return count_window(count, self.office, self.regime)


def count_window(count: MediaCount, office: OfficeSettings, regime: str | None) -> Window:
    """Return the days a count stands for, under the report's regime: so months always tile the report's own window.

    Raises ValueError for a count whose period cannot be read; loading keeps such a file out.
    """
    period = parse_period(count.period or "")
    if period is None:
        raise ValueError(f"media count {count.id} has no readable period")
    return office.window_of(period, regime)


def make_yearbook(
    office: OfficeSettings,
    period: Period,
    directives: Iterable[Directive],
    media: Iterable[MediaCount],
    checklist: Iterable[ChecklistItem],
    *,
    regime: str | None = None,
    window: Window | None = None,
) -> Yearbook:
    """Return the records a report on `period` sees; deleted ones are left out.

    `window` overrides the regime's. A directive belongs by its day of issue, a count when its whole window lies inside.
    """
    seen = window or office.window_of(period, regime)
    inside, straddling = [], []
    for count in media:
        if count.deleted or not count.period:
            continue
        own = count_window(count, office, regime)
        if seen.covers(own):
            inside.append(count)
        elif seen.overlaps(own) and not own.covers(seen):
            straddling.append(count)
    return Yearbook(
        office=office,
        period=period,
        window=seen,
        regime=office.regime_of(regime).code,
        directives=tuple(sorted((d for d in directives if _counts(d, seen)), key=_by_date)),
        media=tuple(sorted(inside, key=lambda m: (m.channel or "", m.measure or "", m.period or "", m.id))),
        straddling=tuple(straddling),
        checklist=tuple(sorted((c for c in checklist if not c.deleted), key=lambda c: (place_key(c.position), c.id))),
    )


def _counts(directive: Directive, window: Window) -> bool:
    return not directive.deleted and directive.issued_on is not None and directive.issued_on in window


def _by_date(directive: Directive) -> tuple[date, int, str, str]:
    parsed = directive.parsed
    number = parsed.number if parsed and parsed.number is not None else 0
    return (directive.issued_on or date.min, number, directive.symbol or "", directive.id)
