"""Saving on a shared server: lock, re-read, merge by field, write whole, then commit, all under the lock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cchc_tui.errors import RefusedError
from cchc_tui.language.text import clean
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding
from cchc_tui.records.merge import FieldConflict, merge_records
from cchc_tui.storage.atomic import FileWrite, group_rights
from cchc_tui.storage.canonical import render
from cchc_tui.storage.journal import JournalEntry, Note
from cchc_tui.storage.lock import Tell, locked
from cchc_tui.storage.paths import birth_path
from cchc_tui.storage.person import current_person
from cchc_tui.storage.record_file import record_from
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.toml_file import MAX_RECORD_BYTES, fingerprint, parse_toml
from cchc_tui.storage.transaction import finish_saves, write_together
from cchc_tui.storage.tree_folder import TreeFolder, read_inside

BeforeWrite = Callable[[], None]
"""Called under the lock before anything is written: the place to refuse what became a duplicate meanwhile."""


class Change(NamedTuple):
    """What a person made of one record; `before` is None for a new one."""

    before: Stored[Record] | None
    after: Record


class Written(NamedTuple):
    """One record as the save found it on disk and as it left it."""

    path: str
    before: Record | None
    after: Record


class SaveMessage(NamedTuple):
    """What the message of one save says beyond the fields that changed."""

    lead: str = ""
    """How its first line begins: `hoàn tác: `."""
    trailers: tuple[str, ...] = ()
    """Further lines at its end, each `Key: value`."""


PLAIN_MESSAGE = SaveMessage()


class SaveHooks:
    """What a save asks of whoever keeps the history: here nothing but the journal. The office's ledger adds git."""

    tell: Tell | None = None
    """Hears whose save is being waited for."""
    read_only = False
    """The person asked for looking only: every save is refused."""

    def settle(self, records: Path, lock: int) -> None:
        """Finish what an earlier save left, before anything new is begun."""
        finish_saves(records, lambda _: "")

    def adopt(self, writes: Sequence[FileWrite], lock: int) -> None:
        """See to what lies on disk and was not saved by the program, before it is written over."""

    def placed(self) -> None:
        """Hear, once a save is on disk, whether the history has it or not."""

    def note(self, written: Sequence[Written], message: SaveMessage = PLAIN_MESSAGE) -> Note:
        """Return what the history will say of a save of records."""
        return self.text_note("", written[0].path)

    def text_note(self, subject: str, path: str = "", message: SaveMessage = PLAIN_MESSAGE) -> Note:
        """Return what the history will say of a save of prose, under the name of who saves."""
        person = current_person(None)
        return Note(subject, person.name or "", person.email or "", datetime.now().astimezone())

    def commit(self, entry: JournalEntry, lock: int) -> str | None:
        """Put a save into the history; its commit, "" without a history, None when that has to wait."""
        return ""


class ConflictError(RefusedError):
    """Two people changed the same field of one record. Nothing was written.

    `stored` is the colleague's record as it lies on disk, `merged` the same with all of mine that is not in conflict;
    each of `conflicts` has before, theirs and mine.
    """

    def __init__(
        self, stored: Stored[Record], mine: Record, merged: Record, conflicts: tuple[FieldConflict, ...]
    ) -> None:
        labels = ", ".join(f"“{c.label}”" for c in conflicts)
        super().__init__(
            f"Người khác vừa sửa {labels} của {mine.name} {mine.title}.",
            "Chưa ghi gì. Hãy xem bản của họ bên cạnh bản của mình rồi chọn.",
        )
        self.stored = stored
        self.mine = mine
        self.merged = merged
        self.conflicts = conflicts


class FileThereError(RefusedError):
    """The file of a new record is there already: somebody has begun it meanwhile. Nothing was written."""


class _Planned(NamedTuple):
    """One file as it will be: nothing is written before all of them are known."""

    written: Written
    write: FileWrite

    @property
    def changed(self) -> bool:
        return self.write.before != self.write.after


@contextmanager
def writing(records: Path, hooks: SaveHooks) -> Iterator[int]:
    """Yield the writers' lock with group rights, earlier saves finished; gives the lock's descriptor."""
    if hooks.read_only:
        raise RefusedError("Đang chỉ xem (--read-only) nên không ghi gì.", "Bỏ --read-only rồi chạy lại.")
    with group_rights(), locked(records, tell=hooks.tell) as lock:
        hooks.settle(records, lock)
        yield lock


def save_changes(
    records: Path,
    changes: Sequence[Change],
    *,
    hooks: SaveHooks | None = None,
    before_write: BeforeWrite | None = None,
    beside: Mapping[str, bytes | None] | None = None,
    message: SaveMessage = PLAIN_MESSAGE,
) -> list[Stored[Record]]:
    """Write all changes, or none when one of them meets a conflict; what is on disk afterwards, in order.

    `beside`: files of the program's own making that belong to the same save, new contents by path,
    None for one that goes.

    A record that nobody touched since it was read is replaced; one that a colleague changed is merged by field.
    Bytes equal to the file's are not written. Raises ConflictError, RefusedError, EnvironmentFaultError.
    """
    hooks = hooks or SaveHooks()
    with writing(records, hooks) as lock:
        if before_write is not None:
            before_write()
        with TreeFolder(records) as tree:
            planned = [_plan(tree, change) for change in changes]
        changed = [plan for plan in planned if plan.changed]
        if changed:
            note = hooks.note([plan.written for plan in changed], message)
            writes = [plan.write for plan in changed] + [_beside(records, *one) for one in (beside or {}).items()]
            write_files(records, writes, note, hooks, lock)
    return [Stored(p.written.after, p.written.path, fingerprint(p.write.after or b"")) for p in planned]


