"""What is done can be shown."""

from __future__ import annotations

from cchc_tui.rules.records.met_without_evidence import RULE
from tests.rules.builders import found_on, task


def test_a_task_done_without_evidence_is_noticed() -> None:
    found = found_on(RULE, checklist=[task(1, evaluation="met", evidence=("x",)), task(2, evaluation="met")])
    assert [f.record for f in found] == ["c2"]


def test_a_checklist_without_any_evidence_is_noticed_once() -> None:
    (finding,) = found_on(RULE, checklist=[task(n, evaluation="met") for n in (1, 2, 3)])
    assert "các nhiệm vụ 1, 2, 3" in finding.message


def test_what_is_not_done_needs_no_evidence() -> None:
    assert found_on(RULE, checklist=[task(evaluation="not_met"), task(2)]) == []
