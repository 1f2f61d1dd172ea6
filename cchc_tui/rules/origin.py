"""From a place of the composed text back to where its words were typed: the prose file, or a field of a record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Protocol

from cchc_tui.records.cure import FieldCure, TextCure
from cchc_tui.records.fields import FieldType, Record, fields_of
from cchc_tui.records.finding import Finding
from cchc_tui.records.letterhead import issuer_of_symbol
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.rules.context import Located

HEAD_FIELDS: dict[str, tuple[str | None, str | None]] = {
    "loai": ("kind", None),
    "co-quan-chu-quan": (None, "superior"),
    "co-quan": (None, "letterhead"),
    "ten-co-quan": (None, "short_name"),
    "dia-danh": ("place", "place"),
    "so": ("number", None),
    "ky-hieu": ("symbol", None),
    "ngay": ("dated_on", None),
    "trich-yeu": ("subject", None),
    "kinh-gui": ("addressees", "addressees"),
    "can-cu": ("legal_basis", None),
    "noi-nhan": ("recipients", "recipients"),
    "ky": ("signing", "signatories"),
}
"""Key of a composed head → field of the report sheet and field of the office that it is printed from."""
_OF_ISSUER = ("superior", "letterhead", "short_name")
"""What an issuer of the office says of itself instead."""


class Origins(Protocol):
    """Where the text that rules read was typed."""

    def line_of(self, line: int) -> int | None:
        """Return the line, as typed, that a line of the text was taken from as it is; None for others."""

    def of(self, finding: Finding) -> Finding:
        """Return the finding, whose line counts in the text, at its origin."""

    def of_head(self, finding: Finding) -> Finding:
        """Return the finding, whose key is one of the head, at its origin."""


@dataclass(frozen=True)
class FileOrigins:
    """A Markdown file: what is read is what was typed."""

    path: str
    head_line: Callable[[str], int | None]
    field_keys: tuple[tuple[str, str], ...] = (("subject", "trich-yeu"), ("legal_basis", "can-cu"))
    """Fields that rules on words read from the head → the head's keys."""

    def line_of(self, line: int) -> int | None:
        """Return the line itself."""
        return line

    def of(self, finding: Finding) -> Finding:
        """Return the finding on the file; what stands in the head has the line of its key and no cure."""
        key = dict(self.field_keys).get(finding.key or "")
        if key is not None:
            return self.of_head(finding._replace(key=key))
        cure = replace(finding.cure, path=self.path) if isinstance(finding.cure, TextCure) else None
        return finding._replace(path=self.path, record=None, key=None, cure=cure)

    def of_head(self, finding: Finding) -> Finding:
        """Return the finding at the line of its key, else at the first line."""
        line = finding.line or self.head_line(finding.key or "") or 1
        return finding._replace(path=self.path, line=line, record=None, cure=None)


@dataclass(frozen=True)
class ImportOrigins:
    """A file being taken in, whose lines are not those of the prose made from it."""

    path: str

    def line_of(self, line: int) -> int | None:
        """Return None: nobody could find the line."""
        return None

    def of(self, finding: Finding) -> Finding:
        """Return the finding on the file as a whole; its quote says where."""
        return finding._replace(path=self.path, line=None, record=None, cure=None)

    def of_head(self, finding: Finding) -> Finding:
        """Return the finding on the file as a whole."""
        return self.of(finding)


