"""Two people's changes of one record, brought together field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from cchc_tui.domain.fields import Record, fields_of

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field that two people changed to different values since `before` was read."""

    key: str
    label: str
    before: Any
    theirs: Any
    mine: Any


def merge_records(before: R, theirs: R, mine: R) -> tuple[R, tuple[FieldConflict, ...]]:
    """`theirs` with every field that only `mine` changed, and the fields both changed differently.

    Conflicting fields keep the colleague's value in the merged record until somebody chooses.
    """
    changed: dict[str, Any] = {}
    conflicts: list[FieldConflict] = []
    for declared in fields_of(type(before)):
        key = declared.key
        old, other, own = (getattr(r, key) for r in (before, theirs, mine))
        if own in (old, other):
            continue
        if other == old:
            changed[key] = own
        else:
            conflicts.append(FieldConflict(key, declared.label, old, other, own))
    extra = dict(theirs.extra)
    for key in {*before.extra, *mine.extra}:
        if mine.extra.get(key) != before.extra.get(key):
            if key in mine.extra:
                extra[key] = mine.extra[key]
            else:
                extra.pop(key, None)
    return theirs.change(extra=extra, **changed), tuple(conflicts)


def changed_fields(before: Record, after: Record) -> list[str]:
    """Labels of the fields whose values differ, in declared order; unknown keys by their own name."""
    labels = [f.label for f in fields_of(type(after)) if getattr(before, f.key) != getattr(after, f.key)]
    keys = sorted({*before.extra, *after.extra})
    return labels + [k for k in keys if before.extra.get(k) != after.extra.get(k)]
