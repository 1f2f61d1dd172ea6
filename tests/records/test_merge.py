"""Two people's changes of one record, brought together field by field."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import fields_of
from cchc_tui.records.merge import FieldConflict, changed_fields, merge_records, with_choices

BEFORE = Directive(id="7k3f9q", symbol="17/CV-UBND", subject="chấn chỉnh", recipients=("Như trên",), copies=2)
VALUES: dict[str, Any] = {
    "kind": "cong-van",
    "symbol": "18/CV-UBND",
    "issued_on": date(2023, 2, 21),
    "issuer": "UBND xã Hà Kỳ",
    "subject": None,
    "signer": "Vũ Văn Khanh",
    "recipients": (),
    "copies": 0,
    "note": "một\nhai",
}


@pytest.mark.parametrize(("mine", "theirs"), list(permutations(VALUES, 2)))
def test_changes_of_different_fields_are_both_kept(mine: str, theirs: str) -> None:
    merged, conflicts = merge_records(
        BEFORE, BEFORE.change(**{theirs: VALUES[theirs]}), BEFORE.change(**{mine: VALUES[mine]})
    )
    assert conflicts == ()
    assert merged == BEFORE.change(**{theirs: VALUES[theirs], mine: VALUES[mine]})


@pytest.mark.parametrize("key", VALUES)
def test_the_same_field_changed_by_both_is_shown(key: str) -> None:
    theirs = BEFORE.change(**{key: VALUES[key]})
    other: Any = {"copies": 9, "issued_on": date(2024, 1, 1), "recipients": ("x",)}
    mine = BEFORE.change(**{key: other.get(key, "khác")})
    merged, conflicts = merge_records(BEFORE, theirs, mine)
    label = next(f.label for f in fields_of(Directive) if f.key == key)
    before, their_value, my_value = (getattr(r, key) for r in (BEFORE, theirs, mine))
    assert conflicts == (FieldConflict(key, label, before, their_value, my_value),)
    assert merged == theirs, "until somebody chooses, the colleague's value stands"


DELETED = BEFORE.change(deleted_on=date(2023, 3, 1), deleted_by="Hà", deleted_because="nhập trùng")


@pytest.mark.parametrize(("theirs", "mine"), [(DELETED, BEFORE.change(note="a")), (BEFORE.change(note="a"), DELETED)])
def test_deleting_what_the_other_edits_is_asked_about(theirs: Directive, mine: Directive) -> None:
    _, conflicts = merge_records(BEFORE, theirs, mine)
    assert [conflict.key for conflict in conflicts] == ["deleted_on"]


def test_two_people_who_delete_the_same_record_are_not_asked_and_the_first_reason_stands() -> None:
    mine = BEFORE.change(deleted_on=date(2023, 3, 2), deleted_by="Lan", deleted_because="gõ nhầm")
    assert merge_records(BEFORE, DELETED, mine) == (DELETED, ())
    assert merge_records(BEFORE, mine, DELETED) == (mine, ())


def test_two_who_delete_and_change_another_field_are_asked_about_the_field_alone() -> None:
    theirs, mine = DELETED.change(note="a"), DELETED.change(note="b", deleted_because="gõ nhầm")
    merged, conflicts = merge_records(BEFORE, theirs, mine)
    assert [conflict.key for conflict in conflicts] == ["note"]
    assert merged == theirs


def test_taking_a_deletion_back_while_the_other_deletes_anew_is_asked_about() -> None:
    anew = DELETED.change(deleted_because="khác")
    merged, conflicts = merge_records(DELETED, anew, BEFORE)
    assert [conflict.key for conflict in conflicts] == ["deleted_on"]
    assert with_choices(merged, {"deleted_on": anew.deleted_on}) == anew
    assert with_choices(merged, {"deleted_on": None}) == BEFORE


def test_deleting_what_nobody_else_touched_is_not() -> None:
    assert merge_records(BEFORE, BEFORE, DELETED) == (DELETED, ())
    assert merge_records(BEFORE, DELETED, BEFORE) == (DELETED, ())


def test_the_same_change_by_both_is_no_conflict() -> None:
    both = BEFORE.change(note="đã gửi")
    assert merge_records(BEFORE, both, both) == (both, ())


def test_nobody_changed_anything() -> None:
    assert merge_records(BEFORE, BEFORE, BEFORE) == (BEFORE, ())


def test_unknown_keys_of_the_colleague_stay() -> None:
    theirs = BEFORE.change(extra={"mat": 1})
    merged, conflicts = merge_records(BEFORE, theirs, BEFORE.change(note="a"))
    assert (merged, conflicts) == (theirs.change(note="a"), ())


def test_unknown_keys_i_changed_or_took_away_follow_me() -> None:
    before = BEFORE.change(extra={"a": 1, "b": 2})
    merged, _ = merge_records(before, before, before.change(extra={"a": 9, "c": 3}))
    assert merged.extra == {"a": 9, "c": 3}


def test_changed_fields_are_named_in_the_order_of_the_file() -> None:
    after = BEFORE.change(note="a", symbol="x", extra={"mat": 1})
    assert changed_fields(BEFORE, after) == ["Số, ký hiệu", "Ghi chú", "mat"]
    assert changed_fields(BEFORE, BEFORE) == []
