"""What is due: papers to answer, tasks, and the reports that the office's obligations and regimes ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.office.reading import RecordReader
from cchc_tui.records.agenda import AgendaItem, in_order, paper_items, report_items, task_items
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.finding import Finding
from cchc_tui.records.office import OFF, WORKED
from cchc_tui.records.owed import OwedReport, due_day, owed_reports
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.working_days import WorkCalendar
from cchc_tui.storage.calendar_file import read_calendar
from cchc_tui.storage.shipped import templates_dir

if TYPE_CHECKING:
    from cchc_tui.records.gaps import EmptyMonths

LOOK_BACK = timedelta(days=31)
"""How long a report is called for that was never made under an obligation without a first day: nobody knows since when
it is owed.
"""
LOOK_AHEAD = timedelta(days=100)
"""How far ahead reports are shown: the next quarter is always among them."""


class Agenda:
    """The calendar of an office."""

    def __init__(self, reader: RecordReader, *, today: date) -> None:
        self._reader = reader
        self._today = today

    def items(self, person: str = "") -> list[AgendaItem]:
        """Return all that has a day and is not settled, nearest day first; of one person where a name is given."""
        found = [*self._papers(), *self._tasks(), *report_items(self.owed_reports(), self._today)]
        return in_order(item for item in found if not person or item.concerns(person))

    def owed_reports(self) -> list[OwedReport]:
        """Return the reports owed from a month ago to the next quarter, sent ones among them, nearest day first.

        An obligation with a first day is owed since then, one asked for once until it is sent; a regime that has a due
        day and no obligation of its own counts as one.
        """
        settings = self._reader.settings
        begun = [obligation.from_on for obligation in settings.obligations if obligation.from_on]
        recent = self._today - LOOK_BACK
        owed = owed_reports(
            settings,
            (stored.record for stored in self._reader.stored(ReportSheet)),
            self.work_calendar,
            first=min([recent, *begun]),
            last=self._today + LOOK_AHEAD,
        )
        return [one for one in owed if one.due_on >= recent or (not one.settled and one.is_dated)]

    def due_day(self, sheet: ReportSheet) -> date | None:
        """Return the day a report is due; None where no obligation asks for it."""
        return due_day(self._reader.settings, sheet, self.work_calendar)

    def empty_months(self) -> list[EmptyMonths]:
        """Return the closed months of this reporting year for which a channel that is counted has no figure."""
        from cchc_tui.records.gaps import empty_months
        from cchc_tui.records.media import MediaCount

        counts = [stored.record for stored in self._reader.stored(MediaCount)]
        return empty_months(self._reader.settings, counts, self._today)

    def regimes_without_due_day(self) -> list[str]:
        """Return the names of the regimes for which no due day can be told."""
        with_obligation = {obligation.regime for obligation in self._reader.settings.obligations}
        return [
            table.name or table.code or ""
            for table in self._reader.settings.regimes
            if not table.due_day and table.code not in with_obligation
        ]

    def calendar_text(self, items: Iterable[AgendaItem]) -> str:
        """Return the items as an iCalendar file, see `cchc_tui.office.calendar`."""
        from cchc_tui.office.calendar import calendar_text

        return calendar_text(items, self._reader.settings, self._today)

    def write_calendar(self, items: Iterable[AgendaItem], out: Path) -> None:
        """Write the items as an iCalendar file, in the place of an earlier one."""
        from cchc_tui.storage.atomic import replace_file

        replace_file(out, self.calendar_text(items).encode("utf-8"))

    @property
    def work_calendar(self) -> WorkCalendar:
        """The working days: the office's own calendar before the shipped one, with the exchanged days it wrote.
        FindingsError when a file cannot be read.
        """
        days = self._reader.settings.exchanged_days
        off, worked = ([row.day for row in days if row.day and row.kind == kind] for kind in (OFF, WORKED))
        return self._calendar_of_files.with_days(off, worked)

    @cached_property
    def _calendar_of_files(self) -> WorkCalendar:
        own = self._reader.templates
        return read_calendar([folder for folder in (own, templates_dir()) if folder is not None])

    @property
    def unread(self) -> tuple[Finding, ...]:
        """What could not be read, and so is not in the list."""
        return self._reader.findings

    def _papers(self) -> list[AgendaItem]:
        """Return the papers to answer. Only documents with a day, or that answer another, are unpacked."""
        dated = self._reader.with_any(Directive, "due_on", "answers")
        return paper_items((stored.record for stored in dated), self._today)

    def _tasks(self) -> list[AgendaItem]:
        dated = self._reader.with_any(ChecklistItem, "due_on")
        return task_items((stored.record for stored in dated), self._today)
