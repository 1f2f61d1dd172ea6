"""What has changed in an office from one day to another: the matter of a weekly report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cchc_tui.language.wording import parse_date
from cchc_tui.records.agenda import AgendaItem, in_order, is_settled, paper_items, task_items
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.fields import place_key
from cchc_tui.records.period import Window
from cchc_tui.records.report_sheet import ReportSheet


@dataclass(frozen=True)
class StateChanges:
    """What changed its state in these days, and what is late at their end."""

    window: Window
    issued: tuple[Directive, ...]
    received: tuple[Directive, ...]
    """Incoming papers that must be dealt with: those with a day, a handler, or an end."""
    settled: tuple[tuple[Directive, str], ...]
    """Papers dealt with, each with the number of the document that answers it, or ""."""
    begun: tuple[ChecklistItem, ...]
    progressed: tuple[tuple[ChecklistItem, tuple[str, ...]], ...]
    """Tasks with the lines of progress of these days."""
    done: tuple[ChecklistItem, ...]
    sent: tuple[ReportSheet, ...]
    late: tuple[AgendaItem, ...]


def state_changes(
    window: Window,
    directives: Iterable[Directive],
    tasks: Iterable[ChecklistItem],
    sheets: Iterable[ReportSheet],
) -> StateChanges:
    """Return what changed in these days, by the days that the records name themselves."""
    papers = sorted((d for d in directives if not d.deleted), key=lambda d: (d.issued_on or date.min, d.title))
    items = sorted((t for t in tasks if not t.deleted), key=lambda t: (t.checklist or "", place_key(t.position), t.id))
    incoming = [paper for paper in papers if paper.direction == INCOMING]
    replies = {answered: reply for reply in papers for answered in reply.answers}
    late = [item for item in [*paper_items(papers, window.last), *task_items(items, window.last)] if item.days_left < 0]
    lines = [(item, tuple(line for line in item.progress if _said_in(line, window))) for item in items]
    return StateChanges(
        window=window,
        issued=tuple(p for p in papers if p.direction == OUTGOING and _inside(p.issued_on, window)),
        received=tuple(
            p for p in incoming if _inside(p.received_on or p.issued_on, window) and _is_followed(p, replies)
        ),
        settled=tuple(_settled(incoming, replies, window)),
        begun=tuple(item for item in items if _inside(item.assigned_on, window)),
        progressed=tuple((item, said) for item, said in lines if said),
        done=tuple(item for item in items if item.evaluation and _inside(item.done_on, window)),
        sent=tuple(sheet for sheet in sheets if not sheet.deleted and _inside(sheet.sent_on, window)),
        late=tuple(in_order(late)),
    )


def _is_followed(paper: Directive, replies: dict[str, Directive]) -> bool:
    return bool(paper.due_on or paper.handler) or is_settled(paper, replies)


def _settled(
    incoming: Sequence[Directive], replies: dict[str, Directive], window: Window
) -> Iterable[tuple[Directive, str]]:
    for paper in incoming:
        reply = replies.get(paper.id)
        if _inside(paper.settled_on or (reply.issued_on if reply else None), window):
            yield paper, reply.title if reply else ""


def _said_in(line: str, window: Window) -> bool:
    """Return whether a line of progress, `03/11/2026: đã họp dân`, is of these days."""
    day, colon, _ = line.partition(":")
    return bool(colon) and _inside(parse_date(day, window.last), window)


def _inside(day: date | None, window: Window) -> bool:
    return day is not None and day in window
