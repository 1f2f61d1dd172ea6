"""Nothing with a day is lost: over random offices and days, what is not settled is on the agenda, once."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from cchc_tui.records.agenda import (
    AgendaKind,
    Urgency,
    brief_line,
    in_order,
    paper_items,
    task_items,
)
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive

TODAY = date(2026, 12, 1)


def paper(number: int, **more: object) -> Directive:
    values = {"direction": INCOMING, "kind": "cong-van", "symbol": f"{number}/STP-VP", "issued_on": date(2026, 11, 1)}
    return Directive(id=f"p{number:05d}", subject="báo cáo kết quả", **(values | more))


@pytest.mark.parametrize(
    ("days", "urgency", "left"),
    [
        (-16, Urgency.OVERDUE, "quá 16 ngày"),
        (-1, Urgency.OVERDUE, "quá 1 ngày"),
        (0, Urgency.TODAY, "hôm nay"),
        (1, Urgency.SOON, "còn 1 ngày"),
        (3, Urgency.SOON, "còn 3 ngày"),
        (4, Urgency.WEEK, "còn 4 ngày"),
        (7, Urgency.WEEK, "còn 7 ngày"),
        (8, Urgency.LATER, "còn 8 ngày"),
    ],
)
def test_days_left_in_words(days: int, urgency: Urgency, left: str) -> None:
    (item,) = paper_items([paper(1, due_on=TODAY + timedelta(days=days))], TODAY)
    assert (item.urgency, item.left) == (urgency, left)


PAPERS = (
    ("a day and nothing done", {}, True),
    ("answered by another", {"id_answered": True}, False),
    ("its day of settling written", {"settled_on": date(2026, 11, 30)}, False),
    ("deleted", {"deleted_on": date(2026, 11, 30)}, False),
    ("our own", {"direction": OUTGOING}, False),
    ("no day", {"due_on": None}, False),
)


@pytest.mark.parametrize(("name", "more", "listed"), PAPERS, ids=[name for name, *_ in PAPERS])
def test_which_papers_are_waited_for(name: str, more: dict[str, object], listed: bool) -> None:
    more = dict(more)
    answer = more.pop("id_answered", False)
    one = paper(1, **({"due_on": TODAY} | more))
    reply = paper(2, direction=OUTGOING, answers=(one.id,) if answer else ())
    assert bool(paper_items([one, reply], TODAY)) is listed


def test_a_deleted_answer_answers_nothing() -> None:
    one = paper(1, due_on=TODAY)
    reply = paper(2, direction=OUTGOING, answers=(one.id,), deleted_on=TODAY)
    assert [item.record for item in paper_items([one, reply], TODAY)] == [one.id]


def test_a_task_of_no_report_is_on_the_agenda_until_it_is_evaluated() -> None:
    task = ChecklistItem(
        id="t00001", checklist="viec-khac", position=1, task="Lắp biển báo", due_on=TODAY, owner="Thu Hà"
    )
    (item,) = task_items([task], TODAY)
    assert (item.kind, item.person, item.concerns("thu ha"), item.concerns("lan")) == (
        AgendaKind.TASK,
        "Thu Hà",
        True,
        False,
    )
    assert task_items([task.change(evaluation="dat")], TODAY) == []


def test_one_line_for_the_login() -> None:
    late = paper(1, due_on=TODAY - timedelta(days=2))
    later = paper(2, due_on=TODAY + timedelta(days=5))
    assert brief_line([]) == ""
    assert brief_line(paper_items([paper(3, due_on=TODAY + timedelta(days=30))], TODAY)) == ""
    assert brief_line(paper_items([late, later], TODAY)) == (
        "1 việc quá hạn, 1 việc trong 7 ngày; trễ nhất 29/11/2026: 1/STP-VP: báo cáo kết quả"
    )


def test_nothing_with_a_day_that_is_not_settled_is_absent() -> None:
    """The invariant, over 1 000 random offices and days."""
    chance = random.Random(2026)
    for _ in range(1000):
        today = date(2025, 1, 1) + timedelta(days=chance.randrange(1095))
        papers = [random_paper(chance, number, today) for number in range(chance.randrange(6))]
        replies = [
            paper(100 + number, direction=OUTGOING, answers=(one.id,))
            for number, one in enumerate(papers)
            if chance.random() < 0.3
        ]
        tasks = [random_task(chance, number, today) for number in range(chance.randrange(6))]
        items = in_order([*paper_items([*papers, *replies], today), *task_items(tasks, today)])
        answered = {answered for reply in replies for answered in reply.answers}
        expected = {
            one.id
            for one in papers
            if one.due_on
            and one.direction == INCOMING
            and not one.settled_on
            and not one.deleted
            and one.id not in answered
        } | {task.id for task in tasks if task.due_on and not task.evaluation and not task.deleted}
        assert sorted(item.record for item in items) == sorted(expected)
        assert [item.due_on for item in items] == sorted(item.due_on for item in items)
        assert all(item.days_left == (item.due_on - today).days for item in items)


def random_day(chance: random.Random, today: date) -> date | None:
    return today + timedelta(days=chance.randrange(-400, 400)) if chance.random() < 0.8 else None


def random_paper(chance: random.Random, number: int, today: date) -> Directive:
    return paper(
        number,
        direction=chance.choice((INCOMING, INCOMING, OUTGOING)),
        due_on=random_day(chance, today),
        settled_on=today if chance.random() < 0.2 else None,
        deleted_on=today if chance.random() < 0.1 else None,
    )


def random_task(chance: random.Random, number: int, today: date) -> ChecklistItem:
    return ChecklistItem(
        id=f"t{number:05d}",
        checklist=chance.choice(("2026-tuyen-truyen", "viec-khac")),
        position=number,
        task="Việc",
        due_on=random_day(chance, today),
        evaluation=chance.choice(("dat", "khong-dat", None, None)),
        deleted_on=today if chance.random() < 0.1 else None,
    )
