"""Each place of a checklist is taken once."""

from __future__ import annotations

from cchc_tui.records.allowed_duplicate import with_reason
from cchc_tui.rules.records.duplicate_position import RULE
from tests.rules.builders import found_on, task


def test_a_place_taken_twice_is_found() -> None:
    assert [f.record for f in found_on(RULE, checklist=[task(1), task(1, id="z"), task(2)])] == ["z"]


def test_another_checklist_counts_for_itself() -> None:
    assert found_on(RULE, checklist=[task(1), task(1, id="z", checklist="2024")]) == []


def test_the_name_of_a_checklist_is_not_doubled() -> None:
    (named,) = found_on(RULE, checklist=[task(1, checklist="Bảng số 2"), task(1, id="z", checklist="Bảng số 2")])
    assert named.message == "Bảng số 2: nhiệm vụ số 1 có hai lần (mã c1 và z)."


def test_a_place_kept_on_purpose_is_accepted() -> None:
    assert found_on(RULE, checklist=[task(1), task(1, id="z", note=with_reason(None, "hai ý"))]) == []
