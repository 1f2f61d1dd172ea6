"""Saving on a shared server: lock, re-read, merge by field, write whole, then commit, all under the lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.domain.fields import Record
from cchc_tui.domain.finding import Finding
from cchc_tui.domain.merge import FieldConflict, merge_records
from cchc_tui.domain.text import clean
from cchc_tui.errors import RefusedError
from cchc_tui.storage.atomic import create_file, group_rights, replace_file
from cchc_tui.storage.canonical import render
from cchc_tui.storage.lock import locked
from cchc_tui.storage.paths import birth_path
from cchc_tui.storage.repository import Stored, load_record
from cchc_tui.storage.toml_file import fingerprint, read_bytes

BeforeWrite = Callable[[], None]
"""Called under the lock before anything is written: the place to refuse what became a duplicate meanwhile."""

AfterWrite = Callable[[Sequence[str]], None]
"""Called under the lock with the relative paths just written: the place of the git commit."""


@dataclass(frozen=True)
class Change:
    """What a person made of one record; `before` is None for a new one."""

    before: Stored[Record] | None
    after: Record
    drop_comments: bool = False
    """The person has seen the file's hand-written comments and agreed that saving drops them."""


class ConflictError(RefusedError):
    """Two people changed the same field of one record. Nothing was written."""

    def __init__(self, stored: Stored[Record], mine: Record, conflicts: tuple[FieldConflict, ...]) -> None:
        labels = ", ".join(f"“{c.label}”" for c in conflicts)
        super().__init__(
            f"Người khác vừa sửa {labels} của {mine.name} {mine.title}.",
            "Chưa ghi gì. Hãy xem bản của họ bên cạnh bản của mình rồi chọn.",
        )
        self.stored = stored
        self.mine = mine
        self.conflicts = conflicts


@dataclass(frozen=True)
class _Planned:
    """One file as it will be: nothing is written before all of them are known."""

    path: str
    record: Record
    data: bytes
    create: bool
    changed: bool


def save_changes(
    records: Path,
    changes: Sequence[Change],
    *,
    before_write: BeforeWrite | None = None,
    after_write: AfterWrite | None = None,
) -> list[Stored[Record]]:
    """Write all changes, or none when one of them meets a conflict; what is on disk afterwards, in order.

    A record that nobody touched since it was read is replaced; one that a colleague changed is merged by field.
    Bytes equal to the file's are not written. Raises ConflictError, RefusedError, EnvironmentFaultError.
    """
    with group_rights(), locked(records):
        if before_write is not None:
            before_write()
        planned = [_plan(records, change) for change in changes]
        for plan in planned:
            if plan.create:
                create_file(records / plan.path, plan.data)
            elif plan.changed:
                replace_file(records / plan.path, plan.data)
        written = [plan.path for plan in planned if plan.changed]
        if written and after_write is not None:
            after_write(written)
    return [Stored(plan.record, plan.path, fingerprint(plan.data)) for plan in planned]


def _plan(records: Path, change: Change) -> _Planned:
    """What to write for one change, after reading the file again under the lock."""
    before = change.before
    if before is None:
        data = render(change.after)
        return _Planned(birth_path(change.after), change.after, data, create=True, changed=True)
    _refuse_unsafe(before, change)
    now = read_bytes(records / before.path, shown=before.path)
    if isinstance(now, Finding):
        raise RefusedError(now.message, "Chưa ghi gì; bản đang gõ được giữ làm bản nháp.")
    after = change.after
    if fingerprint(now) != before.fingerprint:
        after = _merged(records, before, change.after)
    data = render(after)
    return _Planned(before.path, after, data, create=False, changed=data != now)


def _refuse_unsafe(before: Stored[Record], change: Change) -> None:
    if before.read_only:
        raise RefusedError(
            f"{before.path} do phiên bản cchc mới hơn ghi nên ở đây chỉ đọc.", "Hãy nâng cấp cchc trên máy này."
        )
    if before.comments and not change.drop_comments:
        raise RefusedError(
            f"{before.path} có lời chú gõ tay: {before.comments[0]}",
            "Hãy chuyển lời chú vào ô Ghi chú, hoặc đồng ý bỏ nó, rồi lưu lại.",
        )


def _merged(records: Path, before: Stored[Record], mine: Record) -> Record:
    findings: list[Finding] = []
    theirs = load_record(records, before.path, type(before.record), None, findings)
    if theirs is None:
        raise RefusedError(findings[0].message, "Chưa ghi gì; bản đang gõ được giữ làm bản nháp.")
    merged, conflicts = merge_records(before.record, theirs.record, mine)
    if conflicts:
        raise ConflictError(theirs, mine, conflicts)
    return merged


def save_text(
    records: Path, path: str, text: str, before: str | None, *, after_write: AfterWrite | None = None
) -> str:
    """Write a Markdown file of the records (a report's body); its new fingerprint.

    `before` is the fingerprint of what was read, None for a new file. Raises RefusedError when the file has changed
    since: prose is not merged by itself.
    """
    data = (clean(text).rstrip("\n") + "\n").encode("utf-8")
    with group_rights(), locked(records):
        if before is None:
            create_file(records / path, data)
        else:
            now = read_bytes(records / path, shown=path)
            if isinstance(now, Finding) or fingerprint(now) != before:
                raise RefusedError(
                    f"{path} đã được người khác sửa từ khi mở ra.",
                    "Chưa ghi gì; bản đang gõ được giữ làm bản nháp. Hãy mở lại và chép phần mình sửa vào.",
                )
            if now == data:
                return before
            replace_file(records / path, data)
        if after_write is not None:
            after_write([path])
    return fingerprint(data)
