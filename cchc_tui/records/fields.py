"""One declaration per field; it drives file, form, validation, list columns and command-line options."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, TypeAlias, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from decimal import Decimal

E = TypeVar("E", bound="Entity")

EntityType: TypeAlias = "type[Entity]"

SCHEMA = 1
"""Schema number this program writes. Files with a higher one open read-only."""


class FieldType(StrEnum):
    """What a field holds, and so how it is written, typed and checked."""

    LINE = "line"
    """One line of text: `str | None`."""
    TEXT = "text"
    """Several lines of text: `str | None`."""
    LINES = "lines"
    """A list of one-line texts: `tuple[str, ...]`."""
    IDS = "ids"
    """Ids of other records: `tuple[str, ...]`."""
    DATE = "date"
    """A calendar day: `date | None`."""
    INTEGER = "integer"
    """A whole number from 0: `int | None`."""
    PLACE = "place"
    """A place in a numbered list: `int | str | None`. In a file a whole one is a number, `"1.1"` a text."""
    NUMBER = "number"
    """A number from 0: `int | Decimal | None`. In a file a whole one is a number, one with decimals a text (`"97.5"`):
    a TOML float would be binary.
    """
    FLAG = "flag"
    """Yes or no: `bool`."""
    CHOICE = "choice"
    """One code of a list, fixed or the office's: `str | None`."""
    PERIOD = "period"
    """A month or a window, as `cchc_tui.records.period` writes it: `str | None`."""
    TABLES = "tables"
    """A list of small tables: `tuple[Entity, ...]`."""


class Choice(NamedTuple):
    """One allowed code with the word the office reads."""

    code: str
    label: str


class Field(NamedTuple):
    """Everything there is to say about one field, said once."""

    label: str
    type: FieldType
    key: str = ""
    required: bool = False
    """Missing is an error: the record cannot be placed in a report without it."""
    choices: tuple[Choice, ...] = ()
    """The fixed choices, for CHOICE."""
    choices_from: str = ""
    """The list that gives the choices: kinds, channels, measures, evaluations, regimes."""
    limit: int = 0
    """Longest text in characters; 0 for none. Phụ lục VI, Phần II of the decree where it names one."""
    help: str = ""
    """One Vietnamese sentence for the form's foot and `--help`."""
    form: int = 0
    """Place in the form, from 1; 0: among the further fields, in declared order."""
    width: int = 0
    """Width of the list column in cells; 0: not a column."""
    system: bool = False
    """Set by the program, never typed."""
    last: bool = False
    """Written after all other known keys (the tombstone)."""
    of: EntityType | None = None
    """What each table is, for TABLES."""
    default: Any = None
    """What an absent key means."""


def entry(label: str, type: FieldType, **more: Any) -> Any:  # noqa: A002 - the word of the declaration
    """Return the declaration of a field of an `Entity`; unless `default` is given, the default follows from the
    type.
    """
    if type in (FieldType.LINES, FieldType.IDS, FieldType.TABLES):
        more.setdefault("default", ())
    elif type is FieldType.FLAG:
        more.setdefault("default", False)
    return Field(label=label, type=type, **more)


class ValueFault(NamedTuple):
    """A value that a field cannot hold: which key, and a Vietnamese sentence."""

    key: str
    message: str


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Frozen:
    """A frozen dataclass in all but its making: subclasses declare their fields with `entry` and nothing is compiled
    for them. `dataclass` takes half a millisecond for a class; with twenty classes that is a tenth of `cchc list`.
    What every start imports and is not an entity is a `NamedTuple` for the same reason.
    """

    _declared: ClassVar[dict[str, Field]] = {}
    _blank: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        own = {key: f._replace(key=key) for key, f in vars(cls).items() if isinstance(f, Field)}
        declared = cls._declared | own
        cls._declared = {key: f for key, f in declared.items() if not f.last} | declared
        cls._blank = cls._blank | {key: f.default for key, f in own.items()}
        for key, f in own.items():
            setattr(cls, key, f.default)

    def __init__(self, *, extra: Mapping[str, Any] | None = None, **values: Any) -> None:
        inside = self.__dict__
        inside.update(self._blank)
        inside.update(values)
        if len(inside) != len(self._blank):
            raise TypeError(f"{type(self).__name__} has no {', '.join(values.keys() - self._blank.keys())}")
        inside["extra"] = {} if extra is None else extra

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        said = (f"{key}={value!r}" for key, value in self.__dict__.items() if value != self._blank.get(key, {}))
        return f"{type(self).__name__}({', '.join(said)})"


