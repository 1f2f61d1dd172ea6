"""Random records with every field filled or not, and text as nasty as keyboards, web pages and programs make it."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Entity, Field, FieldType, Record, fields_of
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings, People
from cchc_tui.records.report_sheet import ReportSheet

CLASSES: tuple[type[Record], ...] = (Directive, MediaCount, ChecklistItem, ReportSheet, OfficeSettings, People)
_PIECES = (
    "cải cách hành chính", "Ủy ban nhân dân", "17/CV-UBND", "đ", "Ð", "e\u0302\u0301", "a\u0323\u0302", "ẫ",
    '"', '"""', "'", "'''", "\\", "\\n", "\\u0041", "\n", "\n\n", "\r\n", "\r", "\t", "  ", " ", "\u00a0",
    "\u200b", "\ufeff", "\u202e", "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "#", "# Ghi chú", "=", "[", "]]",
    "[[people]]", "{", "}", ",", "<<<<<<< HEAD", "=======", "😀", "𝒳", "\ud800", "\ufffe", "0", "2023-02-21", "true",
    "x" * 120, "報告",
)  # fmt: skip
_KEYS = ("ma_cu", "Mã cũ", "a.b", "", 'k"', "x y", "\u00e9", "số", "key\n2", "~")


def make_record(chance: random.Random) -> Record:
    """A record of any class."""
    cls = chance.choice(CLASSES)
    record = _entity(cls, chance)
    assert isinstance(record, Record)
    return record


def _entity(cls: type[Entity], chance: random.Random) -> Entity:
    values = {f.key: _value(f, chance) for f in fields_of(cls) if chance.random() < 0.6}
    if chance.random() < 0.3:
        values["extra"] = {key: _anything(chance, 0) for key in chance.sample(_KEYS, chance.randint(1, 3))}
    return cls(**values)


def text(chance: random.Random) -> str:
    """Up to eight pieces of text in a row."""
    return "".join(chance.choices(_PIECES, k=chance.randint(0, 8)))


def _value(field: Field, chance: random.Random) -> Any:
    match field.type:
        case FieldType.LINES | FieldType.IDS:
            return tuple(text(chance) for _ in range(chance.randint(0, 4)))
        case FieldType.DATE:
            return _day(chance)
        case FieldType.INTEGER:
            return chance.choice((0, 1, 7, 2500, 10**15 - 1))
        case FieldType.PLACE:
            return chance.choice((0, 1, 60, "1.1", "1.10", "2.3.4"))
        case FieldType.NUMBER:
            return chance.choice((0, 1, 2500, Decimal("97.5"), Decimal("0.005"), Decimal("1234567.89")))
        case FieldType.FLAG:
            return chance.random() < 0.5
        case FieldType.TABLES:
            assert field.of is not None
            return tuple(_entity(field.of, chance) for _ in range(chance.randint(0, 3)))
        case FieldType.CHOICE if field.choices:
            return chance.choice(field.choices).code
        case _:
            return text(chance) or None


def _day(chance: random.Random) -> date:
    return date(1945, 9, 2) + timedelta(days=chance.randint(0, 40_000))


def _anything(chance: random.Random, depth: int) -> Any:
    """Any value TOML can hold; what a newer program or a person may have written under a key we do not know."""
    kinds = ["text", "int", "float", "bool", "date", "datetime", "time", "list", "table", "tables"]
    match chance.choice(kinds if depth < 3 else kinds[:7]):
        case "text":
            return text(chance)
        case "int":
            return chance.choice((-1, 0, 2**62))
        case "float":
            return chance.choice((0.5, -1e300, 97.7))
        case "bool":
            return chance.random() < 0.5
        case "date":
            return _day(chance)
        case "datetime":
            return datetime(2023, 2, 21, 8, 30, chance.randint(0, 59))
        case "time":
            return time(8, chance.randint(0, 59))
        case "list":
            return [_anything(chance, depth + 1) for _ in range(chance.randint(0, 3))]
        case "table":
            return {key: _anything(chance, depth + 1) for key in chance.sample(_KEYS, chance.randint(0, 3))}
        case _:
            return [{"a": _anything(chance, depth + 1)} for _ in range(chance.randint(1, 3))]
