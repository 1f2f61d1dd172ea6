"""The office opened: records and reports behind one door."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path

from cchc_tui.storage.drafts import DraftBox
from cchc_tui.storage.paths import find_records
from cchc_tui.storage.watch import folder_times
from cchc_tui.workspace.reporting import ReportDesk


class Workspace(ReportDesk):
    """An opened office. Thin on purpose: what is done stands in `recording` and `reporting`."""

    @classmethod
    def open(cls, records: str | Path | None = None, *, today: date | None = None) -> Workspace:
        """The office whose records lie at `records`, else at CCHC_RECORDS, else nearest upwards.

        WrongUseError when there is none. `today` is the clock of the whole program; tests set it.
        """
        return cls(find_records(records), today=today or date.today())

    @cached_property
    def drafts(self) -> DraftBox:
        """What this user left unsaved in this office."""
        return DraftBox(self.records)

    def folder_times(self) -> tuple[tuple[str, int], ...]:
        """Differs from an earlier answer when anybody has saved since; cheap enough to ask every second."""
        return folder_times(self.records)
