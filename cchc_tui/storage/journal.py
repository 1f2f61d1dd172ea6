"""The journal: one entry for each save, with every new content, on disk before the first file changes.

An entry is `N.writing` while its files may be half in place, `N.saved` while only the history waits, `N.<commit>.done`
once the history has it. The last ones are kept: a commit that a power cut took is made again from them.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from cchc_tui.errors import CchcError
from cchc_tui.records.finding import Finding
from cchc_tui.storage.account_folder import AccountFolder
from cchc_tui.storage.atomic import CREATE, FileWrite, write_all
from cchc_tui.storage.pending import (
    DAMAGED,
    DONE,
    SAVED,
    WRITING,
    EntryName,
    journal_names,
    open_entries,
    opened_journal,
)
from cchc_tui.storage.toml_file import fingerprint, read_bytes
from cchc_tui.storage.tree_folder import TreeFolder, stays_inside

FORMAT = 2
"""1 said by a missing text that a file goes; a version that knows another way to write a text would be misread."""
_KNOWN_FORMATS = (1, FORMAT)
_ENTRY_MODE = 0o640
"""Colleagues read an entry and may take it away, but cannot change what it says."""
_LIMIT = 200_000_000
"""Largest journal entry in bytes that is read back."""
_KEPT_ENTRIES = 20
_KEPT_BYTES = 10_000_000
"""How much of what the history has is kept for each account, besides the newest entry."""


class Note(NamedTuple):
    """What the history will say of a save."""

    message: str
    name: str
    email: str
    when: datetime


class JournalEntry(NamedTuple):
    """One save in the journal."""

    name: EntryName
    note: Note
    after: Mapping[str, bytes | None]
    """New content by path; None where the file goes."""
    before: Mapping[str, str | None]
    """Fingerprint of the old content by path; None where there was no file."""

    @property
    def placed(self) -> bool:
        """Whether its files are known to be in place."""
        return self.name.state != WRITING


class UnknownFormatError(ValueError):
    """An entry that a newer version wrote: nothing may be concluded from it."""


def entries(records: Path) -> list[JournalEntry]:
    """Return the saves that are not yet finished or not yet in the history, oldest first.

    What is damaged, of an unknown format, or not written by the account it is said to be of, is passed over.
    """
    return _readable(records, open_entries(records))


def done_entries(records: Path) -> list[JournalEntry]:
    """Return the last saves that the history has, oldest first, as far as they are kept."""
    return _readable(records, [name for name in journal_names(records) if name.state == DONE])


def unfinished(records: Path) -> bool:
    """Say whether a save stopped half-way or waits for the history."""
    return bool(open_entries(records))


def unknown_entries(records: Path) -> list[EntryName]:
    """Return the entries of a format that this version does not know; they are left as they are."""
    found = []
    for name in open_entries(records):
        try:
            _read(records, name)
        except UnknownFormatError:
            found.append(name)
    return found


def finished_contents(records: Path) -> dict[str, bytes | None]:
    """Return what the files of half-written saves hold once those are finished, by path; None where one goes.

    Who only looks goes by this and writes nothing; the next save finishes them.
    """
    found: dict[str, bytes | None] = {}
    with TreeFolder(records) as tree:
        for entry in entries(records):
            if entry.placed:
                continue
            for path, after in entry.after.items():
                try:
                    now = found[path] if path in found else tree.read(path)
                except CchcError:
                    continue  # a link, or a folder that is closed: what lies there is not the save's
                if not isinstance(now, Finding) and _mark(now) == entry.before[path] and now != after:
                    found[path] = after
    return found


def write_entry(tree: TreeFolder, own: AccountFolder, writes: Sequence[FileWrite], note: Note) -> JournalEntry:
    """Write an entry; from here on the save will happen whole. OSError when it is not there for certain.

    After a fault nothing of it is left, unless `cancel_entry` could not do its work either.
    """
    last = max((name.number for name in journal_names(tree.records)), default=0)
    name = EntryName(last + 1, own.account, f"{last + 1:08d}{WRITING}")
    after = {write.path: write.after for write in writes}
    before = {write.path: _mark(write.before) for write in writes}
    temporary = f".{name.name}.tmp"
    clear_temporary_entries(own)
    try:
        descriptor = os.open(temporary, CREATE, _ENTRY_MODE, dir_fd=own.journal)
        try:
            write_all(descriptor, _serialized(note, after, before))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.rename(temporary, name.name, src_dir_fd=own.journal, dst_dir_fd=own.journal)
        os.fsync(own.journal)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=own.journal)
        raise
    return JournalEntry(name, note, after, before)


def clear_temporary_entries(own: AccountFolder) -> None:
    """Remove the entries that a killed program of this account had not finished writing. Only under the lock."""
    folder: int = own.journal
    for name in os.listdir(folder):
        if name.startswith(".") and name.endswith(f"{WRITING}.tmp"):
            with suppress(OSError):
                os.unlink(name, dir_fd=folder)


def cancel_entry(own: AccountFolder, name: str) -> bool:
    """See to it that an entry is never performed; False when the disk does not promise that.

    It is emptied before it is removed: a name that a power cut brings back then says nothing.
    """
    emptied = removed = False
    try:
        descriptor = os.open(name, os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=own.journal)
    except FileNotFoundError:
        return True
    except OSError:
        pass
    else:
        with suppress(OSError):
            os.fsync(descriptor)
            emptied = True
        os.close(descriptor)
    with suppress(OSError):
        os.unlink(name, dir_fd=own.journal)
        os.fsync(own.journal)
        removed = True
    return emptied or removed


def mark_saved(records: Path, entry: JournalEntry) -> None:
    """Note that the files are in place and only the history waits. A disk that refuses costs nothing: see `entries`."""
    if not entry.placed:
        _rename(records, entry.name, f"{entry.name.number:08d}{SAVED}")


def mark_done(records: Path, entry: JournalEntry, commit: str) -> None:
    """Note that the history has the save, and let go of the oldest that are kept.

    `commit` "": there is no history that it could be in.
    """
    if _rename(records, entry.name, f"{entry.name.number:08d}.{commit or 0}{DONE}"):
        _let_go(records, entry.name.account, entry.name.old_place)


def set_aside_damaged(records: Path) -> None:
    """Rename what cannot be read in this account's own journal, so that it does not wait for ever."""
    for name in open_entries(records):
        if name.account != os.geteuid():
            continue
        try:
            damaged = _read(records, name) is None
        except UnknownFormatError:
            continue
        if damaged:
            _rename(records, name, f"{name.number:08d}{DAMAGED}")


