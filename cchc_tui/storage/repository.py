"""All records of one office: found by their ids, each with the fingerprint of the bytes it was read from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar, cast

from cchc_tui.domain.fields import SCHEMA, Record, from_plain, missing_fields
from cchc_tui.domain.finding import Finding, Severity
from cchc_tui.domain.office import Office, People
from cchc_tui.domain.typed import value_faults
from cchc_tui.storage.canonical import comment_lines, render
from cchc_tui.storage.paths import OFFICE_FILE, PATTERNS, PEOPLE_FILE
from cchc_tui.storage.toml_file import TomlFile, line_of, read_toml

R_co = TypeVar("R_co", bound=Record, covariant=True)
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Stored(Generic[R_co]):
    """A record as it lies on disk."""

    record: R_co
    path: str
    """Relative to the records directory, with `/`."""
    fingerprint: str
    """SHA-256 of the bytes it was read from."""
    comments: tuple[str, ...] = ()
    """Comments typed into the file by hand; saving without an answer about them is refused."""

    @property
    def read_only(self) -> bool:
        """Whether the file was written by a newer program and must not be changed by this one."""
        return self.record.schema > SCHEMA


@dataclass
class Loaded:
    """What one reading of the directory gave: every readable record, and a finding for all that is not."""

    office: Stored[Office] | None = None
    people: Stored[People] | None = None
    records: dict[type[Record], list[Stored[Record]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class _Reading:
    """What one file gave when it had this signature."""

    signature: tuple[int, int, int, int]
    stored: Stored[Record] | None
    findings: tuple[Finding, ...]


class Repository:
    """The records directory; a second reading parses only the files whose size, times or inode differ."""

    def __init__(self, records: Path) -> None:
        self.records = records
        self._readings: dict[str, _Reading] = {}
        self._office: Office | None = None

    def load(self) -> Loaded:
        """Every readable record as it is on disk now. Never raises for a bad file: it becomes a finding."""
        loaded = Loaded()
        readings: dict[str, _Reading] = {}
        loaded.office = self._take(OFFICE_FILE, Office, readings, loaded)
        office = loaded.office.record if loaded.office else None
        if office != self._office:
            self._readings, self._office = {}, office
        if (self.records / PEOPLE_FILE).exists():
            loaded.people = self._take(PEOPLE_FILE, People, readings, loaded)
        for cls, pattern in PATTERNS.items():
            taken = (self._take(p, cls, readings, loaded) for p in _walk(self.records, pattern, loaded.findings))
            loaded.records[cls] = [stored for stored in taken if stored is not None]
        self._readings = readings
        loaded.findings += _repeated_ids(loaded)
        return loaded

    def _take(self, path: str, cls: type[R], readings: dict[str, _Reading], loaded: Loaded) -> Stored[R] | None:
        """The record of one file, from the last reading when the file is the same, and its findings."""
        signature = _signature(self.records / path)
        reading = self._readings.get(path)
        if reading is None or signature is None or reading.signature != signature:
            findings: list[Finding] = []
            office = None if cls in (Office, People) else self._office
            stored = load_record(self.records, path, cls, office, findings)
            reading = _Reading(signature or (0, 0, 0, 0), stored, tuple(findings))
        readings[path] = reading
        loaded.findings += reading.findings
        return cast("Stored[R] | None", reading.stored)


def _signature(path: Path) -> tuple[int, int, int, int] | None:
    """What changes when a file changes: modification and change time, size, inode. None when it cannot be asked."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def load_record(
    records: Path, path: str, cls: type[R], office: Office | None, findings: list[Finding]
) -> Stored[R] | None:
    """One record, or None with the reason added to `findings`. Faults that leave it readable are added too."""
    read = read_toml(records / path, shown=path)
    if isinstance(read, Finding):
        findings.append(read)
        return None
    record, faults = from_plain(cls, read.table)
    if not faults and office is not None:
        faults = value_faults(record, office)
    if faults:
        findings += [_value_finding(read, path, record.id, fault.key, fault.message) for fault in faults]
        return None
    findings += _soft_findings(read, path, record)
    comments = comment_lines(read.data, render(record)) if b"#" in read.data else ()
    return Stored(record, path, read.fingerprint, comments)


def _walk(records: Path, pattern: str, findings: list[Finding]) -> Iterator[str]:
    """Relative paths that fit `folder/*/name`, sorted; a folder that may not be entered is a finding."""
    top, _, name = pattern.split("/")
    for folder in _entries(records, top, findings):
        below = f"{top}/{folder}"
        if not (records / below).is_dir():
            continue
        for entry in _entries(records, below, findings):
            if entry == name or (name.startswith("*") and entry.endswith(name[1:]) and entry[0] != "."):
                yield f"{below}/{entry}"


def _entries(records: Path, folder: str, findings: list[Finding]) -> list[str]:
    try:
        return sorted(os.listdir(records / folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        findings.append(
            Finding(
                code="unreadable",
                severity=Severity.ERROR,
                message=f"Không vào được thư mục {folder} ({error.strerror}), nên chưa đọc được hồ sơ trong đó."
                " Hãy nhờ người quản trị cấp quyền.",
                path=folder,
            )
        )
        return []


def _value_finding(read: TomlFile, path: str, record: str, key: str, message: str) -> Finding:
    line = line_of(read.data, key)
    place = f" dòng {line}," if line else ""
    return Finding(
        code="bad-value",
        severity=Severity.ERROR,
        message=f"Tệp {path},{place} khóa {key}: {message}",
        path=path,
        line=line,
        record=record or None,
        key=key,
    )


def _soft_findings(read: TomlFile, path: str, record: Record) -> list[Finding]:
    """What is wrong with a record that can be read all the same."""
    findings = []
    if record.schema > SCHEMA:
        findings.append(
            Finding(
                code="newer-schema",
                severity=Severity.WARNING,
                message=f"Tệp {path} do phiên bản cchc mới hơn ghi (schema {record.schema}); ở đây chỉ đọc, không sửa.",
                path=path,
                line=line_of(read.data, "schema"),
                record=record.id or None,
            )
        )
    if not record.id and not isinstance(record, Office | People):
        findings.append(_missing(path, None, "id", "Mã hồ sơ"))
    if not record.deleted:
        findings += [_missing(path, record.id, f.key, f.label) for f in missing_fields(record)]
    return findings


def _missing(path: str, record: str | None, key: str, label: str) -> Finding:
    return Finding(
        code="missing-field",
        severity=Severity.ERROR,
        message=f"Tệp {path} thiếu “{label}” ({key}). Hãy bổ sung, nếu không hồ sơ này không vào báo cáo được.",
        path=path,
        record=record,
        key=key,
    )


def _repeated_ids(loaded: Loaded) -> list[Finding]:
    seen: dict[str, str] = {}
    findings = []
    for group in loaded.records.values():
        for stored in group:
            other = seen.setdefault(stored.record.id, stored.path)
            if other != stored.path and stored.record.id:
                findings.append(
                    Finding(
                        code="repeated-id",
                        severity=Severity.ERROR,
                        message=f"Hai tệp {other} và {stored.path} cùng mã hồ sơ {stored.record.id}."
                        " Có lẽ một tệp được chép từ tệp kia; hãy xóa bản chép.",
                        path=stored.path,
                        record=stored.record.id,
                        key="id",
                    )
                )
    return findings
