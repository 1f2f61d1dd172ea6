"""The JSON Schema of the records, made from the field declarations: what JSON Lines hold, for programs of others."""

from __future__ import annotations

from typing import Any

from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Field, FieldType, Record, fields_of
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings, choices_of
from cchc_tui.records.report_sheet import ReportSheet

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RECORD_CLASSES: dict[str, type[Record]] = {
    "directive": Directive, "media": MediaCount, "checklist": ChecklistItem, "report": ReportSheet,
}  # fmt: skip
_PERIOD_PATTERN = (
    r"^(\d{4}-\d{2}|\d{4}-quy-[1-4]|\d{4}-([2-9]|1[01])-thang(-cuoi)?|\d{4}-nam"
    r"|\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2})$"
)


_CANDIDATE: dict[str, Any] = {
    "type": "object",
    "title": "hồ sơ đọc được khi nhập",
    "description": "Một phần tử của `cchc import TỆP --dry-run --json`. Các khóa của hồ sơ nằm ngay trong phần tử và"
    " nằm đủ trong values; riêng khóa source của số liệu chỉ có trong values, vì source ở ngoài là lời đọc được.",
    "properties": {
        "record": {"enum": [*RECORD_CLASSES, "body"], "description": "Loại hồ sơ; body là phần lời của báo cáo."},
        "values": {"type": "object", "description": "Các khóa đúng như sẽ ghi vào tệp TOML; phần lời: report, text."},
        "source": {"type": "string", "description": "Câu chữ, dòng trong tệp mà hồ sơ được đọc ra."},
        "doubtful": {"type": "array", "items": {"type": "string"}, "description": "Vì sao chưa chắc; rỗng là chắc."},
        "exists": {"type": ["string", "null"], "description": "Mã hồ sơ đã có, hoặc nơi đã nêu; null là chưa có."},
        "evidence": {
            "type": "object",
            "description": "Mỗi khóa của values: words là chữ trong nguồn; assumed là true khi nguồn không ghi.",
        },
    },
    "required": ["record", "values", "source", "doubtful", "exists", "evidence"],
    "additionalProperties": True,
}


def json_schema(office: OfficeSettings | None = None) -> dict[str, Any]:
    """Return one schema for all records; with an office its own codes are the only ones allowed."""
    known = office or OfficeSettings()
    return {
        "$schema": DIALECT,
        "title": "Hồ sơ cải cách hành chính cấp xã (cchc)",
        "description": "Mỗi dòng JSON là một hồ sơ; khóa như trong tệp TOML, khóa record nói loại hồ sơ.",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in RECORD_CLASSES],
        "$defs": {name: _object(name, cls, known) for name, cls in RECORD_CLASSES.items()} | {"candidate": _CANDIDATE},
    }


def _object(name: str, cls: type[Record], office: OfficeSettings) -> dict[str, Any]:
    declared = fields_of(cls)
    return {
        "type": "object",
        "title": cls.name,
        "properties": {"record": {"const": name}} | {f.key: _property(f, office) for f in declared},
        "required": ["record", *(f.key for f in declared if f.required)],
        "additionalProperties": True,
    }


def _property(field: Field, office: OfficeSettings) -> dict[str, Any]:
    described: dict[str, Any] = {"title": field.label}
    if field.help:
        described["description"] = field.help
    match field.type:
        case FieldType.LINES | FieldType.IDS:
            return described | {"type": "array", "items": {"type": "string"}}
        case FieldType.DATE:
            return described | {"type": "string", "format": "date"}
        case FieldType.INTEGER:
            return described | {"type": "integer", "minimum": 0}
        case FieldType.PLACE:
            whole = {"type": "integer", "minimum": 0}
            return described | {"anyOf": [whole, {"type": "string", "pattern": r"^\d+(\.\d+)+$"}]}
        case FieldType.NUMBER:
            whole = {"type": "integer", "minimum": 0}
            return described | {"anyOf": [whole, {"type": "string", "pattern": r"^(0|[1-9]\d*)\.\d+$"}]}
        case FieldType.FLAG:
            return described | {"type": "boolean"}
        case FieldType.TABLES:
            return described | {"type": "array", "items": {"type": "object"}}
        case FieldType.PERIOD:
            return described | {"type": "string", "pattern": _PERIOD_PATTERN}
    if field.limit:
        described["maxLength"] = field.limit
    choices = choices_of(field, office) if field.type is FieldType.CHOICE else ()
    codes = {choice.code: choice.label for choice in choices}
    if codes:
        described["enum"] = list(codes)
        described["description"] = "; ".join(f"{code}: {label}" for code, label in codes.items())
    return described | {"type": "string"}
