"""What is due when: the reports that the office's regimes ask for."""

from __future__ import annotations

from datetime import date

from cchc_tui.office.reading import RecordReader
from cchc_tui.records.due import DueReport, due_reports
from cchc_tui.records.report_sheet import ReportSheet


class Agenda:
    """The calendar of an office."""

    def __init__(self, reader: RecordReader, *, today: date) -> None:
        self._reader = reader
        self._today = today

    def due_reports(self) -> list[DueReport]:
        """Return the reports due around today, nearest first, each with whether it is already made."""
        sheets = [s.record for s in self._reader.stored(ReportSheet)]
        return due_reports(self._reader.settings, self._today, sheets)

    def regimes_without_due_day(self) -> list[str]:
        """Return the names of the regimes for which no due day can be told."""
        return [table.name or table.code or "" for table in self._reader.settings.regimes if not table.due_day]
