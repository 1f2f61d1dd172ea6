"""What a person types into one field, read into the value the field holds, and shown back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from cchc_tui.language.text import clean, clean_line, fold, nearest
from cchc_tui.language.wording import format_date, format_number, parse_date, parse_decimal, parse_number
from cchc_tui.records.fields import Choice, Entity, Field, FieldType, ValueFault, fields_of, is_dotted, is_empty
from cchc_tui.records.office import OfficeSettings, choices_of
from cchc_tui.records.period import parse_period

SUBJECT = "subject"
"""The field whose words are printed in sentences, where quotes are curly (NĐ 30/2020, Phụ lục I)."""
_QUOTED = re.compile(r'(?<![\w"])"(?=\S)([^"]*?\S)"(?![\w"])')
"""`"một cửa"`: words between straight quotes that belong together."""


def curly_quotes(text: str) -> str:
    """Return the text with each pair of straight quotes as “ ”; a single one, as of inches, stays."""
    return _QUOTED.sub("“\\1”", text)


def read_typed(field: Field, text: str, *, today: date, choices: Sequence[Choice] = ()) -> tuple[Any, str]:
    """Return the value for `field` and "", or the empty value and a Vietnamese sentence saying what to type.

    Empty text is the empty value. `choices` are the allowed codes of a CHOICE field; code and label are both taken,
    without regard to marks and case.
    """
    match field.type:
        case FieldType.TEXT:
            return clean(text) or None, ""
        case FieldType.LINES | FieldType.IDS:
            lines = tuple(line for line in (clean_line(part) for part in text.splitlines()) if line)
            return lines, ""
    line = clean_line(text)
    if not line:
        return None, ""
    match field.type:
        case FieldType.DATE:
            day = parse_date(line, today)
            return (day, "") if day else (None, _date_message(line))
        case FieldType.INTEGER:
            number = parse_number(line)
            return (number, "") if number is not None else (None, _number_message(line))
        case FieldType.PLACE:
            dotted = line.rstrip(".")
            place = dotted if is_dotted(dotted) else parse_number(dotted)
            return (place, "") if place is not None else (None, _place_message(line))
        case FieldType.NUMBER:
            exact = parse_decimal(line)
            return (exact, "") if exact is not None else (None, _number_message(line))
        case FieldType.FLAG:
            return fold(line) in {"co", "true", "1", "x", "dung"}, ""
        case FieldType.PERIOD:
            period = parse_period(line)
            return (period.code, "") if period else (None, _period_message(line))
        case FieldType.CHOICE:
            return _read_choice(field, line, choices or field.choices)
        case _:
            return (curly_quotes(line) if field.key == SUBJECT else line), ""


def _date_message(line: str) -> str:
    return f"“{line}” không phải là một ngày. Gõ như 21/2/2023, 21/2, hn (hôm nay)."


def _number_message(line: str) -> str:
    if line[0] in "-−–" and parse_number(line[1:]) is not None:
        return f"“{line}” là số âm; mục này chỉ nhận số từ 0 trở lên."
    return f"“{line}” không phải là số nguyên. Gõ như 2500 hoặc 2.500."


def _place_message(line: str) -> str:
    return f"“{line}” không phải là số thứ tự. Gõ như 3, 1.1 hoặc 1.1.2."


def _period_message(line: str) -> str:
    return f"“{line}” không phải là một kỳ. Gõ như 6/2023, quý 3/2023, 2023, hoặc 15/12/2022 - 14/12/2023."


def _read_choice(field: Field, line: str, choices: Sequence[Choice]) -> tuple[str | None, str]:
    wanted = fold(line)
    for choice in choices:
        if wanted in (fold(choice.code), fold(choice.label)):
            return choice.code, ""
    near = nearest(line, [c.label for c in choices] + [c.code for c in choices])
    hint = f" Có phải “{near}”?" if near else ""
    return None, f"“{field.label}” không có giá trị “{line}”.{hint} Được dùng: {_listed([c.label for c in choices])}."


def show_value(field: Field, value: Any, *, choices: Sequence[Choice] = ()) -> str:
    """Return the value as the office reads it, several lines joined by line feeds; "" when empty."""
    if is_empty(value):
        return ""
    match field.type:
        case FieldType.DATE:
            return format_date(value)
        case FieldType.INTEGER:
            return format_number(value) if value >= 10000 else str(value)
        case FieldType.NUMBER:
            return format_number(value)
        case FieldType.LINES | FieldType.IDS:
            return "\n".join(value)
        case FieldType.FLAG:
            return "có" if value else "không"
        case FieldType.CHOICE:
            return next((c.label for c in choices or field.choices if c.code == value), str(value))
        case FieldType.PERIOD:
            period = parse_period(value)
            return period.name if period else str(value)
        case _:
            return str(value)


def value_faults(record: Entity, office: OfficeSettings) -> list[ValueFault]:
    """Return values the office does not know: a channel, measure, kind or evaluation outside its lists, a period
    unread.
    """
    faults: list[ValueFault] = []
    for field in fields_of(type(record)):
        value = getattr(record, field.key)
        if is_empty(value):
            continue
        if field.type is FieldType.PERIOD and parse_period(value) is None:
            faults.append(ValueFault(field.key, _period_message(value)))
        elif field.choices_from == "measures" and faults:
            continue  # measures belong to a channel: with a wrong one, none of them is known
        elif field.choices_from:
            choices = choices_of(field, office, record)
            if value not in {c.code for c in choices}:
                faults.append(ValueFault(field.key, _code_message(field, value, choices)))
        elif field.type is FieldType.NUMBER and not isinstance(value, int):
            faults += _places_faults(field, value, record, office)
    return faults


def _places_faults(field: Field, value: Any, record: Entity, office: OfficeSettings) -> list[ValueFault]:
    """Return what is wrong with the decimals of a count: its measure declares how many it has."""
    measure = office.measure_of(getattr(record, "channel", None), getattr(record, "measure", None))
    places = (measure.places if measure else None) or 0
    if -value.as_tuple().exponent <= places:
        return []
    label = measure.label if measure else "này"
    allowed = f"nhận {places} chữ số sau dấu phẩy" if places else "chỉ nhận số nguyên"
    message = f"Chỉ tiêu “{label}” {allowed}, mà số ghi là {format_number(value)}. Hàng nghìn viết như 2.500;"
    return [ValueFault(field.key, f"{message} số lẻ thì khai places của chỉ tiêu ở Cơ quan.")]


def _code_message(field: Field, value: str, choices: Sequence[Choice]) -> str:
    """Return the fault of a file, where the code itself must be written; `_read_choice` speaks to a person who
    types.
    """
    near = nearest(value, [c.code for c in choices])
    hint = f" Có phải “{near}”?" if near else ""
    allowed = _listed([f"{c.code} ({c.label})" for c in choices])
    return f"“{field.label}” không có giá trị “{value}”.{hint} Được dùng: {allowed}."


def _listed(words: Sequence[str]) -> str:
    """Return the first dozen of the words, or that the office has named none."""
    return ", ".join(words[:12]) + ("…" if len(words) > 12 else "") if words else "chưa khai trong office.toml"