class Entity(Frozen):
    """A frozen value whose fields are declared with `entry`; unknown keys are kept in `extra`."""

    extra: Mapping[str, Any] = {}

    def change(self, **values: Any) -> Self:
        """Return the same value with these fields changed."""
        return type(self)(**{**self.__dict__, **values})


class Record(Entity):
    """A fact with an id, a schema number and, once deleted, a tombstone."""

    name: ClassVar[str] = "hồ sơ"
    """What the office calls one such record."""

    schema: int = entry("Phiên bản cấu trúc", FieldType.INTEGER, system=True, default=SCHEMA)
    id: str = entry("Mã hồ sơ (không đổi)", FieldType.LINE, system=True, default="")
    deleted_on: date | None = entry("Ngày xóa", FieldType.DATE, system=True, last=True)
    deleted_by: str | None = entry("Người xóa", FieldType.LINE, system=True, last=True)
    deleted_because: str | None = entry("Lý do xóa", FieldType.LINE, system=True, last=True)

    @property
    def deleted(self) -> bool:
        """Whether the record has a tombstone: kept on disk, hidden from lists and reports."""
        return self.deleted_on is not None

    @property
    def title(self) -> str:
        """The record in a few words, for lists, messages and history."""
        return self.id


def fields_of(cls: type[Any]) -> tuple[Field, ...]:
    """Return the declared fields of an entity class in the order of the file: schema, id, own fields, tombstone."""
    return tuple(cls._declared.values())


def field_of(cls: type[Any], key: str) -> Field | None:
    """Return the declaration of one key, or None for an unknown key."""
    declared: dict[str, Field] = cls._declared
    return declared.get(key)


def form_fields(cls: type[Any]) -> tuple[Field, ...]:
    """Return the fields a person fills in, in the order of the form; the further fields come last."""
    typed = [f for f in fields_of(cls) if not f.system and f.type is not FieldType.TABLES]
    placed = sorted((f for f in typed if f.form), key=lambda f: f.form)
    return (*placed, *(f for f in typed if not f.form))


def list_columns(cls: type[Any]) -> tuple[Field, ...]:
    """Return the fields that are columns of the list, in the order of the form."""
    return tuple(f for f in form_fields(cls) if f.width)


def is_empty(value: Any) -> bool:
    """Return whether a value says nothing and so is not written."""
    return value is None or value == "" or value == () or value == []


def says_nothing(field: Field, value: Any) -> bool:
    """Return whether the value is what an absent key means, and so is not written; an empty list may say more than
    none.
    """
    if field.type is FieldType.FLAG:
        return value is False
    if field.default is None and field.type is FieldType.LINES:
        return value is None
    return is_empty(value)


def to_plain(entity: Entity) -> dict[str, Any]:
    """Return the entity as plain TOML values in declared order, empty ones left out, unknown keys last and sorted."""
    plain: dict[str, Any] = {}
    for f in fields_of(type(entity)):
        value = getattr(entity, f.key)
        if says_nothing(f, value):
            continue
        if f.type is FieldType.TABLES:
            plain[f.key] = [to_plain(row) for row in value]
        elif isinstance(value, tuple):
            plain[f.key] = list(value)
        elif f.type is FieldType.NUMBER and not isinstance(value, int):
            plain[f.key] = str(value)
        else:
            plain[f.key] = value
    for key in sorted(entity.extra):
        plain[key] = entity.extra[key]
    return plain


def from_plain(cls: type[E], plain: Mapping[str, Any]) -> tuple[E, list[ValueFault]]:
    """Return the entity that `plain` describes, and a fault for every value its field cannot hold.

    Unknown keys go to `extra`. Absent keys are empty; whether they are required is not asked here.
    """
    values: dict[str, Any] = {}
    faults: list[ValueFault] = []
    for key, raw in plain.items():
        declared = field_of(cls, key)
        if declared is None:
            values.setdefault("extra", {})[key] = raw
            continue
        value, message = _read_value(declared, raw)
        if message:
            faults.append(ValueFault(key, message))
        else:
            values[key] = value
    return cls(**values), faults


