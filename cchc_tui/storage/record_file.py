"""One file of the records read into a domain value, and every fault that keeps it from being one."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from cchc_tui.language.text import printable
from cchc_tui.records.fields import SCHEMA, Record, fields_of, from_plain, missing_fields
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.office import OfficeSettings, People
from cchc_tui.records.typed import value_faults
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.toml_file import TomlFile, line_of, read_toml

R = TypeVar("R", bound=Record)


def load_record(
    records: Path, path: str, cls: type[R], office: OfficeSettings | None, findings: list[Finding]
) -> Stored[R] | None:
    """Return one record, or None with the reason added to `findings`. Faults that leave it readable are added too."""
    return record_from(read_toml(records / path, shown=path), path, cls, office, findings)


def record_from(
    read: TomlFile | Finding, path: str, cls: type[R], office: OfficeSettings | None, findings: list[Finding]
) -> Stored[R] | None:
    """Return `load_record` for a file that was read before, wherever it came from."""
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
    return Stored(record, path, read.fingerprint, _hand_comments(read.data, record))


def _hand_comments(data: bytes, record: Record) -> tuple[str, ...]:
    """Return the comments that are not ours. They are only looked for where more than our labels has a `#`."""
    labels = _label_lines(type(record))
    if data.count(b"#") == sum(line in labels for line in data.split(b"\n")):
        return ()
    from cchc_tui.storage.canonical import label_lines
    from cchc_tui.storage.hand_comments import find_comments

    found = find_comments(data, label_lines(type(record)))
    return tuple(line for lines in found.values() for line in lines)


_LABEL_LINES: dict[type[Record], frozenset[bytes]] = {}


def _label_lines(cls: type[Record]) -> frozenset[bytes]:
    """Return the comment lines our own writer puts above the keys."""
    known = _LABEL_LINES.get(cls)
    if known is None:
        known = _LABEL_LINES[cls] = frozenset(f"# {declared.label}".encode() for declared in fields_of(cls))
    return known


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
    """Return what is wrong with a record that can be read all the same."""
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
    if isinstance(record, People):
        findings += [_unknown_key(read, path, key) for key in record.extra]
    if not record.id and not isinstance(record, OfficeSettings | People):
        findings.append(_missing_id(path))
    if not record.deleted:
        findings += [_missing(path, record.id, f.key, f.label) for f in missing_fields(record)]
    return findings


def _unknown_key(read: TomlFile, path: str, key: str) -> Finding:
    """Return a table mistyped here leaves somebody without a name, and nothing else would show it."""
    line = line_of(read.data, key)
    place = f" dòng {line}," if line else ""
    return Finding(
        code="unknown-key",
        severity=Severity.WARNING,
        message=f"Tệp {path},{place} có khóa lạ “{printable(key)}” nên phần ấy không được dùng. Mỗi người là một bảng"
        " [[people]] với account, name, email.",
        path=path,
        line=line,
        key=key,
    )


def _missing_id(path: str) -> Finding:
    return Finding(
        code="missing-field",
        severity=Severity.ERROR,
        message=f'Tệp {path} thiếu mã hồ sơ (id). Hãy thêm dòng id = "…", sáu chữ số hoặc chữ cái thường'
        " chưa hồ sơ nào dùng.",
        path=path,
        key="id",
    )


def _missing(path: str, record: str | None, key: str, label: str) -> Finding:
    return Finding(
        code="missing-field",
        severity=Severity.ERROR,
        message=f"Tệp {path} thiếu “{label}” ({key}). Hãy bổ sung, nếu không hồ sơ này không vào báo cáo được.",
        path=path,
        record=record,
        key=key,
    )
