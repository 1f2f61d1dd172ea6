"""The reports that the office owes: each period of each obligation with its due day and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from cchc_tui.language.wording import format_date
from cchc_tui.records.deadline import Deadline, DeadlineKind, parse_deadline
from cchc_tui.records.office import Obligation, OfficeSettings
from cchc_tui.records.period import MONTHS_IN_YEAR, Period, PeriodKind, Window, free_period, parse_period, period_of
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.records.working_days import WorkCalendar

WEEKLY = "tuan"
"""The word for every week among the periods of an obligation; the other words are those of a regime."""
MONTHLY = "thang"
PERIOD_WORDS = (MONTHLY, "quy-1", "quy-2", "quy-3", "quy-4", "6-thang", "9-thang", "nam", WEEKLY)
"""The usual words; 8-thang and 6-thang-cuoi are taken too."""
SOON = 14
"""Days before the due day from which the office is reminded of a report."""


class ObligationState(StrEnum):
    """How far one period's report is, from nothing to sent; the value is what an office says."""

    MISSING = "chưa lập"
    DRAFTING = "đang soạn"
    SUBMITTED = "đã trình"
    SIGNED = "đã ký"
    SENT = "đã gửi"


_STEPS = list(ObligationState)


class OwedReport(NamedTuple):
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

    @property
    def is_dated(self) -> bool:
        """Return whether it is known since when it is owed: asked for once, or from a first day on."""
        return bool(self.obligation.from_on or self.obligation.window) or self.period.free is not None

    @property
    def title(self) -> str:
        """Return `Báo cáo CCHC quý III năm 2026`."""
        return f"{self.obligation.name or self.obligation.code or 'Báo cáo'} {self.period.name}"

    def nearness(self, today: date) -> str:
        """Return `đã gửi`, `quá hạn`, `đến hạn hôm nay`, `sắp đến hạn` or `còn hạn`."""
        if self.settled:
            return self.state.value
        left = (self.due_on - today).days
        if left <= 0:
            return "quá hạn" if left else "đến hạn hôm nay"
        return "sắp đến hạn" if left <= SOON else "còn hạn"

    def sentence(self, today: date) -> str:
        """Return `Báo cáo CCHC quý III năm 2023 (chốt số liệu 14/9/2023): hạn gửi 20/9/2023, còn 12 ngày.`"""
        head = f"{self.title} (chốt số liệu {format_date(self.window.last)}): hạn gửi {format_date(self.due_on)}"
        left = (self.due_on - today).days
        if self.settled:
            return f"{head}, đã gửi."
        return f"{head}, {f'quá {-left} ngày' if left < 0 else f'còn {left} ngày' if left else 'hôm nay'}."


def obligations_of(settings: OfficeSettings) -> list[Obligation]:
    """Return what the office owes: its obligations, and each regime with a due day that none of them is under."""
    covered = {obligation.regime for obligation in settings.obligations}
    implied = [
        Obligation(
            code=table.code, name=_report_name(table.name or ""), regime=table.code, periods=table.periods,
            deadline=f"ngày {table.due_day}",
        )
        for table in settings.regimes
        if table.due_day and table.code not in covered
    ]  # fmt: skip
    return [*settings.obligations, *implied]


def owed_reports(
    settings: OfficeSettings, sheets: Iterable[ReportSheet], work: WorkCalendar, *, first: date, last: date
) -> list[OwedReport]:
    """Return every period whose report is due from `first` to `last`, nearest day first; what was asked for once and
    is not sent, whenever it is due.

    An obligation is in force for a period when it is on the day the period closes: two rows of one code with days that
    follow each other, a changed deadline, never owe the same period twice. One whose deadline or periods cannot be read
    owes nothing here: that is a finding (`rules.due`).
    """
    made = _made(settings, sheets)
    found = []
    for obligation in obligations_of(settings):
        rule = parse_deadline(obligation.deadline or "")
        if rule is None:
            continue
        for period, window in _periods(obligation, rule, settings, first, last):
            due_on = rule.due_on(window, work)
            state, slug = made.get((obligation.code, period.code), (ObligationState.MISSING, None))
            inside = first <= due_on <= last
            if in_force(obligation, window) and (inside or (_asked_once(obligation, rule) and state != _STEPS[-1])):
                assumed = rule.kind is DeadlineKind.WORKING_DAYS_AFTER and not work.is_known(due_on)
                found.append(OwedReport(obligation, period, window, due_on, state, slug, assumed))
    return sorted(found, key=lambda owed: (owed.due_on, owed.obligation.code or "", owed.period.code))


def obligation_of(settings: OfficeSettings, sheet: ReportSheet) -> Obligation | None:
    """Return the obligation a report fulfils: the one it names, else the only one that asks for its period under its
    regime, by its outline where there are several. None where nobody can tell: then none of them is settled by it.
    """
    period = parse_period(sheet.period or "")
    if period is None:
        return None
    asking = [
        obligation
        for obligation in obligations_of(settings)
        if (obligation.code == sheet.obligation if sheet.obligation else _same_regime(settings, obligation, sheet))
        and _asks_for(settings, obligation, period)
        and in_force(obligation, settings.window_of(period, obligation.regime))
    ]
    if len(asking) > 1 and sheet.outline:
        asking = [obligation for obligation in asking if obligation.outline == sheet.outline]
    return asking[0] if len(asking) == 1 else None