def _read_value(declared: Field, raw: Any) -> tuple[Any, str]:
    """Return the value of one key as its field holds it, or a sentence saying what is allowed."""
    match declared.type:
        case FieldType.LINES | FieldType.IDS:
            return _read_lines(declared, raw)
        case FieldType.DATE:
            if isinstance(raw, date) and not isinstance(raw, datetime):
                return raw, ""
            return None, f"“{declared.label}” phải là một ngày viết như 2023-02-21, không có dấu nháy."
        case FieldType.INTEGER:
            if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0:
                return raw, ""
            return None, f"“{declared.label}” phải là số nguyên từ 0 trở lên, không có dấu nháy."
        case FieldType.PLACE:
            return _read_place(declared, raw)
        case FieldType.NUMBER:
            return _read_number(declared, raw)
        case FieldType.FLAG:
            return (raw, "") if isinstance(raw, bool) else (None, f"“{declared.label}” phải là true hoặc false.")
        case FieldType.TABLES:
            return _read_tables(declared, raw)
        case _:
            return _read_text(declared, raw)


def _read_place(declared: Field, raw: Any) -> tuple[Any, str]:
    if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0:
        return raw, ""
    if isinstance(raw, str) and is_dotted(raw):
        return raw, ""
    return None, f'“{declared.label}” phải là số nguyên không có dấu nháy, hoặc số nhiều cấp viết như "1.1".'


_DEEPEST, _LONGEST_LEVEL = 6, 4


def is_dotted(text: str) -> bool:
    """Return whether a text is a place of several levels: `1.1`, `2.10.3`."""
    parts = text.split(".")
    plain = all(part.isascii() and part.isdigit() and len(part) <= _LONGEST_LEVEL for part in parts)
    return 2 <= len(parts) <= _DEEPEST and plain


def place_key(place: int | str | None) -> tuple[int, ...]:
    """Return what places are sorted by: 1, 1.1, 1.2, 1.10, 2."""
    if isinstance(place, str):
        return tuple(int(part) for part in place.split("."))
    return (place or 0,)


def _read_number(declared: Field, raw: Any) -> tuple[Any, str]:
    if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0:
        return raw, ""
    if isinstance(raw, str) and exact_number(raw) is not None:
        return exact_number(raw), ""
    return None, f'“{declared.label}” phải là số từ 0 trở lên: số nguyên không có dấu nháy, số lẻ viết như "97.5".'


def exact_number(text: str) -> Decimal | None:
    """Return the number that digits, a point and decimals are; None for anything else."""
    from decimal import Decimal  # a folder of whole numbers must not wait for it

    whole, _, decimals = text.partition(".")
    plain = all(part.isascii() and part.isdigit() for part in (whole, decimals))
    return Decimal(text) if plain and len(text) <= _LONGEST_EXACT and str(int(whole)) == whole else None


_LONGEST_EXACT = 20


def _read_text(declared: Field, raw: Any) -> tuple[str | None, str]:
    if not isinstance(raw, str):
        return None, f"“{declared.label}” phải là chữ đặt trong dấu nháy kép."
    if declared.choices and raw and raw not in {c.code for c in declared.choices}:
        allowed = ", ".join(f"{c.code} ({c.label})" for c in declared.choices)
        return None, f"“{declared.label}” không có giá trị “{raw}”. Được dùng: {allowed}."
    return raw or None, ""


def _read_lines(declared: Field, raw: Any) -> tuple[tuple[str, ...], str]:
    if isinstance(raw, list) and all(isinstance(line, str) for line in raw):
        return tuple(raw), ""
    return (), f'“{declared.label}” phải là một danh sách các dòng chữ, ví dụ ["dòng một", "dòng hai"].'


def _read_tables(declared: Field, raw: Any) -> tuple[tuple[Entity, ...], str]:
    if declared.of is None or not isinstance(raw, list) or not all(isinstance(row, Mapping) for row in raw):
        return (), f"“{declared.label}” phải là các bảng [[{declared.key}]]."
    rows: list[Entity] = []
    for number, table in enumerate(raw, 1):
        row, faults = from_plain(declared.of, table)
        if faults:
            return (), f"Bảng [[{declared.key}]] thứ {number}: {faults[0].message}"
        rows.append(row)
    return tuple(rows), ""


def missing_fields(entity: Entity) -> list[Field]:
    """Return the required fields that are empty."""
    return [f for f in fields_of(type(entity)) if f.required and is_empty(getattr(entity, f.key))]


def overlong_fields(entity: Entity) -> list[Field]:
    """Return the fields whose text is longer than the decree's register holds (Phụ lục VI, Phần II)."""
    return [
        f
        for f in fields_of(type(entity))
        if f.limit and isinstance(value := getattr(entity, f.key), str) and len(value) > f.limit
    ]
