"""All that is due in an office, from the day it was asked for: papers to answer, tasks, reports owed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from cchc_tui.language.text import fold, matches
from cchc_tui.language.wording import format_date
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, Directive
from cchc_tui.records.owed import OwedReport

SOON_DAYS, WEEK_DAYS = 3, 7


class AgendaKind(StrEnum):
    """What an item is; the value is for programs."""

    PAPER = "paper"
    TASK = "task"
    REPORT = "report"


class Urgency(StrEnum):
    """How near the day is; the value is what an office says."""

    OVERDUE = "quá hạn"
    TODAY = "hôm nay"
    SOON = "trong 3 ngày"
    WEEK = "trong 7 ngày"
    LATER = "sau đó"


class AgendaItem(NamedTuple):
    """One thing with a day that is not settled."""

    kind: AgendaKind
    title: str
    due_on: date
    days_left: int
    """Negative once the day is past."""
    person: str
    """Who holds it; "" when nobody is named."""
    state: str
    record: str
    """Id of the record behind it, short name of the report, or code of the obligation that has none yet."""
    key: str
    """What stays the same from the first day to the last: the id, for a report its obligation and period."""
    assumed: bool = False
    """Whether the day was worked out without knowing the holidays of its year."""

    @property
    def urgency(self) -> Urgency:
        """Return how near the day is."""
        if self.days_left <= 0:
            return Urgency.OVERDUE if self.days_left < 0 else Urgency.TODAY
        if self.days_left <= SOON_DAYS:
            return Urgency.SOON
        return Urgency.WEEK if self.days_left <= WEEK_DAYS else Urgency.LATER

    @property
    def left(self) -> str:
        """Return the days in words: `quá 16 ngày`, `hôm nay`, `còn 4 ngày`."""
        if self.days_left == 0:
            return "hôm nay"
        return f"quá {-self.days_left} ngày" if self.days_left < 0 else f"còn {self.days_left} ngày"

    def concerns(self, person: str) -> bool:
        """Return whether somebody holds it, by any part of the name, diacritics not needed."""
        return matches(fold(self.person), person)


def paper_items(directives: Iterable[Directive], today: date) -> list[AgendaItem]:
    """Return the incoming papers with a day that are neither answered nor settled."""
    kept = [directive for directive in directives if not directive.deleted]
    answered = {answered for directive in kept for answered in directive.answers}
    return [
        AgendaItem(
            kind=AgendaKind.PAPER,
            title=f"{paper.title}: {paper.subject}" if paper.symbol and paper.subject else paper.title,
            due_on=paper.due_on,
            days_left=(paper.due_on - today).days,
            person=paper.handler or "",
            state="chưa xử lý" if not paper.handler else "đang xử lý",
            record=paper.id,
            key=paper.id,
        )
        for paper in kept
        if paper.due_on is not None and paper.direction == INCOMING and not is_settled(paper, answered)
    ]


def is_settled(paper: Directive, answered: Iterable[str]) -> bool:
    """Return whether nothing is left to do about a paper: its day of settling is written, or another answers it."""
    return paper.settled_on is not None or paper.id in answered


def task_items(items: Iterable[ChecklistItem], today: date) -> list[AgendaItem]:
    """Return the tasks with a day that nobody has evaluated yet."""
    return [
        AgendaItem(
            kind=AgendaKind.TASK,
            title=item.title,
            due_on=item.due_on,
            days_left=(item.due_on - today).days,
            person=item.owner or item.lead or "",
            state=item.progress[-1] if item.progress else "chưa có tiến độ",
            record=item.id,
            key=item.id,
        )
        for item in items
        if item.due_on is not None and not item.deleted and not item.evaluation
    ]


def report_items(owed: Iterable[OwedReport], today: date) -> list[AgendaItem]:
    """Return the reports owed that are not sent yet."""
    return [
        AgendaItem(
            kind=AgendaKind.REPORT,
            title=one.title,
            due_on=one.due_on,
            days_left=(one.due_on - today).days,
            person=one.obligation.owner or one.obligation.issuer or "",
            state=one.state.value,
            record=one.report or one.obligation.code or "",
            key=f"{one.obligation.code} {one.period.code}",
            assumed=one.assumed,
        )
        for one in owed
        if not one.settled
    ]


def in_order(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Return items nearest day first; of one day papers before tasks before reports, then by their words."""
    order = list(AgendaKind)
    return sorted(items, key=lambda item: (item.due_on, order.index(item.kind), fold(item.title), item.record))


def brief_line(items: Sequence[AgendaItem]) -> str:
    """Return one line for the login: how much is late, due today and due within a week; "" when nothing is."""
    counts = {urgency: sum(item.urgency is urgency for item in items) for urgency in Urgency}
    within = counts[Urgency.SOON] + counts[Urgency.WEEK]
    parts = [
        f"{count} việc {words}"
        for count, words in (
            (counts[Urgency.OVERDUE], "quá hạn"),
            (counts[Urgency.TODAY], "hạn hôm nay"),
            (within, "trong 7 ngày"),
        )
        if count
    ]
    if not parts:
        return ""
    nearest = min(items, key=lambda item: item.due_on)
    which = "trễ nhất" if counts[Urgency.OVERDUE] else "gần nhất"
    return f"{', '.join(parts)}; {which} {format_date(nearest.due_on)}: {nearest.title}"