def due_day(settings: OfficeSettings, sheet: ReportSheet, work: WorkCalendar) -> date | None:
    """Return the day a report is due by the obligation it fulfils; None without one."""
    obligation, period = obligation_of(settings, sheet), parse_period(sheet.period or "")
    rule = parse_deadline(obligation.deadline or "") if obligation else None
    if rule is None or obligation is None or period is None:
        return None
    return rule.due_on(settings.window_of(period, obligation.regime), work)


def state_of(sheet: ReportSheet | None) -> ObligationState:
    """Return how far a report is; MISSING when there is none."""
    if sheet is None:
        return ObligationState.MISSING
    if sheet.sent_on:
        return ObligationState.SENT
    if sheet.state == FROZEN or (sheet.number and sheet.dated_on):
        return ObligationState.SIGNED
    return ObligationState.SUBMITTED if sheet.submitted_on else ObligationState.DRAFTING


def in_force(obligation: Obligation, window: Window) -> bool:
    """Return whether an obligation holds for a period: on the day its figures are closed."""
    begun = obligation.from_on is None or obligation.from_on <= window.last
    return begun and (obligation.to_on is None or window.last <= obligation.to_on)


def is_period_word(word: str) -> bool:
    """Return whether an obligation may name its periods so."""
    return word == WEEKLY or bool(_named(word, 2023))


def _made(
    settings: OfficeSettings, sheets: Iterable[ReportSheet]
) -> dict[tuple[str | None, str], tuple[ObligationState, str | None]]:
    """Return how far each period of each obligation is, by code of both; of several reports the one furthest on."""
    found: dict[tuple[str | None, str], tuple[ObligationState, str | None]] = {}
    for sheet in sheets:
        obligation = None if sheet.deleted else obligation_of(settings, sheet)
        period = parse_period(sheet.period or "")
        if obligation is None or period is None:
            continue
        key, state = (obligation.code, period.code), state_of(sheet)
        if key not in found or _STEPS.index(state) > _STEPS.index(found[key][0]):
            found[key] = (state, sheet.slug)
    return found


def _report_name(regime: str) -> str:
    """Return what the report of a regime is called: `Báo cáo CCHC` of `Chế độ báo cáo CCHC (Công văn …)`."""
    name = regime.partition(" (")[0].removeprefix("Chế độ ").strip()
    return name[:1].upper() + name[1:] or regime


def _same_regime(settings: OfficeSettings, obligation: Obligation, sheet: ReportSheet) -> bool:
    return settings.regime_of(sheet.regime).code == settings.regime_of(obligation.regime).code


def _asked_once(obligation: Obligation, rule: Deadline) -> bool:
    return bool(obligation.window) or rule.kind is DeadlineKind.SINGLE_DAY


def _asks_for(settings: OfficeSettings, obligation: Obligation, period: Period) -> bool:
    """Return whether an obligation is about such a period, whatever its year."""
    if obligation.window:
        return parse_period(obligation.window) == period
    rule = parse_deadline(obligation.deadline or "")
    if WEEKLY in obligation.periods or (rule is not None and rule.weekly):
        days = period.free
        return days is not None and days.first.weekday() == 0 and (days.last - days.first).days == 6
    if obligation.periods:
        return period.word in obligation.periods
    return not period.unplanned and settings.regime_of(obligation.regime).reports(period)


def _periods(
    obligation: Obligation, rule: Deadline, settings: OfficeSettings, first: date, last: date
) -> Iterator[tuple[Period, Window]]:
    """Yield the periods that may be due in these days, each with the days it counts."""
    regime = settings.regime_of(obligation.regime)
    if obligation.window:
        period = parse_period(obligation.window)
        if period is not None:
            yield period, regime.window(period)
        return
    if rule.day is not None and not obligation.periods:
        yield free_period(rule.day, rule.day), Window(rule.day, rule.day)
        return
    if rule.weekly or WEEKLY in obligation.periods:
        yield from _weeks(first, last)
        return
    words = obligation.periods or [word for word in PERIOD_WORDS if word != WEEKLY]
    for year in range(first.year - 1, last.year + 2):
        for word in dict.fromkeys(words):
            for period in _named(word, year):
                if obligation.periods or regime.reports(period):
                    yield period, regime.window(period)


def _named(word: str, year: int) -> list[Period]:
    """Return the periods of a year that a word names; none for a word that names no period."""
    if word == MONTHLY:
        return [Period(PeriodKind.MONTH, year, month) for month in range(1, MONTHS_IN_YEAR + 1)]
    period = period_of(year, word)
    return [period] if period is not None else []


_LATEST_WEEK = 90
"""Days after its end in which a weekly report may still be due, whatever the rule says."""


def _weeks(first: date, last: date) -> Iterator[tuple[Period, Window]]:
    monday = first - timedelta(days=first.weekday() + _LATEST_WEEK // 7 * 7)
    while monday <= last:
        window = Window(monday, monday + timedelta(days=6))
        yield free_period(window.first, window.last), window
        monday += timedelta(days=7)
