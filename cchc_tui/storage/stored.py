"""A record as it lies on disk, and the same thing packed into one line of JSON for the cache."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from cchc_tui.records.fields import SCHEMA, FieldType, Record, exact_number, fields_of, is_empty

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Stored(NamedTuple, Generic[R_co]):
    """A record as it lies on disk."""

    record: R_co
    path: str
    """Relative to the records directory, with `/`."""
    fingerprint: str
    """SHA-256 of the bytes it was read from."""
    comments: tuple[str, ...] = ()
    """Comments typed into the file by hand; a save keeps them beside the same keys."""

    @property
    def read_only(self) -> bool:
        """Whether the file was written by a newer program and must not be changed by this one."""
        return self.record.schema > SCHEMA


def pack(stored: Stored[Record]) -> bytes:
    """Return one line: a JSON list of fingerprint, comments and the declared fields in their order, empty ones at the
    end left off, behind them all the unknown keys. b"" where those hold more than texts and whole numbers: what TOML
    can put there, JSON cannot always hold.
    """
    record = stored.record
    if not all(type(value) in (int, str) for value in record.extra.values()):
        return b""
    values: list[Any] = [getattr(record, f.key) for f in fields_of(type(record))]
    if record.extra:
        values.append(dict(record.extra))
    while is_empty(values[-1]):
        values.pop()
    line = json.dumps(
        [stored.fingerprint, stored.comments, *values],
        ensure_ascii=False,
        separators=(",", ":"),
        default=str,
    )
    return line.encode("utf-8")


def least_commas(cls: type[Record], key: str) -> int:
    """Return how many commas the packed line of a record has at least where this field or a later one is filled: the
    line ends with its last filled field.
    """
    return 2 + next(place for place, field in enumerate(fields_of(cls)) if field.key == key)


def are_filled(cls: type[Record], keys: Iterable[str], packed: Iterable[bytes]) -> list[bool]:
    """Return of each line that `pack` made whether one of these fields is filled in it, without making the record."""
    places = [2 + place for place, field in enumerate(fields_of(cls)) if field.key in keys]
    rows = json.loads(b"[" + b",".join(packed) + b"]")
    return [any(not is_empty(value) for place in places for value in row[place : place + 1]) for row in rows]


def unpack(cls: type[Record], packed: Iterable[tuple[str, bytes]]) -> list[Stored[Record]]:
    """Return the records that `pack` made these lines from, each given with its path."""
    pairs = list(packed)
    shape = _Shape(cls)
    rows = json.loads(b"[" + b",".join(line for _, line in pairs) + b"]")
    return [
        Stored(shape.filled(values), path, fingerprint, tuple(comments))
        for (path, _), (fingerprint, comments, *values) in zip(pairs, rows, strict=True)
    ]


class _Shape:
    """How to make records of one class from values that were checked when they were packed."""

    def __init__(self, cls: type[Record]) -> None:
        declared = fields_of(cls)
        self.cls = cls
        self.keys = [f.key for f in declared]
        self.blank = dict(cls().__dict__)
        self.dates = [f.key for f in declared if f.type is FieldType.DATE]
        self.numbers = [f.key for f in declared if f.type is FieldType.NUMBER]
        self.lists = [f.key for f in declared if f.type in (FieldType.LINES, FieldType.IDS)]

    def filled(self, values: list[Any]) -> Record:
        """Return a record with these values, fewer than there are fields where the last ones are empty.

        Written into the instance's dict: `__init__` takes twice as long, and a list of 100 000 records waits for it.
        """
        record = object.__new__(self.cls)
        inside = record.__dict__
        inside.update(self.blank)
        inside.update(zip(self.keys, values))  # noqa: B905
        inside["extra"] = values[len(self.keys)] if len(values) > len(self.keys) else {}
        for key in self.dates:
            if inside[key]:
                inside[key] = date.fromisoformat(inside[key])
        for key in self.numbers:
            if isinstance(inside[key], str):
                inside[key] = exact_number(inside[key])
        for key in self.lists:
            inside[key] = tuple(inside[key])
        return record
