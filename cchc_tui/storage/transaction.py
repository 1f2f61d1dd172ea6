"""Several files in one save: all new or all old, whatever the disk does and whenever the program is killed.

What is refused is taken back and never performed later; where not even that is certain, the sentence says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from cchc_tui.errors import CchcError, EnvironmentFaultError, RefusedError
from cchc_tui.records.finding import Finding
from cchc_tui.storage.account_folder import AccountFolder
from cchc_tui.storage.atomic import FileWrite
from cchc_tui.storage.faults import write_fault
from cchc_tui.storage.journal import (
    JournalEntry,
    Note,
    cancel_entry,
    entries,
    mark_done,
    mark_saved,
    set_aside_damaged,
    write_entry,
)
from cchc_tui.storage.pending import open_entries
from cchc_tui.storage.staging import Staging, clear_staging
from cchc_tui.storage.toml_file import fingerprint
from cchc_tui.storage.tree_folder import TreeFolder

Commit = Callable[[JournalEntry], str | None]
"""Puts a save into the history: the commit's id, "" where there is no history to be in, None when it has to wait."""


def write_together(records: Path, writes: Sequence[FileWrite], note: Note, commit: Commit) -> None:
    """Write all files, or none when the system refuses one, and put them into the history. Only under the lock."""
    try:
        with TreeFolder(records) as tree, AccountFolder(tree) as own:
            clear_staging(own.staging)
            staging = Staging(tree, own.staging)
            staging.prepare(writes)
            try:
                entry = _begin(tree, own, writes, note)
                _place(staging, own, entry)
            finally:
                staging.discard()
    except OSError as error:
        raise write_fault(records, error) from error
    if any(earlier.placed and earlier.name.number < entry.name.number for earlier in entries(records)):
        mark_saved(records, entry)
    else:
        hand_over(records, entry, commit)


def _begin(tree: TreeFolder, own: AccountFolder, writes: Sequence[FileWrite], note: Note) -> JournalEntry:
    """Write the journal entry, or be sure that there is none."""
    known = {name.name for name in open_entries(tree.records)}
    try:
        return write_entry(tree, own, writes, note)
    except OSError as error:
        begun = [n for n in open_entries(tree.records) if n.account == own.account and n.name not in known]
        fault = write_fault(tree.records / writes[0].path, error)
        if all(cancel_entry(own, name.name) for name in begun):
            raise fault from error
        raise _unsure(fault, len(writes)) from error


def _place(staging: Staging, own: AccountFolder, entry: JournalEntry) -> None:
    """Put the files in place; on a fault all of them are what they were, and the entry is never performed."""
    try:
        staging.place()
    except CchcError as fault:
        try:
            staging.take_back()
        except (CchcError, OSError) as worse:
            raise _unsure(fault, len(entry.after)) from worse
        if not cancel_entry(own, entry.name.name):
            raise _unsure(fault, len(entry.after)) from fault
        raise


def _unsure(fault: CchcError, count: int) -> EnvironmentFaultError:
    """Return the sentence for a save that may still come to pass: the disk refuses to take it back too."""
    cause = fault.message.removesuffix(" Tệp cũ còn nguyên.")
    return EnvironmentFaultError(
        f"{cause} Việc lưu {count} tệp dừng giữa chừng và đĩa không cho lấy lại.",
        "Lần lưu này có thể còn trong nhật ký; nếu còn, lần lưu sau (của bất cứ ai) sẽ làm nốt. Hãy báo người quản trị"
        " xem đĩa, rồi mở hồ sơ ra xem trước khi nhập lại.",
    )


def finish_saves(records: Path, commit: Commit) -> list[str]:
    """Complete what a killed program left, and commit what waits; the paths that changed. Only under the lock.

    The history keeps the order of the saves, so the first that still has to wait holds up the others.
    """
    try:
        set_aside_damaged(records)
        found = entries(records)
        with TreeFolder(records) as tree, AccountFolder(tree) as own:
            changed = [path for entry in found if not entry.placed for path in put_in_place(tree, own, entry)]
    except OSError as error:
        raise write_fault(records, error) from error
    for entry in found:
        if not hand_over(records, entry, commit):
            break
    return changed


def put_in_place(tree: TreeFolder, own: AccountFolder, entry: JournalEntry) -> list[str]:
    """Write the files that are still as they were before the save; one that is neither old nor new stays as it is."""
    writes = []
    for path, after in entry.after.items():
        try:
            now = tree.read(path)
        except RefusedError:
            continue  # a link stands there: nothing is written through it
        if isinstance(now, Finding) or now == after:
            continue
        if (None if now is None else fingerprint(now)) == entry.before[path]:
            writes.append(FileWrite(path, now, after))
    if writes:
        staging = Staging(tree, own.staging)
        staging.prepare(writes)
        try:
            staging.place()
        finally:
            staging.discard()
    return [write.path for write in writes]


def hand_over(records: Path, entry: JournalEntry, commit: Commit) -> bool:
    """Give a save to the history; what has to wait is marked as saved. Only when no earlier one waits."""
    made = commit(entry)
    if made is None:
        mark_saved(records, entry)
        return False
    mark_done(records, entry, made)
    return True