class ComposedOrigins:
    """A composed report: its prose with placeholders, its sheet, its office, and the records it printed."""

    def __init__(
        self,
        composed: str,
        body: str,
        body_path: str,
        sheet: Located[ReportSheet],
        office: Located[OfficeSettings],
        records: Iterable[Located[Record]] = (),
    ) -> None:
        self._composed = composed.split("\n")
        self._body = body.split("\n")
        self._path = body_path
        self._sheet = sheet
        self._office = office
        self._records = tuple(records)
        self._lines = _same_lines(self._composed, self._body)

    def line_of(self, line: int) -> int | None:
        """Return the line of the prose file that a composed line, from 1, was taken from as it is; None for others."""
        here = self._lines.get(line - 1)
        return None if here is None else here + 1

    def of(self, finding: Finding) -> Finding:
        """Return the finding at its origin. Words nobody typed so are told at the line they were filled in from."""
        if finding.key is not None:
            return finding._replace(path=self._sheet.path, line=None)
        if finding.line is None:
            return finding._replace(path=self._path)
        here = finding.line - 1
        if here in self._lines:
            return self._in_body(finding, self._lines[here], None)
        column = finding.cure.column if isinstance(finding.cure, TextCure) else -1
        return (
            self._near(finding, here, column)
            or self._in_record(finding)
            or finding._replace(line=self._likely(here), cure=None, path=self._path)
        )

    def of_head(self, finding: Finding) -> Finding:
        """Return the finding at the field of the sheet that the head prints, else at the office's."""
        of_sheet, of_office = HEAD_FIELDS.get(finding.key or "", (None, None))
        if of_office in _OF_ISSUER and issuer_of_symbol(self._office.record, self._sheet.record.symbol):
            of_office = "issuers"
        on_sheet = of_sheet is not None and bool(getattr(self._sheet.record, of_sheet))
        if finding.key == "ky" and self._sheet.record.signatory and not on_sheet:
            of_sheet, on_sheet = "signatory", True
        if of_office and not on_sheet and (of_sheet is None or getattr(self._office.record, of_office)):
            return finding._replace(path=self._office.path, line=None, key=of_office, cure=None)
        return finding._replace(path=self._sheet.path, line=None, key=of_sheet, cure=None)

    def _gap(self, here: int) -> tuple[int, int]:
        """Return the lines of the prose, from 0, between the unchanged neighbours of a composed line."""
        first = max((self._lines[n] + 1 for n in range(here) if n in self._lines), default=0)
        below = (self._lines[n] for n in range(here, len(self._composed)) if n in self._lines)
        return first, next(below, len(self._body))

    def _likely(self, here: int) -> int | None:
        """Return the line of the prose, from 1, that a composed line was most likely filled in from; None for an empty
        prose.

        It stands between the unchanged neighbours and shares the most words; what no line there made, such as an
        appendix printed from records, is told at the last line above.
        """
        words = set(self._composed[here].split())
        first, last = self._gap(here)
        lines = [(len(words & set(self._body[n].split())), -n) for n in range(first, last) if self._body[n].strip()]
        if lines:
            return 1 - max(lines)[1]
        return first or None

    def _in_body(self, finding: Finding, line: int, column: int | None) -> Finding:
        cure = finding.cure
        if isinstance(cure, TextCure):
            cure = replace(cure, path=self._path, line=line + 1, column=cure.column if column is None else column)
        return finding._replace(path=self._path, line=line + 1, cure=cure)

    def _near(self, finding: Finding, here: int, column: int) -> Finding | None:
        """Return a place of the prose between its neighbours' lines that holds the same words in the same company."""
        quote, composed = finding.quote or "", self._composed[here]
        at = column if column >= 0 else composed.find(quote)
        if not quote or at < 0:
            return None
        first, last = self._gap(here)
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
        """Return the only text field of the only record that holds the words."""
        quote = finding.quote or ""
        places = [
            (located, key, value)
            for located in self._records
            for key, value in _texts(located.record)
            if len(quote) > 1 and any(quote in line for line in (value if isinstance(value, tuple) else (value,)))
        ]
        if len(places) != 1:
            return None
        located, key, value = places[0]
        cure = _record_cure(finding, located.record, key, value)
        return finding._replace(path=located.path, line=None, record=located.record.id, key=key, cure=cure)


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
    """Return how many letters around the words are the same in both texts, counted from the words outwards."""
    return _same_start(reversed(before), reversed(left)) + _same_start(after, right)


def _same_start(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _all_places(line: str, wanted: str) -> Iterator[int]:
    start = line.find(wanted)
    while start >= 0:
        yield start
        start = line.find(wanted, start + 1)


def _same_lines(composed: Sequence[str], body: Sequence[str]) -> dict[int, int]:
    """Return the lines of the composed text that the prose has as they are, in order; blank ones left out."""
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
