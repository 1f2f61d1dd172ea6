"""From a line of the composed report back to where its words were typed: the prose file, or a field of a record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from cchc_tui.records.cure import FieldCure, TextCure
from cchc_tui.records.fields import FieldType, Record, fields_of
from cchc_tui.records.finding import Finding
from cchc_tui.rules.rule import Kept


class Origins:
    """What a composed report was made of: its prose with placeholders, and the records it printed."""

    def __init__(self, composed: str, body: str, body_path: str, records: Iterable[Kept[Record]]) -> None:
        self._composed = composed.split("\n")
        self._body = body.split("\n")
        self._path = body_path
        self._records = tuple(records)
        self._lines = _same_lines(self._composed, self._body)

    def line_of(self, line: int) -> int | None:
        """The line of the prose file that a composed line, from 1, was taken from as it is; None for others."""
        here = self._lines.get(line - 1)
        return None if here is None else here + 1

    def of(self, finding: Finding) -> Finding:
        """The finding at its origin. One whose words nobody typed as they stand keeps the report alone."""
        if finding.line is None or finding.path is not None:
            return finding
        here = finding.line - 1
        if here in self._lines:
            return self._in_body(finding, self._lines[here], None)
        column = finding.cure.column if isinstance(finding.cure, TextCure) else -1
        return (
            self._near(finding, here, column)
            or self._in_record(finding)
            or replace(finding, line=None, cure=None, path=self._path)
        )

    def _in_body(self, finding: Finding, line: int, column: int | None) -> Finding:
        cure = finding.cure
        if isinstance(cure, TextCure):
            cure = replace(cure, path=self._path, line=line + 1, column=cure.column if column is None else column)
        return replace(finding, path=self._path, line=line + 1, cure=cure)

    def _near(self, finding: Finding, here: int, column: int) -> Finding | None:
        """A place of the prose between its neighbours' lines that holds the same words in the same company."""
        quote, composed = finding.quote or "", self._composed[here]
        at = column if column >= 0 else composed.find(quote)
        if not quote or at < 0:
            return None
        first = max((self._lines[n] + 1 for n in range(here) if n in self._lines), default=0)
        below = (self._lines[n] for n in range(here, len(self._composed)) if n in self._lines)
        last = next(below, len(self._body))
        left, right = composed[:at], composed[at + len(quote) :]
        places = [
            (_shared(self._body[line][:start], left, right, self._body[line][start + len(quote) :]), line, start)
            for line in range(first, last)
            for start in _all_places(self._body[line], quote)
        ]
        places.sort(reverse=True)
        if not places or (len(places) > 1 and places[0][0] == places[1][0]):
            return None
        return self._in_body(finding, *places[0][1:])

    def _in_record(self, finding: Finding) -> Finding | None:
        """The only text field of the only record that holds the words."""
        quote = finding.quote or ""
        places = [
            (kept, key, value)
            for kept in self._records
            for key, value in _texts(kept.record)
            if len(quote) > 1 and any(quote in line for line in (value if isinstance(value, tuple) else (value,)))
        ]
        if len(places) != 1:
            return None
        kept, key, value = places[0]
        cure = _record_cure(finding, kept.record, key, value)
        return replace(finding, path=kept.path, line=None, record=kept.record.id, key=key, cure=cure)


def _record_cure(finding: Finding, record: Record, key: str, value: object) -> FieldCure | None:
    cure = finding.cure
    if not isinstance(cure, TextCure):
        return None
    if isinstance(value, tuple):
        return FieldCure(record.id, key, value, tuple(line.replace(cure.before, cure.after, 1) for line in value))
    return FieldCure(record.id, key, value, str(value).replace(cure.before, cure.after, 1))


def _texts(record: Record) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for field in fields_of(type(record)):
        if field.type in (FieldType.LINE, FieldType.TEXT, FieldType.LINES) and not field.system:
            value = getattr(record, field.key)
            if value:
                yield field.key, value


def _shared(before: str, left: str, right: str, after: str) -> int:
    """How many letters around the words are the same in both texts, counted from the words outwards."""
    return _same_start(reversed(before), reversed(left)) + _same_start(after, right)


def _same_start(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _all_places(line: str, wanted: str) -> Iterator[int]:
    start = line.find(wanted)
    while start >= 0:
        yield start
        start = line.find(wanted, start + 1)


def _same_lines(composed: Sequence[str], body: Sequence[str]) -> dict[int, int]:
    """Lines of the composed text that the prose has as they are, in order; blank ones left out."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(body):
        places[line].append(number)
    same: dict[int, int] = {}
    last = -1
    for number, line in enumerate(composed):
        later = [place for place in places.get(line, ()) if place > last] if line.strip() else []
        if later:
            last = same[number] = later[0]
    return same
