"""Filtering lists as one types: words in any order without marks, and terms like `thang:6` or `loai:cong-van`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cchc_tui.language.text import fold
from cchc_tui.records.fields import Field, Record, fields_of, is_empty
from cchc_tui.records.office import OfficeSettings, choices_of
from cchc_tui.records.period import PeriodKind, parse_period
from cchc_tui.records.typed import show_value

Test = Callable[[Record], bool]

_CALENDAR = {"thang", "nam", "quy", "ngay"}
# What people write before the colon, where it is not the beginning of the field's label.
_SHORT = {"loai": "kind", "so": "symbol", "coquan": "issuer", "ky": "period", "kyhieu": "symbol"}


def shown(record: Record, declared: Field, settings: OfficeSettings) -> str:
    """Return one value as the office reads it."""
    choices = choices_of(declared, settings, record) if declared.choices or declared.choices_from else ()
    return show_value(declared, getattr(record, declared.key), choices=choices)


def split_query(query: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the plain words, and the terms as (name, value), both folded; a term with an unknown name stays a word."""
    words: list[str] = []
    terms: list[tuple[str, str]] = []
    for part in fold(query).split():
        name, colon, value = part.partition(":")
        if colon and value and name.isalpha():
            terms.append((name, value))
        else:
            words.append(part.rstrip(":") if part.endswith(":") else part)
    return " ".join(words), terms


def term_test(cls: type[Record], name: str, value: str, settings: OfficeSettings) -> Test | None:
    """Return what `name:value` asks of a record; None for a name that no field begins with."""
    if name in _CALENDAR:
        return lambda record: _calendar(record, name, value)
    declared = _field_named(cls, name)
    if declared is None:
        return None
    wanted = value.replace("-", " ")
    key = declared.key

    def test(record: Record) -> bool:
        if is_empty(getattr(record, key)):
            return False
        return wanted in fold(shown(record, declared, settings)).replace("-", " ")

    return test


def _field_named(cls: type[Record], name: str) -> Field | None:
    for declared in fields_of(cls):
        label = fold(declared.label).replace(" ", "").replace(",", "")
        if not declared.system and (label.startswith(name) or declared.key == _SHORT.get(name, name)):
            return declared
    return None


def _calendar(record: Record, name: str, value: str) -> bool:
    if not value.isdigit():
        return False
    number = int(value)
    day: date | None = getattr(record, "issued_on", None) or getattr(record, "due_on", None)
    if day is not None:
        return {"thang": day.month, "nam": day.year, "quy": (day.month + 2) // 3, "ngay": day.day}[name] == number
    period = parse_period(getattr(record, "period", None) or "")
    if period is None or period.free is not None:
        return period is not None and name == "nam" and period.year == number
    first, last = period.months
    match name:
        case "thang":
            return period.kind is PeriodKind.MONTH and first == number
        case "quy":
            return last <= number * 3 and first > number * 3 - 3
        case "nam":
            return period.year == number
        case _:
            return False
