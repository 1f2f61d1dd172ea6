"""The reports that the office owes: each period of each obligation with its due day and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cchc_tui.records.deadline import Deadline, parse_deadline
from cchc_tui.records.office import Obligation
from cchc_tui.records.period import MONTHS_IN_YEAR, Period, PeriodKind, Regime, Window, free_period, parse_period
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.records.working_days import WorkCalendar

WEEKLY = "tuan"
"""The word for every week among the periods of an obligation; the other words are those of a regime."""


class ObligationState(StrEnum):
    """How far one period's report is; the value is what an office says."""

    MISSING = "chưa lập"
    DRAFTING = "đang soạn"
    SUBMITTED = "đã trình"
    SIGNED = "đã ký"
    SENT = "đã gửi"


@dataclass(frozen=True, slots=True)
class OwedReport:
    """One period of one obligation."""

    obligation: Obligation
    period: Period
    window: Window
    due_on: date
    state: ObligationState
    report: str | None
    """Short name of the report made for it."""
    assumed: bool
    """Whether the due day counts working days of a year whose holidays are not known yet."""

    @property
    def settled(self) -> bool:
        """Return whether nothing is left to do."""
        return self.state is ObligationState.SENT


def owed_reports(
    obligations: Iterable[Obligation],
    regime_of: dict[str | None, Regime],
    sheets: Iterable[ReportSheet],
    work: WorkCalendar,
    *,
    first: date,
    last: date,
) -> list[OwedReport]:
    """Return every period whose report is due from `first` to `last`, nearest day first.

    A period that closed before the obligation began, or began after it ended, is not owed. An obligation whose deadline
    cannot be read owes nothing here: it is a finding. `regime_of` gives the regime of each code that is named.
    """
    made = [sheet for sheet in sheets if not sheet.deleted]
    found = []
    for obligation in obligations:
        rule, regime = parse_deadline(obligation.deadline or ""), regime_of[obligation.regime]
        if rule is None:
            continue
        for period, window in _periods(obligation, rule, regime, first, last):
            due_on = rule.due_on(window, work)
            if first <= due_on <= last and _in_force(obligation, window):
                sheet = next((s for s in made if _answers(s, obligation, period)), None)
                state = state_of(sheet)
                slug = sheet.slug if sheet else None
                found.append(OwedReport(obligation, period, window, due_on, state, slug, not work.is_known(due_on)))
    return sorted(found, key=lambda owed: (owed.due_on, owed.obligation.code or "", owed.period.code))


def state_of(sheet: ReportSheet | None) -> ObligationState:
    """Return how far a report is; MISSING when there is none."""
    if sheet is None:
        return ObligationState.MISSING
    if sheet.sent_on:
        return ObligationState.SENT
    if sheet.state == FROZEN or (sheet.number and sheet.dated_on):
        return ObligationState.SIGNED
    return ObligationState.SUBMITTED if sheet.submitted_on else ObligationState.DRAFTING


def _in_force(obligation: Obligation, window: Window) -> bool:
    begun = obligation.from_on is None or window.last >= obligation.from_on
    return begun and (obligation.to_on is None or window.first <= obligation.to_on)


def _answers(sheet: ReportSheet, obligation: Obligation, period: Period) -> bool:
    """Return whether a report was made for this period of this obligation."""
    if sheet.obligation:
        return sheet.obligation == obligation.code and sheet.period == period.code
    return sheet.period == period.code and sheet.regime == obligation.regime and not period.unplanned


def _periods(
    obligation: Obligation, rule: Deadline, regime: Regime, first: date, last: date
) -> Iterator[tuple[Period, Window]]:
    """Yield the periods that may be due in these days, each with the days it counts."""
    if obligation.window:
        period = parse_period(obligation.window)
        if period is not None and period.free is not None:
            yield period, period.free
        return
    if rule.weekly or WEEKLY in obligation.periods:
        yield from _weeks(first, last)
        return
    for year in range(first.year - 1, last.year + 2):
        for period in _calendar_periods(year):
            if period.word in obligation.periods or (not obligation.periods and regime.reports(period)):
                yield period, regime.window(period)


def _calendar_periods(year: int) -> Iterator[Period]:
    for month in range(1, MONTHS_IN_YEAR + 1):
        yield Period(PeriodKind.MONTH, year, month)
    for quarter in range(1, 5):
        yield Period(PeriodKind.QUARTER, year, quarter)
    for kind in (PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR):
        yield Period(kind, year)


def _weeks(first: date, last: date) -> Iterator[tuple[Period, Window]]:
    monday = first - timedelta(days=first.weekday() + 7)
    while monday <= last:
        period = free_period(monday, monday + timedelta(days=6))
        assert period.free is not None
        yield period, period.free
        monday += timedelta(days=7)
