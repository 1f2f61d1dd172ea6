"""Who did what before two versions met: told above the choice, so that nobody chooses blindly."""

from __future__ import annotations

from difflib import ndiff
from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_date
from cchc_tui.office import ConflictError
from cchc_tui.records.conflict import Conflict, ConflictOrigin
from cchc_tui.records.fields import Record
from cchc_tui.records.merge import DELETION, FieldConflict, changed_fields

if TYPE_CHECKING:
    from cchc_tui.office import Office
    from cchc_tui.records.history import Saved

_TOMBSTONE = ("Ngày xóa", "Người xóa", "Lý do xóa")
_LONGEST = 400
"""Lines of prose that are compared line by line; longer ones are shown from their beginning."""
_ORIGINS = {
    ConflictOrigin.MERGE: "Một lần ghép bằng git dừng lại ở đây; họ là bản được ghép vào.",
    ConflictOrigin.MARKS: "Trong tệp còn dấu <<<<<<< >>>>>>> của git; họ là bản ở nửa dưới.",
    ConflictOrigin.SYNC: "Hai kho cùng sửa; họ là kho kia, mình là kho này.",
}


def story_of(office: Office, fault: ConflictError | Conflict) -> tuple[str, ...]:
    """Return where the dispute comes from and what each side did; of a save that met another one, that save's
    person.
    """
    if isinstance(fault, Conflict):
        theirs, mine = fault.told(office.settings)
        sides = (f"Họ đã: {printable(theirs)}", f"Mình đã: {printable(mine)}") if theirs else ()
        return (_ORIGINS[fault.origin], *sides)
    last = _last_save(office, fault.stored.record.id)
    return (f"Bản của họ: {_told(last)}",) if last else ()


def _last_save(office: Office, record: str) -> Saved | None:
    try:
        return next(iter(office.history.log(record, 1)), None)
    except CchcError:
        return None


def _told(saved: Saved) -> str:
    return printable(f"{saved.who} lưu lúc {saved.when:%H:%M ngày %d/%m/%Y}: {saved.words}")


def deletion_words(fault: ConflictError | Conflict, field: FieldConflict, side: str) -> str:
    """Delete or keep, in words: who deleted, when and why; what the other side worked on."""
    value = {"theirs": field.theirs, "mine": field.mine}.get(side, field.before)
    if not side:
        return "đã xóa" if value else "đang dùng"
    sides = _sides(fault)
    if sides is None:
        return format_date(value) if value is not None else "GIỮ LẠI hồ sơ"
    record, other = sides if side == "theirs" else sides[::-1]
    if value is not None:
        who = record.deleted_by or "không rõ ai"
        why = f", lý do: {record.deleted_because}" if record.deleted_because else ""
        return printable(f"XÓA hồ sơ ({who} xóa ngày {format_date(value)}{why})")
    changed = _worked_on(other, fault)
    return printable("GIỮ LẠI hồ sơ" + (f", với phần vừa sửa: {changed}" if changed else ""))


def _sides(fault: ConflictError | Conflict) -> tuple[Record, Record] | None:
    """Return their record and mine; None where they are not known."""
    if isinstance(fault, ConflictError):
        return fault.stored.record, fault.mine
    return fault.sides[1:] if fault.sides is not None else None


def _worked_on(deleted: Record, fault: ConflictError | Conflict) -> str:
    """Return the labels of what the keeping side changed: what differs between the deleted record and both together."""
    labels = changed_fields(deleted, fault.merged) if fault.merged is not None else []
    fields = fault.fields if isinstance(fault, Conflict) else fault.conflicts
    labels += [f.label for f in fields if f.key != DELETION and f.label not in labels]
    return ", ".join(label for label in labels if label not in _TOMBSTONE)


def changed_lines(before: str, after: str) -> str:
    """Return the lines of a text that are not in the one before, `+`, and those that went, `-`; the text where it is
    long.
    """
    old, new = before.splitlines(), after.splitlines()
    if max(len(old), len(new)) > _LONGEST:
        return after
    found = [row for row in ndiff(old, new) if row[:2] in ("+ ", "- ") and row[2:].strip()]
    return "\n".join(found) or "(như trước)"
