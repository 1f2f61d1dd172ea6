"""The office opened: the one object that the faces hold, put together from parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.storage.records_folder import find_records

if TYPE_CHECKING:
    from cchc_tui.office.agenda import Agenda
    from cchc_tui.office.checking import Checking
    from cchc_tui.office.closing import Closing
    from cchc_tui.office.drafting import Outlines
    from cchc_tui.office.figures import Figures
    from cchc_tui.office.health import Health
    from cchc_tui.office.history import History
    from cchc_tui.office.intake import Intake
    from cchc_tui.office.ledger import Ledger
    from cchc_tui.office.pages import Pages
    from cchc_tui.office.people import Login
    from cchc_tui.office.recording import Records
    from cchc_tui.office.register import Registers
    from cchc_tui.office.reporting import Reports
    from cchc_tui.office.searching import Search
    from cchc_tui.office.sync import Sharing
    from cchc_tui.records.office import OfficeSettings
    from cchc_tui.storage.drafts import DraftBox
    from cchc_tui.storage.saving import Written


class Office:
    """One office: where its records lie, what day it is, and the parts that do the work.

    A part is made, and its module imported, when it is first asked for: a list does not wait for what only saving,
    sharing or exporting needs.
    """

    def __init__(
        self,
        directory: Path,
        *,
        today: date,
        progress: Callable[[int, int], None] | None = None,
        read_only: bool = False,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        from cchc_tui.office.reading import RecordReader  # whoever stands in no office does not wait for it

        self.directory = directory
        """The records directory."""
        self.today = today
        """The clock of the whole program."""
        self.agreed: set[str] | None = None
        """Ids of the closed reports whose facts the person here has agreed to change; None where nobody is asked."""
        self._read_only = read_only
        self._tell = tell
        self._reader = RecordReader(directory, progress=progress)

    @classmethod
    def open(
        cls,
        records: str | Path | None = None,
        *,
        today: date | None = None,
        progress: Callable[[int, int], None] | None = None,
        read: bool = True,
        read_only: bool = False,
        tell: Callable[[str], None] | None = None,
    ) -> Office:
        """Open the office whose records lie at `records`, else at CCHC_RECORDS, else nearest upwards.

        WrongUseError when there is none. `today` is set by tests. `progress` is told how many of how many files have
        been read. Without `read` that waits until something asks for them: whoever only adds a record has them read
        once, under the lock. With `read_only` every save is refused. `tell` hears whose save is waited for, and why
        a save is not in the history.
        """
        directory = find_records(records)
        office = cls(directory, today=today or date.today(), progress=progress, read_only=read_only, tell=tell)
        if read:
            office._reader.refresh()
        return office

    def snapshot(self) -> Office:
        """Return an office for work in the background: it begins with what was read so far, and what it reads or
        saves from here changes nothing in this one.
        """
        other = Office(self.directory, today=self.today, read_only=self._read_only)
        other.agreed = self.agreed
        other._reader = self._reader.snapshot()
        return other

    def _demand_agreed(self, written: Iterable[Written]) -> None:
        if self.agreed is not None:
            from cchc_tui.office.closed_facts import demand_agreed

            demand_agreed(self._reader, [(one.before, one.after) for one in written], self.agreed)

    @property
    def settings(self) -> OfficeSettings:
        """What office.toml says; an empty one when it cannot be read, so that its finding can still be shown."""
        return self._reader.settings

    # ---- parts -----------------------------------------------------------------------------------------------------
    @cached_property
    def records(self) -> Records:
        """Find, add, change, delete and restore records."""
        from cchc_tui.office.recording import Records

        return Records(self._reader, today=self.today, person=lambda: self.people.current, ledger=lambda: self.ledger)

    @cached_property
    def search(self) -> Search:
        """Find the records and the lines of prose that have some words."""
        from cchc_tui.office.searching import Search

        return Search(self._reader)

    @cached_property
    def people(self) -> Login:
        """Who works here."""
        from cchc_tui.office.people import Login

        return Login(self._reader)

    @cached_property
    def drafts(self) -> DraftBox:
        """What this user left unsaved in this office."""
        from cchc_tui.storage.drafts import DraftBox

        return DraftBox(self.directory)

    @cached_property
    def ledger(self) -> Ledger:
        """What stands behind every save: its message, its commit, and what still waits for one."""
        from cchc_tui.office.ledger import Ledger

        ledger = Ledger(self.directory, lambda: self.people.current, lambda: self.settings, self._demand_agreed)
        ledger.read_only = self._read_only
        ledger.tell = ledger.warn = self._tell
        return ledger

    @cached_property
    def history(self) -> History:
        """What happened to the records, and the way back."""
        from cchc_tui.office.history import History

        return History(self._reader, self.records, self.reports, self.ledger, self.people, today=self.today)

    @cached_property
    def sharing(self) -> Sharing:
        """Many copies, many hands: conflicts and synchronising."""
        from cchc_tui.office.sync import Sharing

        return Sharing(self._reader, self.records, self.ledger)

    @cached_property
    def health(self) -> Health:
        """The directory, its files, rights and history examined and mended."""
        from cchc_tui.office.health import Health

        return Health(self._reader, self.sharing, self.ledger, today=self.today)

    @cached_property
    def rules(self) -> Checking:
        """Records and reports checked by the rules; what the office decided about findings."""
        from cchc_tui.office.checking import Checking

        return Checking(self._reader, self.reports, self.people, lambda: self.ledger, today=self.today)

    @cached_property
    def intake(self) -> Intake:
        """Files taken in as records."""
        from cchc_tui.office.intake import Intake

        return Intake(self._reader, self.records, self.ledger, today=self.today)

    @cached_property
    def registers(self) -> Registers:
        """The registers of documents out again, and records as tables."""
        from cchc_tui.office.register import Registers

        return Registers(self._reader, today=self.today)

    @cached_property
    def figures(self) -> Figures:
        """Fill in, check and write out statistical forms."""
        from cchc_tui.office.figures import Figures

        return Figures(self._reader, self.records)

    @cached_property
    def agenda(self) -> Agenda:
        """What is due when."""
        from cchc_tui.office.agenda import Agenda

        return Agenda(self._reader, today=self.today)

    @cached_property
    def outlines(self) -> Outlines:
        """Reports begun from an outline or from an earlier report."""
        from cchc_tui.office.drafting import Outlines

        return Outlines(
            self._reader, self.records, self.reports, owed=lambda: self.agenda.owed_reports(), today=self.today
        )

    @cached_property
    def reports(self) -> Reports:
        """What each report sees, its prose, its Markdown."""
        from cchc_tui.office.reporting import Reports

        return Reports(self._reader, ledger=lambda: self.ledger)

    @cached_property
    def closing(self) -> Closing:
        """Reports closed (chốt số liệu) and opened again."""
        from cchc_tui.office.closing import Closing

        return Closing(
            self._reader, self.records, self.reports, self.rules, self.sharing, self.ledger, today=self.today
        )

    @cached_property
    def pages(self) -> Pages:
        """Reports and documents as pages: shown on the screen, or as DOCX and PDF."""
        from cchc_tui.office.pages import Pages

        return Pages(self._reader, self.reports, self.rules, self.closing)
