"""The records of one office read from files that somebody else opened: those of a commit, for instance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar

from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding
from cchc_tui.records.office import OfficeSettings
from cchc_tui.storage.paths import OFFICE_FILE, PATTERNS
from cchc_tui.storage.record_file import record_from
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.toml_file import parse_toml

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class OfficeTree:
    """One office as its files say. `office` is None when office.toml cannot be read."""

    office: OfficeSettings | None
    records: tuple[Stored[Record], ...]
    """Every readable record, deleted ones too."""
    findings: tuple[Finding, ...]


def kind_of_file(path: str) -> type[Record] | None:
    """Return what a file of the records directory holds by its place, or None when it is none of ours."""
    if path == OFFICE_FILE:
        return OfficeSettings
    if path.count("/") != 2 or path.rpartition("/")[2].startswith("."):
        return None
    return next((cls for cls, pattern in PATTERNS.items() if fnmatchcase(path, pattern)), None)


def read_tree(files: Mapping[str, bytes]) -> OfficeTree:
    """Return the office and records in these files, given by path from the records directory; other files are passed
    over.
    """
    findings: list[Finding] = []
    office = _record(OFFICE_FILE, files.get(OFFICE_FILE, b""), OfficeSettings, None, findings)
    records = []
    for path in sorted(files):
        cls = kind_of_file(path)
        if cls is not None and cls is not OfficeSettings:
            record = _record(path, files[path], cls, office.record if office else None, findings)
            records += [record] if record else []
    return OfficeTree(office.record if office else None, tuple(records), tuple(findings))


def _record(
    path: str, data: bytes, cls: type[R], office: OfficeSettings | None, findings: list[Finding]
) -> Stored[R] | None:
    return record_from(parse_toml(Path(path), data, shown=path), path, cls, office, findings)
