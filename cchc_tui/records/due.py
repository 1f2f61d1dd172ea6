"""Which reports are due when: from the office's regimes, and whether each has been made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cchc_tui.language.wording import format_date
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import MONTHS_IN_YEAR, Period, PeriodKind, Regime, Window, parse_period
from cchc_tui.records.report_sheet import FROZEN, ReportSheet

LOOK_BACK = 31
"""Days after which a report that was never made is no longer called for."""
LOOK_AHEAD = 100
"""Days ahead that are shown: the next quarter is always among them."""
SOON = 14
"""Days before the due day from which the office is reminded."""


@dataclass(frozen=True, slots=True)
class DueReport:
    """One report a regime asks for."""

    regime: str
    """Code of the regime."""
    regime_name: str
    period: Period
    window: Window
    due_on: date
    days_left: int
    """Negative once the day is past."""
    report: str | None
    """Short name of the report made for it, None while there is none."""
    finished: bool
    """Whether that report has its number or its figures are frozen."""

    @property
    def state(self) -> str:
        """đã xong, quá hạn, đến hạn hôm nay, sắp đến hạn, còn hạn."""
        if self.finished:
            return "đã xong"
        if self.days_left < 0:
            return "quá hạn"
        if self.days_left == 0:
            return "đến hạn hôm nay"
        return "sắp đến hạn" if self.days_left <= SOON else "còn hạn"

    @property
    def sentence(self) -> str:
        """`Báo cáo quý III năm 2023 (chốt 14/9/2023): gửi trước ngày 20/9/2023, còn 12 ngày.`"""
        head = f"Báo cáo {self.period.name} (chốt số liệu {format_date(self.window.last)})"
        if self.finished:
            return f"{head}: đã xong."
        left = f"quá {-self.days_left} ngày" if self.days_left < 0 else f"còn {self.days_left} ngày"
        return f"{head}: hạn gửi {format_date(self.due_on)}, {left if self.days_left else 'hôm nay'}."


def due_reports(office: OfficeSettings, today: date, reports: Iterable[ReportSheet] = ()) -> list[DueReport]:
    """Return what every regime with a due day asks for around `today`, the nearest day first.

    From LOOK_BACK days ago to LOOK_AHEAD days ahead. A regime without a due day of its own (NĐ 09/2019 leaves it to
    the province) asks for nothing here. `reports` are the office's own, to tell what has been made.
    """
    made = [sheet for sheet in reports if not sheet.deleted]
    earliest, latest = today - timedelta(days=LOOK_BACK), today + timedelta(days=LOOK_AHEAD)
    found = []
    for table in office.regimes:
        regime = office.regime_of(table.code)
        for period in _periods(today.year):
            due_on = regime.due(period)
            if due_on is not None and regime.reports(period) and earliest <= due_on <= latest:
                found.append(_due(office, regime, period, due_on, today, made))
    return sorted(found, key=lambda due: (due.due_on, due.regime, due.period.code))


def _periods(year: int) -> Iterator[Period]:
    """Yield every period of last year, this year and the next."""
    for y in (year - 1, year, year + 1):
        for month in range(1, MONTHS_IN_YEAR + 1):
            yield Period(PeriodKind.MONTH, y, month)
        for quarter in range(1, 5):
            yield Period(PeriodKind.QUARTER, y, quarter)
        for kind in (PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR):
            yield Period(kind, y)


def _due(
    office: OfficeSettings, regime: Regime, period: Period, due_on: date, today: date, made: list[ReportSheet]
) -> DueReport:
    sheet = next((s for s in made if _answers(s, office, regime, period)), None)
    return DueReport(
        regime=regime.code,
        regime_name=regime.name,
        period=period,
        window=regime.window(period),
        due_on=due_on,
        days_left=(due_on - today).days,
        report=sheet.slug if sheet else None,
        finished=bool(sheet and (sheet.number or sheet.state == FROZEN)),
    )


def _answers(sheet: ReportSheet, office: OfficeSettings, regime: Regime, period: Period) -> bool:
    """Return whether a report was made for this period under this regime."""
    return office.regime_of(sheet.regime).code == regime.code and parse_period(sheet.period or "") == period
