"""Which days an office works: Saturdays and Sundays are free, holidays and days worked instead are data by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

_SATURDAY = 5


class YearOfWork(NamedTuple):
    """The exceptions of one year."""

    off: frozenset[date]
    working: frozenset[date] = frozenset()
    """Free days that are worked instead of others."""
    decided: bool = True
    """False while the government has not said which days are exchanged: the days are those of the law."""


class WorkCalendar(NamedTuple):
    """The working days of all years that are known."""

    years: Mapping[int, YearOfWork] = MappingProxyType({})

    def is_working(self, day: date) -> bool:
        """Return whether the office works on a day; of a year that is not known only Saturday and Sunday are free."""
        exceptions = self.years.get(day.year)
        if exceptions is None:
            return day.weekday() < _SATURDAY
        return day in exceptions.working or (day.weekday() < _SATURDAY and day not in exceptions.off)

    def is_known(self, day: date) -> bool:
        """Return whether the holidays of a day's year are in the calendar and decided."""
        exceptions = self.years.get(day.year)
        return exceptions is not None and exceptions.decided

    def with_days(self, off: Iterable[date], worked: Iterable[date]) -> WorkCalendar:
        """Return the calendar with what an office wrote of the government's decision; a year it names is decided."""
        years = dict(self.years)
        off, worked = frozenset(off), frozenset(worked)
        for year in {day.year for day in off | worked}:
            known = years.get(year, YearOfWork(frozenset()))
            here = {day for day in off if day.year == year}, {day for day in worked if day.year == year}
            years[year] = YearOfWork((known.off | here[0]) - here[1], (known.working | here[1]) - here[0])
        return WorkCalendar(years)

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after a day, which is not counted itself."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day
