"""Which saves wait to be finished: one look at a few folders, and nothing that finishing them needs.

Every account keeps its journal in a folder of its own, `.cchc/<uid>/journal`. Nothing that lies there is believed but
what that account wrote itself: whoever may write in the records could put anything there under any name.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

WORK_FOLDER = ".cchc"
"""Inside the records: the journals and files being written. Ignored by git through its own .gitignore."""
JOURNAL = "journal"
STAGING = "staging"
WRITING = ".writing"
"""Ending of a journal entry whose files may be half in place."""
SAVED = ".saved"
"""Ending of one whose files are in place; only the history waits."""
DONE = ".done"
"""Ending of one that the history has; the last ones are kept, so that a lost commit can be made again."""
DAMAGED = ".damaged"
"""Ending of one that cannot be read; kept for the person who repairs."""
_DIGITS = 15
_ENTER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class EntryName(NamedTuple):
    """A journal entry by its place: the account, the number that orders all entries, and the name of the file."""

    number: int
    account: int
    name: str
    old_place: bool = False
    """In the folder that earlier versions shared, `.cchc/journal`."""

    @property
    def state(self) -> str:
        """WRITING, SAVED, DONE, or another ending that this version does not know."""
        return "." + self.name.rpartition(".")[2]

    @property
    def commit(self) -> str:
        """The commit of one that is done; "" before, and where there is no history."""
        middle = self.name.split(".")[1:-1]
        return middle[0] if middle and middle[0] != "0" else ""


def journal_names(records: Path) -> list[EntryName]:
    """Return every journal entry of every account, oldest first, those that are done too."""
    found: list[EntryName] = []
    with suppress(OSError), _entered(str(records / WORK_FOLDER)) as work:
        for name in _names(work):
            if (name.isascii() and name.isdecimal()) or name == JOURNAL:
                found += _in_folder(work, name)
    return sorted(found)


def open_entries(records: Path) -> list[EntryName]:
    """Return the entries of saves that are not yet finished or not yet in the history, oldest first."""
    return [entry for entry in journal_names(records) if entry.state in (WRITING, SAVED)]


def half_written(records: Path) -> bool:
    """Say whether a save is going on, or was killed before all its files were in place."""
    return any(entry.state == WRITING for entry in journal_names(records))


def journal_mark(records: Path) -> tuple[int, tuple[EntryName, ...]]:
    """Return what differs once a save has begun or ended: the last number, and the saves that are being written."""
    names = journal_names(records)
    return max((e.number for e in names), default=0), tuple(e for e in names if e.state == WRITING)


@contextmanager
def opened_journal(records: Path, account: int, *, old_place: bool = False) -> Iterator[int]:
    """Hold an account's journal open, by its descriptor. OSError when it is not there or not that account's."""
    with _entered(str(records / WORK_FOLDER)) as work:
        if old_place:
            with _entered(JOURNAL, work) as journal:
                yield journal
            return
        with _entered(str(account), work) as home:
            _demand_owner(home, account)
            with _entered(JOURNAL, home) as journal:
                _demand_owner(journal, account)
                yield journal


def _in_folder(work: int, name: str) -> Iterator[EntryName]:
    """List one journal. In the old shared place an entry belongs to whoever owns the file."""
    with suppress(OSError):
        if name == JOURNAL:
            with _entered(JOURNAL, work) as journal:
                for file in _names(journal):
                    with suppress(OSError):
                        yield from _named(file, os.lstat(file, dir_fd=journal).st_uid, old_place=True)
            return
        with _entered(name, work) as home:
            _demand_owner(home, int(name))
            with _entered(JOURNAL, home) as journal:
                _demand_owner(journal, int(name))
                for file in _names(journal):
                    yield from _named(file, int(name))


def _names(folder: int) -> list[str]:
    return os.listdir(folder)


def _named(file: str, account: int, *, old_place: bool = False) -> Iterator[EntryName]:
    number = file.partition(".")[0]
    if number.isascii() and number.isdecimal() and len(number) <= _DIGITS:
        yield EntryName(int(number), account, file, old_place)


@contextmanager
def _entered(name: str, folder: int | None = None) -> Iterator[int]:
    descriptor = os.open(name, _ENTER, dir_fd=folder)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _demand_owner(folder: int, account: int) -> None:
    """Refuse a folder that another account made under this one's number."""
    status = os.fstat(folder)
    if status.st_uid != account or not stat.S_ISDIR(status.st_mode):
        raise PermissionError(f"not the folder of account {account}")
