"""What an earlier start of this user read, kept so that the next one need not parse it again.

A hint, never a source: every file is looked at (`storage.walk`) and read again when it differs, and a save reads the
file itself. The cache lies in the user's own cache directory; anything odd about it (another's file, another version,
a wrong checksum) and it is as if there were none.

One file for each kind of record: a line with the checksum of all that follows, a line of JSON, then paths, signatures,
ids, search texts and packed records, each one per line or of fixed length, so that nothing but slicing is needed until
a record is asked for. JSON and struct, because they can hold nothing but data; `marshal` was no faster when only some
records are asked for (measured: 100 000 records, 143 ms for all as JSON lists, 267 ms as marshal).
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
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from cchc_tui import __version__
from cchc_tui.domain.fields import SCHEMA
from cchc_tui.storage.entry import Entry

PAYS_FROM = 100
"""Files of one kind from which the cache is used: below, reading them all takes no longer than opening it."""

_SIGNATURE = struct.Struct("<qqqQ")
_PROGRAM_FOLDERS = ("domain", "storage")


class Cache:
    """The cached entries of one records directory for one version of the program."""

    def __init__(self, records: Path) -> None:
        home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        self.folder = Path(home) / "cchc" / hashlib.sha256(os.fsencode(records.resolve())).hexdigest()[:16]

    def read(self, kind: str, mark: str) -> dict[str, Entry]:
        """The entries of one kind by path; empty when there is no cache, or none that can be trusted."""
        try:
            data = _own_bytes(self.folder, kind)
        except OSError:
            return {}
        # Views, not copies: a hundred thousand records are 50 MB.
        end = data.find(b"\n")
        if data[:end] != _checksum(memoryview(data)[end + 1 :]):
            return {}
        start = data.index(b"\n", end + 1) + 1
        described = json.loads(data[end:start])
        return _sliced(memoryview(data)[start:], described["lengths"]) if described["mark"] == mark else {}

    def write(self, kind: str, mark: str, entries: Mapping[str, Entry]) -> None:
        """Keep these entries, all packed, instead of the earlier ones. A disk that refuses costs only the time."""
        parts = _joined(entries)
        head = json.dumps({"mark": mark, "lengths": [len(part) for part in parts]}).encode() + b"\n"
        content = head + b"".join(parts)
        temporary = self.folder / f".{kind}.{os.urandom(4).hex()}"
        try:
            self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(_checksum(content) + b"\n" + content)
            temporary.replace(self.folder / kind)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()


@cache
def program_mark() -> str:
    """What must be the same for cached values to be what this program would read: its version, its own files while it
    is being worked on, the schema, the Python.
    """
    package = Path(__file__).parent.parent
    files = sorted(
        (entry.name, entry.stat().st_mtime_ns, entry.stat().st_size)
        for folder in _PROGRAM_FOLDERS
        for entry in os.scandir(package / folder)
        if entry.name.endswith(".py")
    )
    said = repr((__version__, SCHEMA, sys.hexversion, files))
    return hashlib.sha256(said.encode()).hexdigest()


def _own_bytes(folder: Path, kind: str) -> bytes:
    """The bytes of a cache file that belongs to this user in a folder nobody else can enter; b"" otherwise."""
    inside = os.lstat(folder)
    if not stat.S_ISDIR(inside.st_mode) or inside.st_uid != os.geteuid() or inside.st_mode & 0o077:
        return b""
    with os.fdopen(os.open(folder / kind, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        status = os.fstat(file.fileno())
        mine = stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()
        return file.read() if mine else b""


def _checksum(content: bytes | memoryview) -> bytes:
    return b"cchc %08x" % zlib.crc32(content)


def _joined(entries: Mapping[str, Entry]) -> list[bytes]:
    """Paths, signatures, ids, texts, records."""
    values = list(entries.values())
    return [
        os.fsencode("\n".join(entries)),
        b"".join(_SIGNATURE.pack(*entry.proof) for entry in values if entry.proof),
        _lines(entry.id for entry in values),
        _lines(entry.text or "" for entry in values),
        b"\n".join(entry.packed for entry in values),
    ]


def _lines(texts: Iterable[str]) -> bytes:
    return "\n".join(texts).encode("utf-8")


def _sliced(body: memoryview, lengths: list[int]) -> dict[str, Entry]:
    parts, start = [], 0
    for length in lengths:
        parts.append(body[start : start + length])
        start += length
    paths, signatures, ids, texts, packed = parts
    proofs, lines = _SIGNATURE.iter_unpack(signatures), bytes(packed).split(b"\n")
    entries = map(Entry, proofs, str(ids, "utf-8").split("\n"), lines, str(texts, "utf-8").split("\n"))
    return dict(zip(os.fsdecode(bytes(paths)).split("\n"), entries, strict=True))
