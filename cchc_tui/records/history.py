"""What the history tells: saves in words, and who wrote the value of each field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cchc_tui.records.fields import Entity, Record, field_of, fields_of
from cchc_tui.records.office import OfficeSettings, choices_of
from cchc_tui.records.typed import show_value

PROSE = "body"
"""The key of a change of a report's prose; its `old` and `new` say how many lines went and came."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one save, as the office reads it."""

    key: str
    label: str
    old: str
    """"" when the field was empty."""
    new: str


@dataclass(frozen=True, slots=True)
class Saved:
    """One save."""

    when: datetime
    """When the person saved, local time."""
    who: str
    commit: str
    """Full id of the commit."""
    words: str
    """What was saved, in one line: `công văn 17/CV-UBND: sửa Trích yếu`."""
    record: str
    """Id of the record; "" when the save changed several, or none."""
    changes: tuple[FieldChange, ...]
    """The fields of that record; empty when the save changed several."""
    count: int
    """How many files the save changed."""


@dataclass(frozen=True, slots=True)
class Blamed:
    """A field with who gave it its value."""

    key: str
    label: str
    value: str
    who: str
    when: datetime | None
    """None: not in the history yet."""
    commit: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A record whose file was removed outside the program; it can be brought back from the history."""

    record: Record
    path: str
    who: str
    when: datetime
    commit: str
    """The commit in which the file was there for the last time, for `restore_version`."""


def field_changes(before: Record | None, after: Record | None, office: OfficeSettings) -> tuple[FieldChange, ...]:
    """Return the fields that differ, in declared order, then the unknown keys; None is a record that was not there."""
    present = after or before
    if present is None:
        return ()
    changes = []
    for field in fields_of(type(present)):
        if field.system and not field.last:
            continue
        old, new = (_shown(record, field.key, office) for record in (before, after))
        if old != new:
            changes.append(FieldChange(field.key, field.label, old, new))
    for key in sorted({*(before.extra if before else ()), *(after.extra if after else ())}):
        old, new = (str(r.extra[key]) if r and key in r.extra else "" for r in (before, after))
        if old != new:
            changes.append(FieldChange(key, key, old, new))
    return tuple(changes)


def shown_value(record: Record, key: str, office: OfficeSettings) -> str:
    """Return the value of one key as the office reads it; "" when empty."""
    return _shown(record, key, office)


def _shown_row(row: Entity) -> str:
    """Return one small table on one line: its filled fields one after the other."""
    shown = (show_value(field, getattr(row, field.key)) for field in fields_of(type(row)))
    return " · ".join(", ".join(text.split("\n")) for text in shown if text)


def _shown(record: Record | None, key: str, office: OfficeSettings) -> str:
    field = field_of(type(record), key) if record else None
    if record is None or field is None:
        return ""
    value = getattr(record, key)
    if field.of is not None:
        return "\n".join(_shown_row(row) for row in value)
    return show_value(field, value, choices=choices_of(field, office, record) if value else ())
