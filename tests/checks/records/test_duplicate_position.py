"""Each place of a checklist is taken once."""

from __future__ import annotations

from cchc_tui.checks.records.duplicate_position import RULE
from tests.checks.builders import found_on, task


def test_a_place_taken_twice_is_found() -> None:
    assert [f.record for f in found_on(RULE, checklist=[task(1), task(1, id="z"), task(2)])] == ["z"]


def test_another_checklist_counts_for_itself() -> None:
    assert found_on(RULE, checklist=[task(1), task(1, id="z", checklist="2024")]) == []
