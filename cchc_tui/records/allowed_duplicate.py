"""A duplicate that was kept on purpose: its note says so and why, and checks leave it alone."""

from __future__ import annotations

from cchc_tui.records.fields import Record

_MARK = "Cố ý nhập trùng:"


def with_reason(note: str | None, reason: str) -> str:
    """Return the note with the reason for keeping a duplicate on a line of its own."""
    return "\n".join(filter(None, (note, f"{_MARK} {reason}")))


def reason_to_keep(record: Record) -> str | None:
    """Return why this duplicate was kept; None for a record whose note does not say so."""
    note = getattr(record, "note", None) or ""
    for line in note.split("\n"):
        if line.startswith(_MARK) and (reason := line.removeprefix(_MARK).strip()):
            return str(reason)
    return None
