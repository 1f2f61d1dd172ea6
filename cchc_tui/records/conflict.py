"""A conflict somebody has to settle: two versions of one file, and the fields in which they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cchc_tui.language.wording import format_date
from cchc_tui.records.fields import Record
from cchc_tui.records.history import field_changes
from cchc_tui.records.merge import TOMBSTONE, FieldConflict
from cchc_tui.records.office import OfficeSettings

WHOLE_TEXT = "text"
"""The key of the one field of a conflict in prose, or in a file that cannot be read as a record."""


class ConflictOrigin(StrEnum):
    """Where a conflict comes from."""

    MERGE = "merge"
    """A `git merge` by hand that stopped; git holds the three versions."""
    MARKS = "marks"
    """A file with conflict marks that git knows nothing of."""
    SYNC = "sync"
    """`cchc sync`: the other copy of the records, not merged yet."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions of one file. `theirs` in each field is the colleague's, `mine` that of this copy."""

    path: str
    origin: ConflictOrigin
    merged: Record | None
    """The record with everything that is not in conflict; None for prose."""
    fields: tuple[FieldConflict, ...]
    """Empty when both versions fit together: then it only has to be confirmed."""
    fingerprint: str | None
    """SHA-256 of the file as it lies on disk; None when it is not there."""
    theirs: str = ""
    """Id of the colleague's version in the history; "" when it is not there."""
    sides: tuple[Record, Record, Record] | None = None
    """The record before, theirs and mine; None for prose."""
    files: tuple[bytes | None, ...] = ()
    """Mine and theirs as files: comments typed into them outlive the choice."""

    @property
    def title(self) -> str:
        """What it is about, in a few words."""
        return f"{self.merged.name} {self.merged.title}" if self.merged else self.path

    @property
    def record(self) -> str:
        """Id of the record; "" for prose."""
        return self.merged.id if self.merged else ""

    def told(self, office: OfficeSettings) -> tuple[str, str]:
        """Return what they and what we did to the record since, in words; "" and "" for prose."""
        if self.sides is None:
            return "", ""
        before, theirs, mine = self.sides
        return _told(before, theirs, office), _told(before, mine, office)

    def missing(self, choices: Mapping[str, Any]) -> list[str]:
        """Return the labels of the fields nothing was chosen for yet."""
        return [f.label for f in self.fields if f.key not in choices]


def _told(before: Record, after: Record, office: OfficeSettings) -> str:
    """Return `xóa ngày 23/11/2026 (Trần Thị Lan): nhập trùng`, `sửa Ghi chú: (trống) → “x”`, or `giữ nguyên`."""
    done = []
    if after.deleted and not before.deleted:
        day = format_date(after.deleted_on) if after.deleted_on else "không rõ ngày"
        who, why = after.deleted_by or "không rõ ai", after.deleted_because or "không rõ vì sao"
        done.append(f"xóa ngày {day} ({who}): {why}")
    elif before.deleted and not after.deleted:
        done.append("lấy lại hồ sơ đã xóa")
    for change in field_changes(before, after, office):
        if change.key not in TOMBSTONE:
            sides = (f"“{text}”" if text else "(trống)" for text in (change.old, change.new))
            done.append(f"sửa {change.label}: {' → '.join(sides)}")
    return "; ".join(done) or "giữ nguyên"
