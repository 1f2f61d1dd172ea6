"""Several files in one save: all new or all old, even when the program is killed between two of them.

An entry with every new content is on disk before the first file changes. It goes when the save is in the history; one
that is found later is finished by whoever holds the lock next, under the name of the person who saved.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cchc_tui.errors import CchcError, EnvironmentFaultError
from cchc_tui.records.finding import Finding
from cchc_tui.storage.atomic import (
    FileWrite,
    clear_staging,
    place,
    replace_file,
    safe_target,
    stage,
    stays_inside,
    take_back,
    unstage,
    work_folder,
)
from cchc_tui.storage.pending import SAVED, WRITING, journal_files
from cchc_tui.storage.toml_file import fingerprint, read_bytes

_DAMAGED = ".damaged"
"""Cannot be read; kept for the person who repairs."""
_FORMAT = 1
_LIMIT = 200_000_000
"""Largest journal entry in bytes that is read back."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the history will say of a save."""

    message: str
    name: str
    email: str
    when: datetime


@dataclass(frozen=True)
class JournalEntry:
    """One save in the journal."""

    file: Path
    note: Note
    after: Mapping[str, bytes | None]
    """New content by path; None where the file goes."""
    before: Mapping[str, str | None]
    """Fingerprint of the old content by path; None where there was no file."""

    @property
    def placed(self) -> bool:
        """Whether its files are known to be in place."""
        return self.file.suffix == SAVED


Commit = Callable[[JournalEntry], bool]
"""Puts a save into the history; False when that has to wait."""


def write_together(records: Path, writes: Sequence[FileWrite], note: Note, commit: Commit) -> None:
    """Write all files, or none when the system refuses one, and put them into the history. Only under the lock."""
    staged = []
    try:
        for write in writes:
            staged.append(stage(records, write))
        entry = _keep(records, writes, note)
    except CchcError:
        for one in staged:
            unstage(one)
        raise
    done: list[FileWrite] = []
    try:
        for one in staged:
            place(records, one)
            done.append(one.write)
    except CchcError as fault:
        for one in staged:
            unstage(one)
        _put_back(records, done, entry, fault)
        raise
    _hand_over(entry, commit)


def _put_back(records: Path, done: Sequence[FileWrite], entry: JournalEntry, fault: CchcError) -> None:
    """Undo the part that was written. When even that fails the journal stays, and the next save finishes the work."""
    try:
        for write in reversed(done):
            take_back(records, write)
    except (CchcError, OSError) as worse:
        raise EnvironmentFaultError(
            f"{fault.message} Việc lưu {len(entry.after)} tệp dừng giữa chừng.",
            "Đã ghi nhật ký: lần mở hoặc lần lưu sau sẽ tự làm nốt. Hãy báo người quản trị xem đĩa.",
        ) from worse
    _drop(entry)


def entries(records: Path) -> list[JournalEntry]:
    """The saves that are not yet finished or not yet in the history, oldest first. Damaged ones are passed over."""
    return [entry for entry in map(_read, journal_files(records)) if entry is not None]


def unfinished(records: Path) -> bool:
    """Whether a save stopped half-way or waits for the history: one look at one folder."""
    return bool(journal_files(records))


def finish_saves(records: Path, commit: Commit) -> list[str]:
    """Complete what a killed program left, and commit what waits; the paths that changed. Only under the lock.

    The history keeps the order of the saves, so the first that still has to wait holds up the others.
    """
    clear_staging(records)
    changed: list[str] = []
    found = _sound_entries(records)
    for entry in found:
        if not entry.placed:
            changed += _replay(records, entry)
    for entry in found:
        if not _hand_over(entry, commit):
            break
    return changed


def _sound_entries(records: Path) -> list[JournalEntry]:
    """The entries that can be read; the others are laid aside, so that they do not hold up the rest for ever."""
    found = []
    for file in journal_files(records):
        entry = _read(file)
        if entry is None:
            file.rename(file.with_suffix(_DAMAGED))
        else:
            found.append(entry)
    return found


def _replay(records: Path, entry: JournalEntry) -> list[str]:
    """Write the files that are still as they were before the save; one that is neither old nor new stays as it is."""
    written = []
    for path, after in entry.after.items():
        now = read_bytes(safe_target(records, path), shown=path)
        old = None if isinstance(now, Finding) else now
        if (fingerprint(old) if old is not None else None) == entry.before[path] and old != after:
            place(records, stage(records, FileWrite(path, old, after)))
            written.append(path)
    return written


def _hand_over(entry: JournalEntry, commit: Commit) -> bool:
    """Give the save to the history after all earlier ones; what has to wait is marked as saved."""
    earlier = any(f.name < entry.file.name and f.suffix == SAVED for f in entry.file.parent.iterdir())
    if not earlier and commit(entry):
        _drop(entry)
        return True
    if not entry.placed:
        with suppress(OSError):
            entry.file.rename(entry.file.with_suffix(SAVED))
    return False


def _drop(entry: JournalEntry) -> None:
    for suffix in (WRITING, SAVED):
        with suppress(OSError):
            entry.file.with_suffix(suffix).unlink(missing_ok=True)


def _keep(records: Path, writes: Sequence[FileWrite], note: Note) -> JournalEntry:
    """Write the entry; from here on the save will happen whole."""
    folder = work_folder(records, "journal")
    numbers = [int(f.stem) for f in folder.iterdir() if f.stem.isdigit()]
    file = folder / f"{max(numbers, default=0) + 1:08d}{WRITING}"
    plain = {
        "format": _FORMAT,
        "message": note.message,
        "name": note.name,
        "email": note.email,
        "when": note.when.isoformat(),
        "files": [_plain(write) for write in writes],
    }
    replace_file(file, json.dumps(plain, indent=1).encode("utf-8"))
    entry = _read(file)
    if entry is None:
        raise EnvironmentFaultError(f"Không đọc lại được nhật ký {file}.", "Chưa ghi gì. Hãy báo người quản trị.")
    return entry


def _plain(write: FileWrite) -> dict[str, Any]:
    before = None if write.before is None else fingerprint(write.before)
    if write.after is None:
        return {"path": write.path, "before": before}
    try:
        return {"path": write.path, "before": before, "text": write.after.decode("utf-8")}
    except UnicodeDecodeError:
        return {"path": write.path, "before": before, "base64": base64.b64encode(write.after).decode("ascii")}


def _read(file: Path) -> JournalEntry | None:
    data = read_bytes(file, shown=file.name, limit=_LIMIT)
    if isinstance(data, Finding):
        return None
    try:
        plain = json.loads(data)
        note = Note(plain["message"], plain["name"], plain["email"], datetime.fromisoformat(plain["when"]))
        after = {f["path"]: _content(f) for f in plain["files"]}
        before = {f["path"]: f["before"] for f in plain["files"]}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if not all(isinstance(path, str) and stays_inside(path) for path in after):
        return None
    return JournalEntry(file, note, after, before)


def _content(plain: Mapping[str, Any]) -> bytes | None:
    if "text" in plain:
        return str(plain["text"]).encode("utf-8")
    return base64.b64decode(plain["base64"]) if "base64" in plain else None