def _beside(records: Path, path: str, data: bytes | None) -> FileWrite:
    now = read_inside(records, path, limit=10 * MAX_RECORD_BYTES)
    if isinstance(now, Finding):
        raise RefusedError(now.message, "Chưa ghi gì.")
    return FileWrite(path, now, data)


def write_files(records: Path, writes: Sequence[FileWrite], note: Note, hooks: SaveHooks, lock: int) -> None:
    """Write the files together and put them into the history. Only inside `writing`."""
    hooks.adopt(writes, lock)
    write_together(records, writes, note, lambda entry: hooks.commit(entry, lock))
    hooks.placed()


def _plan(tree: TreeFolder, change: Change) -> _Planned:
    """Return what to write for one change, after reading the file again under the lock."""
    before = change.before
    if before is None:
        path = birth_path(change.after)
        if tree.read(path) is not None:
            raise FileThereError(f"Tệp {path} đã có, không ghi đè.", "Hãy tải lại danh sách rồi thử lại.")
        return _Planned(Written(path, None, change.after), FileWrite(path, None, render(change.after)))
    _refuse_newer(before)
    now = tree.read(before.path)
    if now is None:
        raise RefusedError(f"Tệp {before.path} không còn nữa: có người vừa xóa hoặc đổi tên.", "Chưa ghi gì.")
    if isinstance(now, Finding):
        raise RefusedError(now.message, "Chưa ghi gì.")
    if fingerprint(now) == before.fingerprint:
        _refuse_unlike(now, before)
        written = Written(before.path, before.record, change.after)
    else:
        written = _merged(now, before, change)
    return _Planned(written, FileWrite(before.path, now, render(written.after, keeping=(now,))))


def _refuse_unlike(now: bytes, before: Stored[Record]) -> None:
    """Refuse when what was shown is not what the file says: a cache may hint at records, never be their source."""
    file = parse_toml(Path(before.path), now, shown=before.path)
    read = record_from(file, before.path, type(before.record), None, [])
    if read is None or read.record.change(extra={}) != before.record.change(extra={}):
        raise RefusedError(
            f"Bản đang mở của {before.path} không giống tệp trên đĩa.",
            "Chưa ghi gì. Hãy xóa thư mục ~/.cache/cchc rồi mở lại chương trình.",
        )


def _refuse_newer(before: Stored[Record]) -> None:
    if before.read_only:
        raise RefusedError(
            f"{before.path} do phiên bản cchc mới hơn ghi nên ở đây chỉ đọc.", "Hãy nâng cấp cchc trên máy này."
        )


def _merged(now: bytes, before: Stored[Record], change: Change) -> Written:
    findings: list[Finding] = []
    read = parse_toml(Path(before.path), now, shown=before.path)
    theirs = record_from(read, before.path, type(before.record), None, findings)
    if theirs is None:
        raise RefusedError(findings[0].message, "Chưa ghi gì.")
    _refuse_newer(theirs)
    merged, conflicts = merge_records(before.record, theirs.record, change.after)
    if conflicts:
        raise ConflictError(theirs, change.after, merged, conflicts)
    return Written(before.path, theirs.record, merged)


def save_text(
    records: Path,
    path: str,
    text: str,
    before: str | None,
    *,
    subject: str,
    message: SaveMessage = PLAIN_MESSAGE,
    hooks: SaveHooks | None = None,
) -> str:
    """Write a Markdown file of the records (a report's body); its new fingerprint.

    `before` is the fingerprint of what was read, None for a new file. Raises RefusedError when the file has changed
    since: prose is not merged by itself.
    """
    hooks = hooks or SaveHooks()
    data = text_bytes(text)
    with writing(records, hooks) as lock:
        now = _text_now(records, path, before)
        if now != data:
            write_files(records, [FileWrite(path, now, data)], hooks.text_note(subject, path, message), hooks, lock)
    return fingerprint(data)


def text_bytes(text: str) -> bytes:
    """Return a prose as it is written: clean, with one line feed at its end."""
    return (clean(text).rstrip("\n") + "\n").encode("utf-8")


def _text_now(records: Path, path: str, before: str | None) -> bytes | None:
    """Return the file's bytes, proven to be those that were read; None for a new file."""
    now = read_inside(records, path)
    if before is None and now is None:
        return None
    if now is None or isinstance(now, Finding) or fingerprint(now) != before:
        raise RefusedError(
            f"{path} đã được người khác sửa từ khi mở ra.",
            "Chưa ghi gì. Hãy mở lại và chép phần mình sửa vào.",
        )
    return now
