"""Rules on tasks: numbered once, evaluated in time, shown by evidence that exists."""

from __future__ import annotations

from datetime import date

from cchc_tui.records.allowed_duplicate import with_reason
from cchc_tui.records.finding import Severity
from cchc_tui.rules.tasks import duplicate_position, evaluation_missing, evidence_unknown, met_without_evidence
from tests.rules.builders import found_on, letter, sheet, task


def test_a_place_taken_twice_is_found() -> None:
    assert [f.record for f in found_on(duplicate_position, checklist=[task(1), task(1, id="z"), task(2)])] == ["z"]


def test_another_checklist_counts_for_itself() -> None:
    assert found_on(duplicate_position, checklist=[task(1), task(1, id="z", checklist="2024")]) == []


def test_the_name_of_a_checklist_is_not_doubled() -> None:
    (named,) = found_on(
        duplicate_position, checklist=[task(1, checklist="Bảng số 2"), task(1, id="z", checklist="Bảng số 2")]
    )
    assert named.message == "Bảng số 2: nhiệm vụ số 1 có hai lần (mã c1 và z)."


def test_a_place_kept_on_purpose_is_accepted() -> None:
    assert found_on(duplicate_position, checklist=[task(1), task(1, id="z", note=with_reason(None, "hai ý"))]) == []


def test_a_task_of_a_finished_year_is_a_warning() -> None:
    assert [f.severity for f in found_on(evaluation_missing, checklist=[task()], reports=[sheet()])] == [
        Severity.WARNING
    ]


def test_a_task_on_its_own_day_is_a_warning() -> None:
    assert (
        len(found_on(evaluation_missing, checklist=[task(due_on=date(2024, 3, 1))], reports=[sheet(period="2024-nam")]))
        == 1
    )


def test_a_year_that_still_runs_is_a_notice_that_keeps_the_report_from_its_final_copy() -> None:
    (found,) = found_on(evaluation_missing, checklist=[task()], reports=[sheet(period="2024-nam")])
    assert (found.severity, found.blocks) == (Severity.NOTICE, True)


def test_a_checklist_without_report_is_a_notice() -> None:
    assert [f.severity for f in found_on(evaluation_missing, checklist=[task()])] == [Severity.NOTICE]


def test_an_evaluated_task_is_lawful() -> None:
    assert found_on(evaluation_missing, checklist=[task(evaluation="not_met")], reports=[sheet()]) == []


def test_a_task_done_without_evidence_is_noticed() -> None:
    found = found_on(
        met_without_evidence, checklist=[task(1, evaluation="met", evidence=("x",)), task(2, evaluation="met")]
    )
    assert [f.record for f in found] == ["c2"]


def test_a_checklist_without_any_evidence_is_noticed_once() -> None:
    (finding,) = found_on(met_without_evidence, checklist=[task(n, evaluation="met") for n in (1, 2, 3)])
    assert "các nhiệm vụ 1, 2, 3" in finding.message


def test_what_is_not_done_needs_no_evidence() -> None:
    assert found_on(met_without_evidence, checklist=[task(evaluation="not_met"), task(2)]) == []


def test_an_unknown_or_deleted_record_is_an_error() -> None:
    found = found_on(
        evidence_unknown, checklist=[task(evidence=("aaaaaa", "bbbbbb"))], deleted_ids=frozenset({"bbbbbb"})
    )
    assert [(f.quote, f.message.split("” ")[-1]) for f in found] == [("aaaaaa", "không có."), ("bbbbbb", "đã bị xóa.")]


def test_records_and_web_addresses_are_lawful() -> None:
    evidence = ("dx", "https://haky.example.vn/tin")
    assert found_on(evidence_unknown, directives=[letter(id="dx")], checklist=[task(evidence=evidence)]) == []
