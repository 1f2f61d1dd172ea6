"""Two people's changes of one record, brought together field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from cchc_tui.records.fields import Record, fields_of
from cchc_tui.records.figures import FigureRow

R = TypeVar("R", bound=Record)


class FieldConflict(NamedTuple):
    """One field that two people changed to different values since `before` was read."""

    key: str
    label: str
    before: Any
    theirs: Any
    mine: Any


DELETION = "deleted_on"
"""The key under which delete-or-keep is asked; who and why follow from it."""
TOMBSTONE = (DELETION, "deleted_by", "deleted_because")
"""The fields of which a deletion consists."""


def merge_records(before: R, theirs: R, mine: R) -> tuple[R, tuple[FieldConflict, ...]]:
    """Return `theirs` with every field that only `mine` changed, and the fields both changed differently.

    Conflicting fields keep the colleague's value in the merged record until somebody chooses. A record that one side
    deleted and the other changed is asked about: nobody's work goes into a record that nobody sees.
    """
    changed: dict[str, Any] = {}
    conflicts: list[FieldConflict] = []
    both_deleted = theirs.deleted and mine.deleted and not before.deleted
    for declared in fields_of(type(before)):
        key = declared.key
        old, other, own = (getattr(r, key) for r in (before, theirs, mine))
        if own in (old, other) or (both_deleted and key in TOMBSTONE):
            continue
        if other == old:
            changed[key] = own
        else:
            conflicts.append(FieldConflict(key, declared.label, old, other, own))
    if theirs.deleted != mine.deleted and _worked_on_both(before, theirs, mine):
        dates = (before.deleted_on, theirs.deleted_on, mine.deleted_on)
        conflicts = [c for c in conflicts if c.key not in TOMBSTONE]
        conflicts.append(FieldConflict(DELETION, "Xóa hay giữ lại", *dates))
        deleter = theirs if theirs.deleted else mine
        changed |= {key: getattr(deleter, key) for key in TOMBSTONE if key != DELETION}
    extra = dict(theirs.extra)
    for key in sorted({*before.extra, *theirs.extra, *mine.extra}):
        old, other, own = (r.extra.get(key) for r in (before, theirs, mine))
        if own in (old, other):
            continue
        if other == old:
            _put(extra, key, own)
        else:
            conflicts.append(FieldConflict(key, key, old, other, own))
    return theirs.change(extra=extra, **changed), tuple(conflicts)


def begun_alike(theirs: Record, mine: Record) -> dict[str, Any]:
    """Return what a record gets when it is begun without anybody choosing it, as the other side has it: the place of a
    row of figures among the rows that were there.
    """
    if isinstance(theirs, FigureRow) and isinstance(mine, FigureRow):
        return {"position": theirs.position}
    return {}


def _worked_on_both(before: Record, theirs: Record, mine: Record) -> bool:
    """Return whether one side changed the deletion and the other side something else."""
    deleter, worker = (theirs, mine) if theirs.deleted != before.deleted else (mine, theirs)
    return deleter.deleted != before.deleted and bool(changed_fields(before, worker))


def with_choices(record: R, choices: Mapping[str, Any]) -> R:
    """Return the record with the value chosen for each key; keys the program does not declare go where they were.

    Keeping a record takes the whole tombstone off.
    """
    if DELETION in choices and choices[DELETION] is None:
        choices = {**choices, **dict.fromkeys(TOMBSTONE)}
    declared = {f.key for f in fields_of(type(record))}
    extra = dict(record.extra)
    for key in choices.keys() - declared:
        _put(extra, key, choices[key])
    return record.change(extra=extra, **{key: choices[key] for key in choices.keys() & declared})


def _put(extra: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        extra.pop(key, None)
    else:
        extra[key] = value


def changed_fields(before: Record, after: Record) -> list[str]:
    """Return labels of the fields whose values differ, in declared order; unknown keys by their own name."""
    labels = [f.label for f in fields_of(type(after)) if getattr(before, f.key) != getattr(after, f.key)]
    keys = sorted({*before.extra, *after.extra})
    return labels + [k for k in keys if before.extra.get(k) != after.extra.get(k)]
