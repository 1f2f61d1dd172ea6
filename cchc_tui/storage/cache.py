"""What an earlier start of this user read, kept so that the next one need not parse it again.

A hint, never a source: every file is looked at (`storage.walk`) and read again when it differs, and a save reads the
file itself. The cache lies in the user's own cache directory; anything odd about it (another's file, another version,
a wrong checksum) and it is as if there were none.

One file for each kind of record: a line with the checksum of all that follows, a line of JSON, then columns (names,
signatures, ids, search texts, packed records), each with one line or a fixed length per file. A column is used as it
lies there: which files are the same is one comparison per folder, a search is one over all texts, and nothing is made
of a record until it is asked for. Refused: SQLite (a database to keep consistent for what is read whole), pickle
(runs what is in it), `marshal` and one JSON value for all (both make every record at once).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Literal

from cchc_tui import __version__
from cchc_tui.records.fields import SCHEMA
from cchc_tui.storage.cached_columns import CachedColumns, Lines
from cchc_tui.storage.shelf import Shelf
from cchc_tui.storage.temporary import temporary_beside
from cchc_tui.storage.user_folders import cache_folder

PAYS_FROM = 100
"""Files of one kind from which the cache is used: below, reading them all takes no longer than opening it."""

_START: Literal["I"] = "I"
"""Places in a column as `array` and `memoryview` call them: 32 bits, in the order of this processor."""
_SIGNATURE = struct.Struct("<qqqQ")
_PROGRAM_FOLDERS = ("language", "records", "storage")


class Cache:
    """The cached entries of one records directory for one version of the program."""

    def __init__(self, records: Path) -> None:
        self.folder = cache_folder() / hashlib.sha256(os.fsencode(records.resolve())).hexdigest()[:16]

    def read(self, kind: str, mark: str) -> CachedColumns:
        """Return the columns of one kind; empty ones when there is no cache, or none that can be trusted."""
        try:
            parts = _own_parts(self.folder, kind, mark)
        except OSError:
            return CachedColumns.nothing()
        return _kept(*parts) if parts else CachedColumns.nothing()

    def write(self, kind: str, mark: str, shelf: Shelf) -> None:
        """Keep what is certain of these files instead of what was kept. A disk that refuses costs only the time."""
        folders, columns = _columns(shelf)
        if not folders:
            return
        head = {"mark": mark, "folders": folders, "lengths": [len(column) for column in columns]}
        line = json.dumps(head).encode() + b"\n"
        temporary = temporary_beside(self.folder / kind)
        try:
            self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.writelines([_checksum([line]) + b" " + _checksum(columns) + b"\n", line, *columns])
            temporary.replace(self.folder / kind)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()


@cache
def program_mark() -> str:
    """Return what must be the same for cached values to be what this program would read: its version, its own files
    while it is being worked on, the schema, the Python.
    """
    package = Path(__file__).parent.parent
    files = sorted(
        (entry.name, entry.stat().st_mtime_ns, entry.stat().st_size)
        for folder in _PROGRAM_FOLDERS
        for entry in os.scandir(package / folder)
        if entry.name.endswith(".py")
    )
    said = repr((__version__, SCHEMA, sys.hexversion, sys.byteorder, files))
    return hashlib.sha256(said.encode()).hexdigest()


def _own_parts(folder: Path, kind: str, mark: str) -> tuple[dict[str, int], list[bytes]] | None:
    """Head and columns of a whole cache file that belongs to this user in a folder nobody else can enter, made by
    this program; None otherwise.
    """
    inside = os.lstat(folder)
    if not stat.S_ISDIR(inside.st_mode) or inside.st_uid != os.geteuid() or inside.st_mode & 0o077:
        return None
    with os.fdopen(os.open(folder / kind, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
            return None
        said, head = file.readline().split(), file.readline()
        if len(said) != 2 or said[0] != _checksum([head]):
            return None
        described = json.loads(head)
        if described["mark"] != mark:
            return None
        # Each column is read by itself: cutting them out of one piece would copy 50 MB at 100 000 records.
        columns = [file.read(length) for length in described["lengths"]]
        return (described["folders"], columns) if said[1] == _checksum(columns) else None


def _checksum(parts: Iterable[bytes]) -> bytes:
    value = 0
    for part in parts:
        value = zlib.crc32(part, value)
    return b"%08x" % value


def _columns(shelf: Shelf) -> tuple[dict[str, int], list[bytes]]:
    """Return how many files of each folder are kept, and the columns: names, signatures, ids, then texts and packed
    records, each with the places where its lines begin.
    """
    folders: dict[str, int] = {}
    names, signatures, ids, texts, packed = [], [], [], [], []
    for file in shelf.certain():
        folders[file.folder] = folders.get(file.folder, 0) + 1
        names.append(os.fsencode(file.name))
        signatures.append(_SIGNATURE.pack(*file.proof))
        ids.append(file.id.encode())
        texts.append(file.text)
        packed.append(file.packed)
    return folders, [
        b"\n".join(names), b"".join(signatures), b"\n".join(ids), *_joined(texts), *_joined(packed)
    ]  # fmt: skip


def _joined(lines: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Return the lines as one block, and where each begins in it."""
    starts = array(_START, accumulate((len(line) + 1 for line in lines), initial=0))
    return b"\n".join(lines), starts.tobytes()


def _kept(folders: dict[str, int], columns: Sequence[bytes]) -> CachedColumns:
    names, signatures, ids, texts, text_starts, packed, packed_starts = columns
    ends = list(accumulate(folders.values()))
    return CachedColumns(
        folders={name: range(end - folders[name], end) for name, end in zip(folders, ends, strict=True)},
        names=os.fsdecode(names).split("\n"),
        signatures=list(_SIGNATURE.iter_unpack(signatures)),
        ids=ids.decode().split("\n"),
        texts=Lines(texts, memoryview(text_starts).cast(_START)),
        packed=Lines(packed, memoryview(packed_starts).cast(_START)),
    )
