"""Records that are not on disk: earlier versions from the history, and the sides of a file with conflict marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from cchc_tui.records.acceptance import Acceptance
from cchc_tui.records.fields import Record, from_plain
from cchc_tui.records.finding import Finding
from cchc_tui.records.office import OfficeSettings, People
from cchc_tui.storage.paths import ACCEPTANCE_FILE, OFFICE_FILE, PATTERNS, PEOPLE_FILE
from cchc_tui.storage.toml_file import MAX_RECORD_BYTES, parse_toml

_MARK = re.compile(rb"^(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$")


@dataclass(frozen=True, slots=True)
class Sides:
    """The versions inside a file with git's conflict marks; `base` is None without diff3 marks."""

    base: bytes | None
    ours: bytes
    theirs: bytes


_SINGLE: dict[str, type[Record]] = {OFFICE_FILE: OfficeSettings, PEOPLE_FILE: People, ACCEPTANCE_FILE: Acceptance}


def class_of(path: str) -> type[Record] | None:
    """Return what a file at this place holds; None when it is no record."""
    if path in _SINGLE:
        return _SINGLE[path]
    depth = path.count("/")
    for cls, pattern in PATTERNS.items():
        if depth == pattern.count("/") and fnmatchcase(path, pattern) and not Path(path).name.startswith("."):
            return cls
    return None


def read_version(path: str, data: bytes | None) -> Record | None:
    """Return the record these bytes held at that place; None when there were none or they cannot be read.

    Values that their fields cannot hold are left out.
    """
    cls = class_of(path)
    if cls is None or data is None or len(data) > MAX_RECORD_BYTES:
        return None
    read = parse_toml(Path(path), data, shown=path)
    return None if isinstance(read, Finding) else from_plain(cls, read.table)[0]


def split_sides(data: bytes) -> Sides | None:
    """Return the sides of a file with conflict marks; None when it has none, or marks that do not fit together."""
    sides: dict[str, list[bytes]] = {"ours": [], "base": [], "theirs": []}
    part, seen, has_base = "", 0, False
    for line in data.splitlines(keepends=True):
        found = _MARK.match(line.rstrip(b"\n"))
        mark = found[1][:1] if found else b""
        step = {(b"<", ""): "ours", (b"|", "ours"): "base", (b"=", "ours"): "theirs", (b"=", "base"): "theirs"}
        if mark == b">" and part == "theirs":
            part, seen = "", seen + 1
        elif mark and (mark, part) in step:
            part = step[mark, part]
            has_base |= part == "base"
        elif mark:
            return None
        else:
            for name in [part] if part else sides:
                sides[name].append(line)
    if not seen or part:
        return None
    base, ours, theirs = (b"".join(sides[name]) for name in ("base", "ours", "theirs"))
    return Sides(base if has_base else None, ours, theirs)
