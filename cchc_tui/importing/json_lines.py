"""JSON Lines, one record a line, with the TOML keys; also the one array that `cchc list --json` prints."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cchc_tui.errors import FindingsError
from cchc_tui.importing.candidate import BODY, CHECKLIST, DIRECTIVE, MEDIA, REPORT, Candidate, Evidence
from cchc_tui.importing.spreadsheet import Progress
from cchc_tui.language.text import clean, printable
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import FieldType, Record, field_of, from_plain
from cchc_tui.records.media import MediaCount
from cchc_tui.records.report_sheet import ReportSheet

CLASSES: dict[str, type[Record]] = {
    DIRECTIVE: Directive, MEDIA: MediaCount, CHECKLIST: ChecklistItem, REPORT: ReportSheet,
}  # fmt: skip
_TELLING = {
    DIRECTIVE: ("issued_on",), MEDIA: ("channel", "measure"), CHECKLIST: ("task", "position"),
    REPORT: ("slug", "dated_on"),
}  # fmt: skip
_NOT_KEPT = ("id", "schema", "path", "parsed", "record", "deleted_on", "deleted_by", "deleted_because")
UNKNOWN_KEY = "khóa “{}” không có trong mẫu hồ sơ; vẫn giữ nguyên trong tệp"
LOST_KEY = "khóa “{}” không có trong mẫu hồ sơ và không giữ được"
OTHER_RECORD = "khóa “record” ghi “{}”, không phải directive, media, checklist hay report; đoán theo các khóa khác"
MAX_LINE = 1_000_000
_SHOWN = 300
"""Letters of a source that are shown."""


def looks_like_json(text: str) -> bool:
    """Return whether the text begins with an object or an array of objects."""
    return text.lstrip("\ufeff \r\n\t").startswith(("{", "[{", "[\n", "[ "))


def read_lines(text: str, name: str, progress: Progress | None = None) -> list[Candidate]:
    """Return one candidate for each object; what is none stands among them as one that cannot be kept, its line named.

    `progress` hears how many of how many have been read. FindingsError where nothing at all is a record.
    """
    stripped = text.lstrip("\ufeff \r\n\t")
    if stripped.startswith("["):
        rows = [(row, f"hồ sơ thứ {number}", False) for number, row in enumerate(_array(stripped, name), 1)]
    else:
        lines = enumerate(text.splitlines(), 1)
        rows = [(line, f"dòng {number}", True) for number, line in lines if line.strip()]
    found = []
    for number, (row, where, is_line) in enumerate(rows, 1):
        found.append(_or_fault(row, name, where, is_line=is_line))
        if progress is not None and (number % 100 == 0 or number == len(rows)):
            progress(number, len(rows))
    faults = [one for one in found if isinstance(one, _Unread)]
    if faults and len(faults) == len(found):
        raise faults[0].fault
    return [one.candidate if isinstance(one, _Unread) else one for one in found]


@dataclass(frozen=True)
class _Unread:
    """A line or object that is no record."""

    fault: FindingsError
    source: str

    @property
    def candidate(self) -> Candidate:
        """An entry without values, which nothing can write, so that the line is not lost among the others."""
        return Candidate(DIRECTIVE, {}, self.source, (f"{self.fault.message} {self.fault.hint}".rstrip(" ."),))


def _or_fault(row: Any, name: str, where: str, *, is_line: bool = False) -> Candidate | _Unread:
    try:
        return _candidate(_object(row, name, where) if is_line else row, name, where)
    except FindingsError as fault:
        shown = row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)
        return _Unread(fault, printable(shown[:300]).strip())


def _array(text: str, name: str) -> list[Any]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FindingsError(f"“{name}” không phải JSON đúng cách.", "Mỗi hồ sơ là một đối tượng {…}.") from error
    assert isinstance(rows, list)
    return rows


def _object(line: str, name: str, where: str) -> Any:
    if len(line) > MAX_LINE:
        raise FindingsError(f"“{name}”, {where} dài quá {MAX_LINE // 1000} kB.", "Mỗi dòng chỉ là một hồ sơ.")
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FindingsError(
            f"“{name}”, {where} không phải JSON đúng cách.", "Mỗi dòng là một đối tượng {…}."
        ) from error


def _candidate(row: Any, name: str, where: str) -> Candidate:
    if not isinstance(row, Mapping):
        raise FindingsError(f"“{name}”, {where} không phải đối tượng {{…}}.", "Xem mẫu bằng: cchc schema")
    if isinstance(row.get("values"), Mapping) and "doubtful" in row:  # what `import --dry-run --json` printed
        row = {**row["values"], "record": row.get("record")}
    named = row.get("record")
    if named == BODY and isinstance(row.get("text"), str):
        said = {"report": row.get("report"), "text": row["text"]}
        return Candidate(BODY, said, row["text"][:_SHOWN], evidence=_evidence(said, row))
    kind = (
        named if named in CLASSES else next((k for k, keys in _TELLING.items() if any(key in row for key in keys)), "")
    )
    if not kind:
        raise FindingsError(
            f"“{name}”, {where}: không biết là văn bản, số liệu, nhiệm vụ hay báo cáo.",
            'Thêm khóa "record": "directive", "media", "checklist" hoặc "report".',
        )
    cls = CLASSES[kind]
    plain = {key: _value(cls, key, value) for key, value in row.items() if key not in _NOT_KEPT and value is not None}
    _, faults = from_plain(cls, plain)
    doubts = [_in_json(fault.message) for fault in faults]
    if named is not None and named != kind:
        doubts.append(OTHER_RECORD.format(printable(str(named))))
    wrong = {fault.key for fault in faults}
    for key, value in plain.items():
        declared = field_of(cls, key)
        if declared is None:
            lost = not _is_plain(value)
            doubts.append((LOST_KEY if lost else UNKNOWN_KEY).format(printable(key)))
            wrong |= {key} if lost else set()
        elif declared.system:
            wrong.add(key)
    values = {key: tuple(v) if isinstance(v, list) else v for key, v in plain.items() if key not in wrong}
    source = json.dumps(row, ensure_ascii=False)[:_SHOWN]
    return Candidate(kind, values, source, tuple(doubts), evidence=_evidence(values, row))


def _evidence(values: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Evidence]:
    """Return the pair of the object that each field was read from, as it is written there."""
    pairs = {key: json.dumps({key: row.get(key)}, ensure_ascii=False)[1:-1] for key in values}
    return {key: Evidence(printable(pair[:_SHOWN])) for key, pair in pairs.items()}


def _in_json(message: str) -> str:
    """Return what is said of a TOML file as it is true of JSON, where a date is text."""
    return message.replace("viết như 2023-02-21, không có dấu nháy.", 'viết như "2023-02-21", có dấu nháy kép')


def _is_plain(value: Any) -> bool:
    """Return whether a TOML file can hold it as one value."""
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str | int | float | bool)


def _value(cls: type[Record], key: str, value: Any) -> Any:
    declared = field_of(cls, key)
    if isinstance(value, str):
        if declared is not None and declared.type is FieldType.DATE:
            try:
                return date.fromisoformat(value)
            except ValueError:
                return value
        return clean(value)
    return value
