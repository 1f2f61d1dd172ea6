"""What is found out beside the screens after every save: findings, conflicts, what each report still waits for."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.records.due import SOON
from cchc_tui.records.finding import Severity
from cchc_tui.records.report_sheet import ReportSheet

if TYPE_CHECKING:
    from cchc_tui.office import Office
    from cchc_tui.records.conflict import Conflict
    from cchc_tui.records.due import DueReport
    from cchc_tui.records.finding import Finding
    from cchc_tui.tui.desk import Desk

QUICK = 1.0
"""Seconds of processor time that a look may take and still be repeated at once."""
REST = 4
"""Longer looks rest so many times their own time: a server with many people at a big office is not kept busy."""


@dataclass(frozen=True)
class Seen:
    """The state of the office at one look."""

    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...] = ()
    obstacles: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """By id of an open report: what keeps it from being final; nothing where it can be."""
    changed: frozenset[str] = frozenset()
    """Ids of closed reports whose figures are other ones now."""


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
        self._due: list[DueReport] | None = None

    def look(self) -> None:
        """Look anew beside the screens; asked again meanwhile, once more afterwards."""
        if self.running:
            self.stale = True
            return
        self.running, self.stale = True, False
        self.desk.background(self._work, self._done)

    def records_changed(self) -> None:
        """The records are other ones now."""
        self._due = None
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
    def due_sign(self) -> str:
        """A few letters for the header when a report is due soon or late: `BC hạn 20/12`; "" otherwise."""
        if not self.due or self.due[0].days_left > SOON:
            return ""
        first = self.due[0]
        return f"BC {'trễ' if first.days_left < 0 else 'hạn'} {first.due_on.day:02d}/{first.due_on.month}"

    @property
    def due(self) -> list[DueReport]:
        """The reports that are due around today and not finished, the nearest first."""
        if self._due is None:
            self._due = [due for due in self.desk.office.agenda.due_reports() if not due.finished]
        return self._due


def look_at(office: Office) -> Seen:
    """One look at everything."""
    examined = office.rules.examine()
    try:
        conflicts = tuple(office.sharing.conflicts())
    except CchcError:
        conflicts = ()  # the doctor tells what is wrong with the history
    reports = office.records.stored(ReportSheet)
    changed = frozenset(s.record.id for s in reports if office.reports.changed_since_freeze(s))
    return Seen(examined.findings, conflicts, examined.obstacles, changed)
