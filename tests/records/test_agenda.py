"""Nothing with a day is lost: over random offices and days, what is not settled is on the agenda, once."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from cchc_tui.records.agenda import (
    AgendaItem,
    AgendaKind,
    Urgency,
    brief_line,
    in_order,
    paper_items,
    report_items,
    task_items,
)
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.office import Obligation
from cchc_tui.records.owed import ObligationState, owed_reports
from cchc_tui.records.period import GENERAL_REGIME, Regime
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.records.working_days import WorkCalendar
from cchc_tui.storage.calendar_file import read_calendar
from cchc_tui.storage.shipped import templates_dir

TODAY = date(2026, 12, 1)
WORK = read_calendar([templates_dir()])
REGIMES: dict[str | None, Regime] = {None: GENERAL_REGIME, "general": GENERAL_REGIME}


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


def test_the_states_of_a_period_from_nothing_to_sent() -> None:
    obligation = Obligation(code="cchc", name="Báo cáo CCHC", periods=("quy-3",), deadline="ngày 20")
    sheet = ReportSheet(id="r00001", slug="2026-quy-3", period="2026-quy-3", obligation="cchc")
    steps = (
        (None, ObligationState.MISSING),
        (sheet, ObligationState.DRAFTING),
        (sheet.change(submitted_on=date(2026, 9, 15)), ObligationState.SUBMITTED),
        (sheet.change(number="12", dated_on=date(2026, 9, 16)), ObligationState.SIGNED),
        (sheet.change(state=FROZEN), ObligationState.SIGNED),
        (sheet.change(state=FROZEN, sent_on=date(2026, 9, 17), sent_by="trục liên thông"), ObligationState.SENT),
    )
    for made, state in steps:
        (owed,) = owed_reports(
            [obligation], REGIMES, [made] if made else [], WORK, first=date(2026, 9, 1), last=date(2026, 9, 30)
        )
        assert (owed.state, owed.due_on, owed.window.last) == (state, date(2026, 9, 20), date(2026, 9, 14))
        assert bool(report_items([owed], TODAY)) is (state is not ObligationState.SENT)


def test_an_obligation_owes_nothing_outside_its_days() -> None:
    obligation = Obligation(
        code="x", name="X", periods=("thang",), deadline="ngày 20", from_on=date(2026, 7, 1), to_on=date(2026, 9, 14)
    )
    owed = owed_reports([obligation], REGIMES, [], WORK, first=date(2026, 1, 1), last=date(2026, 12, 31))
    assert [one.period.code for one in owed] == ["2026-07", "2026-08", "2026-09"]


def test_a_weekly_obligation_owes_every_week() -> None:
    obligation = Obligation(code="tuan", name="Báo cáo tuần", periods=("tuan",), deadline="thứ sáu hằng tuần")
    owed = owed_reports([obligation], REGIMES, [], WORK, first=date(2026, 12, 1), last=date(2026, 12, 20))
    assert [one.due_on for one in owed] == [date(2026, 12, 4), date(2026, 12, 11), date(2026, 12, 18)]


def test_one_report_asked_for_on_one_day() -> None:
    obligation = Obligation(code="8t", name="Báo cáo 8 tháng", window="2026-01-01..2026-08-31", deadline="15/9/2026")
    (owed,) = owed_reports([obligation], REGIMES, [], WORK, first=date(2026, 9, 1), last=date(2026, 9, 30))
    assert (owed.due_on, owed.window.first) == (date(2026, 9, 15), date(2026, 1, 1))


def test_one_line_for_the_login() -> None:
    late = paper(1, due_on=TODAY - timedelta(days=2))
    later = paper(2, due_on=TODAY + timedelta(days=5))
    assert brief_line([]) == ""
    assert brief_line(paper_items([paper(3, due_on=TODAY + timedelta(days=30))], TODAY)) == ""
    assert brief_line(paper_items([late, later], TODAY)) == (
        "1 việc quá hạn, 1 việc trong 7 ngày; gần nhất 29/11/2026: 1/STP-VP: báo cáo kết quả"
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


def test_every_period_owed_is_on_the_agenda_until_it_is_sent() -> None:
    chance = random.Random(12)
    obligation = Obligation(code="cchc", name="CCHC", periods=("quy-1", "6-thang", "quy-3", "nam"), deadline="ngày 20")
    for _ in range(200):
        first = date(2025, 1, 1) + timedelta(days=chance.randrange(700))
        last = first + timedelta(days=chance.randrange(400))
        all_owed = owed_reports([obligation], REGIMES, [], WorkCalendar(), first=first, last=last)
        sent = [one.period.code for one in all_owed if chance.random() < 0.5]
        sheets = [
            ReportSheet(id=f"r{n:05d}", slug=code, period=code, obligation="cchc", sent_on=last)
            for n, code in enumerate(sent)
        ]
        owed = owed_reports([obligation], REGIMES, sheets, WorkCalendar(), first=first, last=last)
        listed: list[AgendaItem] = report_items(owed, last)
        assert len(listed) == len(all_owed) - len(sent)