# ---- inside --------------------------------------------------------------------------------------------------------
def _readable(records: Path, names: Sequence[EntryName]) -> list[JournalEntry]:
    found = []
    for name in names:
        with suppress(UnknownFormatError):
            entry = _read(records, name)
            if entry is not None:
                found.append(entry)
    return found


def _read(records: Path, name: EntryName) -> JournalEntry | None:
    """Read one entry; None when it is damaged or not its account's own. UnknownFormatError for a newer one."""
    if name.old_place and name.account != os.geteuid():
        return None  # anybody could have changed it there
    try:
        with opened_journal(records, name.account, old_place=name.old_place) as journal:
            status = os.lstat(name.name, dir_fd=journal)
            closed = name.old_place or not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
            if status.st_uid != name.account or status.st_nlink != 1 or not closed:
                return None
            data = read_bytes(Path(name.name), shown=name.name, limit=_LIMIT, folder=journal)
    except OSError:
        return None
    return None if isinstance(data, Finding) else _parsed(name, data)


def _parsed(name: EntryName, data: bytes) -> JournalEntry | None:
    try:
        plain = json.loads(data)
        if not isinstance(plain, dict):
            return None
        if plain.get("format") not in _KNOWN_FORMATS:
            raise UnknownFormatError
        files = plain["files"]
        note = Note(
            str(plain["message"]), str(plain["name"]), str(plain["email"]), datetime.fromisoformat(plain["when"])
        )
        after = {f["path"]: _content(f, plain["format"]) for f in files}
        before = {f["path"]: f["before"] for f in files}
    except UnknownFormatError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not all(isinstance(path, str) and stays_inside(path) for path in after):
        return None
    return JournalEntry(name, note, after, before)


def _content(plain: Mapping[str, Any], number: int) -> bytes | None:
    """Return one file's new content, None where it goes. A key nobody knows may be the content in another dress."""
    said = plain.keys() - {"path", "before"}
    if said == {"text"}:
        return str(plain["text"]).encode("utf-8")
    if said == {"base64"}:
        try:
            return base64.b64decode(plain["base64"], validate=True)
        except binascii.Error as error:
            raise ValueError(str(error)) from error
    if (said == {"gone"} and plain["gone"] is True) or (number == 1 and not said):
        return None
    raise UnknownFormatError


def _serialized(note: Note, after: Mapping[str, bytes | None], before: Mapping[str, str | None]) -> bytes:
    plain = {
        "format": FORMAT,
        "message": note.message,
        "name": note.name,
        "email": note.email,
        "when": note.when.isoformat(),
        "files": [{"path": path, "before": before[path], **_written(data)} for path, data in after.items()],
    }
    return json.dumps(plain, indent=1).encode("utf-8")


def _written(data: bytes | None) -> dict[str, Any]:
    if data is None:
        return {"gone": True}
    try:
        return {"text": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode("ascii")}


def _mark(data: bytes | None) -> str | None:
    return None if data is None else fingerprint(data)


def _rename(records: Path, name: EntryName, new: str) -> bool:
    """Rename an entry where it lies; where that is refused it stays, and the next save finds it finished."""
    with suppress(OSError), opened_journal(records, name.account, old_place=name.old_place) as journal:
        for old in {name.name, f"{name.number:08d}{SAVED}"}:
            with suppress(FileNotFoundError):
                os.rename(old, new, src_dir_fd=journal, dst_dir_fd=journal)
                return True
    return False


def _let_go(records: Path, account: int, old_place: bool) -> None:
    """Remove the oldest entries that are done, but for the last ones and never the newest."""
    names = [n for n in journal_names(records) if n.state == DONE and (n.account, n.old_place) == (account, old_place)]
    with suppress(OSError), opened_journal(records, account, old_place=old_place) as journal:
        size = 0
        for place, name in enumerate(reversed(names)):
            size += os.lstat(name.name, dir_fd=journal).st_size
            if place and (place >= _KEPT_ENTRIES or size > _KEPT_BYTES):
                os.unlink(name.name, dir_fd=journal)
