"""Closed months for which a channel that is counted has no figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import MONTHS_IN_YEAR, Period, PeriodKind, Window, parse_period


class EmptyMonths(NamedTuple):
    """One channel with the months it owes."""

    channel: str
    label: str
    months: tuple[Period, ...]

    @property
    def sentence(self) -> str:
        """Return `Đài truyền thanh: tháng 10, 11`."""
        numbers = ", ".join(str(month.number) for month in self.months)
        return f"{self.label}: tháng {numbers}"


def empty_months(settings: OfficeSettings, counts: Iterable[MediaCount], today: date) -> list[EmptyMonths]:
    """Return the channels with closed months of this reporting year and no figure for them.

    A month is owed once it closed under the office's usual regime, from the first month of the reporting year, and
    only on channels that were ever counted: what an office never counts is not missing. A count for a longer time
    stands for the months inside it.
    """
    kept: dict[str, list[Window]] = {}
    for count in counts:
        period = parse_period(count.period or "")
        if period is not None and not count.deleted:
            kept.setdefault(count.channel or "", []).append(settings.window_of(period))
    months = _closed_months(settings, today)
    found = []
    for channel in settings.channels:
        windows = kept.get(channel.code or "", [])
        missing = tuple(month for month in months if not _covered(settings.window_of(month), windows))
        if windows and missing:
            found.append(EmptyMonths(channel.code or "", channel.label or channel.code or "", missing))
    return found


def _closed_months(settings: OfficeSettings, today: date) -> list[Period]:
    """Return the months of the reporting year that today lies in which are over."""
    year = settings.window_of(Period(PeriodKind.MONTH, today.year, MONTHS_IN_YEAR))
    reporting_year = today.year + 1 if today > year.last else today.year
    months = [Period(PeriodKind.MONTH, reporting_year, number) for number in range(1, MONTHS_IN_YEAR + 1)]
    return [month for month in months if settings.window_of(month).last < today]


def _covered(month: Window, windows: Sequence[Window]) -> bool:
    return any(window.first <= month.first and month.last <= window.last for window in windows)
