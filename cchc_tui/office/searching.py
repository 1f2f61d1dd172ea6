"""Searching: the records and the prose of reports that have the words, the nearest first."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, TypeAlias

from cchc_tui.language.text import fold
from cchc_tui.office.reading import RecordReader
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.search import rank
from cchc_tui.storage.finished import read_finished
from cchc_tui.storage.paths import BODY_FILE
from cchc_tui.storage.stored import Stored


class Hit(NamedTuple):
    """A record that has the words, or a line of a report's prose that has them."""

    stored: Stored[Record]
    path: str
    """The file they were found in: the record's own, or the report's prose beside it."""
    excerpt: str
    """What to show of it."""
    line: int | None = None
    """The line in the prose, from 1."""


_Ranked: TypeAlias = tuple[tuple[int, ...], Hit]


class Search:
    """A search over everything the office has."""

    def __init__(self, reader: RecordReader) -> None:
        self._reader = reader

    def find(self, words: str) -> list[Hit]:
        """Return all places in use that have every word, in any order and with or without marks; none for no words."""
        wanted = fold(words).split()
        if not wanted:
            return []
        hits = [*self._record_hits(wanted), *self._prose_hits(wanted)]
        return [hit for _, hit in sorted(hits, key=lambda found: found[0])]

    def text_of(self, stored: Stored[Record]) -> str:
        """Return the record folded for searching, for a list that is filtered while one types."""
        return self._reader.loaded.shelves[type(stored.record)].text_of(stored.path)

    def _record_hits(self, words: list[str]) -> list[_Ranked]:
        hits: list[_Ranked] = []
        for shelf in self._reader.loaded.shelves.values():
            for stored, text in shelf.having(words):
                if not stored.record.deleted:
                    headline = _headline(stored.record)
                    nearness = rank(text, fold(headline), words)
                    hits.append(((*nearness, -_day(stored.record)), Hit(stored, stored.path, headline)))
        return hits

    def _prose_hits(self, words: list[str]) -> list[_Ranked]:
        hits: list[_Ranked] = []
        for report in self._reader.stored(ReportSheet):
            path = report.path.rpartition("/")[0] + "/" + BODY_FILE
            data = read_finished(self._reader.directory, path)
            if not isinstance(data, bytes):
                continue
            lines = data.decode("utf-8", "replace").splitlines()
            for number, line in enumerate(lines, 1):
                text = fold(line)
                if all(word in text for word in words):
                    nearness = rank(text, "", words)
                    hits.append(((*nearness, -_day(report.record)), Hit(report, path, line.strip(), number)))
        return hits


def _headline(record: Record) -> str:
    """Return what a list of found records shows of this one."""
    match record:
        case Directive():
            return ", ".join(part for part in (record.symbol, record.subject) if part)
        case ReportSheet():
            return ", ".join(part for part in (record.slug, record.subject) if part)
        case _:
            return record.title


def _day(record: Record) -> int:
    """Return the day a record is about as a number, for newer ones to come first; 0 when it has none."""
    day: date | None = None
    match record:
        case Directive():
            day = record.issued_on
        case MediaCount() | ReportSheet():
            period = parse_period(record.period or "")
            day = date(period.year, period.number or 1, 1) if period else None
        case ChecklistItem():
            day = record.due_on
    return day.toordinal() if day else 0
