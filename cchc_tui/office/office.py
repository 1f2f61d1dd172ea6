"""The office opened: records and reports behind one door."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.office.checking import CheckDesk
from cchc_tui.office.collecting import CollectDesk
from cchc_tui.office.drafting import DraftingDesk
from cchc_tui.office.health import Health
from cchc_tui.office.intake import IntakeDesk
from cchc_tui.office.people import Login
from cchc_tui.office.previewing import PreviewDesk
from cchc_tui.office.register import RegisterDesk
from cchc_tui.office.searching import SearchDesk
from cchc_tui.records.directive import Directive
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.drafts import DraftBox
from cchc_tui.storage.paths import find_records
from cchc_tui.storage.repository import Progress, Stored
from cchc_tui.storage.watch import folder_times

if TYPE_CHECKING:
    from cchc_tui.report import Heading, Placeholder


class Office(CheckDesk, IntakeDesk, RegisterDesk, DraftingDesk, CollectDesk, Health, PreviewDesk, Login, SearchDesk):
    """An opened office. Thin on purpose: what is done stands in `recording` and `reporting`."""

    @classmethod
    def open(
        cls,
        records: str | Path | None = None,
        *,
        today: date | None = None,
        progress: Progress | None = None,
        read: bool = True,
    ) -> Office:
        """The office whose records lie at `records`, else at CCHC_RECORDS, else nearest upwards.

        WrongUseError when there is none. `today` is the clock of the whole program; tests set it. `progress` is told
        how many of how many files have been read. Without `read` that waits until something asks for them: whoever
        only adds a record has them read once, under the lock.
        """
        workspace = cls(find_records(records), today=today or date.today(), progress=progress)
        if read:
            workspace.refresh()
        return workspace

    @cached_property
    def drafts(self) -> DraftBox:
        """What this user left unsaved in this office."""
        return DraftBox(self.records)

    def folder_times(self) -> tuple[tuple[str, int], ...]:
        """Differs from an earlier answer when anybody has saved since; cheap enough to ask every second."""
        return folder_times(self.records)

    def placeholders(self, report: Stored[ReportSheet]) -> list[Placeholder]:
        """What can be put into this report's prose, each with its value as it is now."""
        from cchc_tui.report import placeholders

        register = [s.record for s in self.stored(Directive)]
        previous = self.previous_yearbook(report.record)
        return placeholders(self.yearbook_of(report.record), report.record, previous=previous, register=register)

    def headings(self, text: str) -> list[Heading]:
        """The table of contents of a report's prose."""
        from cchc_tui.report import headings

        return headings(text)
