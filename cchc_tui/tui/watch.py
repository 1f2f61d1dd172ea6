"""What is found out beside the screens after every save: findings, conflicts, what each report still waits for."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.records.finding import Severity
from cchc_tui.records.owed import SOON
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.tui.overview import CHECKS, COUNTS, REPORTS, TASKS, Overview, make_overview, owed_reports

if TYPE_CHECKING:
    from cchc_tui.office import Office
    from cchc_tui.records.conflict import Conflict
    from cchc_tui.records.finding import Finding
    from cchc_tui.records.history import Saved
    from cchc_tui.records.owed import OwedReport
    from cchc_tui.tui.desk import Desk

QUICK = 1.0
"""Seconds of processor time that a look may take and still be repeated at once."""
REST = 4
"""Longer looks rest so many times their own time: a server with many people at a big office is not kept busy."""
_SAVES = 12
"""So many saves are told on the first screen, where it has room."""


@dataclass(frozen=True)
class Seen:
    """The state of the office at one look."""

    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...] = ()
    obstacles: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """By id of an open report: what keeps it from being final; nothing where it can be."""
    changed: frozenset[str] = frozenset()
    """Ids of closed reports whose figures are other ones now."""
    saves: tuple[Saved, ...] = ()
    """The latest saves."""


class Watch:
    """Looks again in the background whenever the records change; the screens show what it saw last."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.seen: Seen | None = None
        """None before the first look."""
        self.running = False
        self.stale = False
        """What was seen last is older than the records."""
        self._took = 0.0
        self._ended = 0.0
        self._due: list[OwedReport] | None = None
        self._overview: Overview | None = None

    def look(self) -> None:
        """Look anew beside the screens; asked again meanwhile, once more afterwards."""
        if self.running:
            self.stale = True
            return
        self.running, self.stale = True, False
        self.desk.background(self._work, self._done)

    def records_changed(self) -> None:
        """Take in that the records are other ones now."""
        self._due = None
        self._overview = None
        if self.desk.loop is not None or self.seen is not None:
            self.stale = True
            self.tick()

    def tick(self) -> None:
        """Look at what changed, if the last look was quick or is long enough ago; asked every other second."""
        rested = self._took <= QUICK or time.monotonic() - self._ended >= REST * self._took
        if self.stale and not self.running and rested:
            self.look()

    def _work(self, office: Office) -> tuple[Seen, float]:
        begun = time.thread_time()
        return look_at(office), time.thread_time() - begun

    def _done(self, result: object) -> None:
        self.running = False
        self._ended = time.monotonic()
        if isinstance(result, tuple):
            self.seen, self._took = result
            self._overview = None
        elif isinstance(result, CchcError):
            self.desk.complain(result)
        self.tick()
        for view in self.desk.views:
            view.watched()

    @property
    def errors(self) -> int:
        """How many errors the last look found; 0 before the first."""
        return sum(f.severity is Severity.ERROR for f in self.seen.findings) if self.seen is not None else 0

    @property
    def needs(self) -> dict[int, tuple[str, int]]:
        """By the number of a screen: its sign and how much is to be done there; late and wrong before soon."""
        today = self.desk.office.today
        late = [due for due in self.due if due.due_on < today]
        soon = [due for due in self.due if 0 <= (due.due_on - today).days <= SOON]
        found = {
            COUNTS: ("!", sum(sum(row.owed) for row in self.overview.counts)),
            TASKS: ("×", sum(t.screen == TASKS and (t.days_left or 0) < 0 for t in self.overview.todos)),
            REPORTS: ("×", len(late)) if late else ("!", len(soon)),
            CHECKS: ("×", self.errors),
        }
        return {screen: need for screen, need in found.items() if need[1]}

    @property
    def overview(self) -> Overview:
        """What the first screen says, of the records as they are."""
        if self._overview is None:
            found = (self.seen.findings, self.seen.conflicts) if self.seen is not None else ()
            self._overview = make_overview(self.desk.office, self.desk.period, *found)
        return self._overview

    @property
    def due(self) -> list[OwedReport]:
        """The reports that are owed around today and not sent, the nearest first."""
        if self._due is None:
            self._due = owed_reports(self.desk.office)
        return self._due


def look_at(office: Office) -> Seen:
    """Return one look at everything."""
    examined = office.rules.examine()
    try:
        conflicts = tuple(office.sharing.conflicts())
    except CchcError:
        conflicts = ()  # the doctor tells what is wrong with the history
    reports = office.records.stored(ReportSheet)
    changed = frozenset(s.record.id for s in reports if office.reports.changed_since_freeze(s))
    return Seen(examined.findings, conflicts, examined.obstacles, changed, _latest_saves(office))


def _latest_saves(office: Office) -> tuple[Saved, ...]:
    try:
        return tuple(office.history.log(limit=_SAVES))
    except CchcError:
        return ()
