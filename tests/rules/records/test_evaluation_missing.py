"""What is due is evaluated."""

from __future__ import annotations

from datetime import date

from cchc_tui.records.finding import Severity
from cchc_tui.rules.records.evaluation_missing import RULE
from tests.rules.builders import found_on, sheet, task


def test_a_task_of_a_finished_year_is_a_warning() -> None:
    assert [f.severity for f in found_on(RULE, checklist=[task()], reports=[sheet()])] == [Severity.WARNING]


def test_a_task_on_its_own_day_is_a_warning() -> None:
    assert len(found_on(RULE, checklist=[task(due_on=date(2024, 2, 29))], reports=[sheet(period="2024-nam")])) == 1


def test_a_year_that_still_runs_asks_nothing() -> None:
    assert found_on(RULE, checklist=[task()], reports=[sheet(period="2024-nam")]) == []


def test_a_checklist_without_report_is_a_notice() -> None:
    assert [f.severity for f in found_on(RULE, checklist=[task()])] == [Severity.NOTICE]


def test_an_evaluated_task_is_lawful() -> None:
    assert found_on(RULE, checklist=[task(evaluation="not_met")], reports=[sheet()]) == []
