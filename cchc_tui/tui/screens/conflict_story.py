"""Who did what before two versions met: told above the choice, so that nobody chooses blindly."""

from __future__ import annotations

from difflib import ndiff
from typing import TYPE_CHECKING

from cchc_tui.domain.conflict import Conflict, Origin
from cchc_tui.domain.fields import Record
from cchc_tui.domain.merge import DELETION, FieldConflict, changed_fields
from cchc_tui.domain.text import printable
from cchc_tui.domain.wording import format_date
from cchc_tui.errors import CchcError, WrongUseError
from cchc_tui.workspace import ConflictError

if TYPE_CHECKING:
    from cchc_tui.domain.history import Saved
    from cchc_tui.workspace import Workspace

_TOMBSTONE = ("Ngày xóa", "Người xóa", "Lý do xóa")
_LONGEST = 400
"""Lines of prose that are compared line by line; longer ones are shown from their beginning."""
_ORIGINS = {
    Origin.MERGE: "Một lần ghép bằng git dừng lại ở đây; họ là bản được ghép vào.",
    Origin.MARKS: "Trong tệp còn dấu <<<<<<< >>>>>>> của git; họ là bản ở nửa dưới.",
    Origin.SYNC: "Hai kho cùng sửa; họ là kho kia, mình là kho này.",
}


def story_of(workspace: Workspace, fault: ConflictError | Conflict) -> tuple[str, ...]:
    """Where the dispute comes from, and the last save of the record with its person."""
    if isinstance(fault, Conflict):
        lines = [_ORIGINS[fault.origin]]
        last = _last_save(workspace, fault.record) if fault.record else None
        return (*lines, f"Lần lưu gần nhất ở đây: {_told(last)}") if last else tuple(lines)
    last = _last_save(workspace, fault.stored.record.id)
    return (f"Bản của họ: {_told(last)}",) if last else ()


def _last_save(workspace: Workspace, record: str) -> Saved | None:
    try:
        return next(iter(workspace.log(record, 1)), None)
    except CchcError:
        return None


def _told(saved: Saved) -> str:
    return printable(f"{saved.who} lưu lúc {saved.when:%H:%M ngày %d/%m/%Y}: {saved.words}")


def deletion_words(workspace: Workspace, fault: ConflictError | Conflict, field: FieldConflict, side: str) -> str:
    """Delete or keep, in words: who deleted, when and why; what the other side worked on."""
    value = {"theirs": field.theirs, "mine": field.mine}.get(side, field.before)
    if not side:
        return "đã xóa" if value else "đang dùng"
    theirs, mine = _sides(workspace, fault)
    record = theirs if side == "theirs" else mine
    if value is not None:
        who = f" {record.deleted_by}" if record and record.deleted_by else ""
        why = f", lý do: {record.deleted_because}" if record and record.deleted_because else ""
        return printable(f"XÓA hồ sơ ({who.strip() or 'không rõ ai'} xóa ngày {format_date(value)}{why})")
    other = mine if side == "theirs" else theirs
    changed = _worked_on(other, fault) if side == "theirs" else _worked_on(theirs, fault)
    return printable("GIỮ LẠI hồ sơ" + (f", với phần vừa sửa: {changed}" if changed else ""))


def _sides(workspace: Workspace, fault: ConflictError | Conflict) -> tuple[Record | None, Record | None]:
    """The two records as far as they are known here."""
    if isinstance(fault, ConflictError):
        return fault.stored.record, fault.mine
    try:
        return fault.merged, workspace.find(fault.record).record
    except WrongUseError:
        return fault.merged, None


def _worked_on(side: Record | None, fault: ConflictError | Conflict) -> str:
    """The labels of what the keeping side changed: what differs between the deleted record and both together."""
    if side is None or fault.merged is None:
        return ""
    labels = changed_fields(side, fault.merged)
    fields = fault.fields if isinstance(fault, Conflict) else fault.conflicts
    labels += [f.label for f in fields if f.key != DELETION and f.label not in labels]
    return ", ".join(label for label in labels if label not in _TOMBSTONE)


def changed_lines(before: str, after: str) -> str:
    """The lines of a text that are not in the one before, `+`, and those that went, `-`; the text where it is long."""
    old, new = before.splitlines(), after.splitlines()
    if max(len(old), len(new)) > _LONGEST:
        return after
    found = [row for row in ndiff(old, new) if row[:2] in ("+ ", "- ") and row[2:].strip()]
    return "\n".join(found) or "(như trước)"
