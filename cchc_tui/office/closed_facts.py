"""Which closed reports a change of records would leave behind: facts that were signed ask before they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cchc_tui.errors import FindingsError
from cchc_tui.office.reading import RecordReader
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.facts_mark import printed_fields
from cchc_tui.records.fields import Record
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import Window, parse_period
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.records.yearbook import count_window

Pair = tuple[Record | None, Record]
"""A record as it is kept, None for a new one, and as it would be."""


def closed_reports_touched(reader: RecordReader, pairs: Iterable[Pair]) -> tuple[ReportSheet, ...]:
    """Return the closed reports that would come out otherwise after these changes."""
    changing = [pair for pair in pairs if _changes(*pair)]
    closed = [s.record for s in reader.sheets() if s.record.state == FROZEN] if changing else []
    return tuple(sheet for sheet in closed if any(_concerns(reader, sheet, pair) for pair in changing))


def _changes(before: Record | None, after: Record) -> bool:
    """Return whether anything that a page prints is changed."""
    if before is None or before.deleted != after.deleted:
        return True
    return any(getattr(before, key) != getattr(after, key) for key in printed_fields(type(after)))


def _concerns(reader: RecordReader, sheet: ReportSheet, pair: Pair) -> bool:
    window = _window(reader, sheet)
    return window is not None and any(_is_seen(reader, sheet, window, record) for record in _versions(pair))


def _versions(pair: Pair) -> Iterator[Record]:
    return (record for record in pair if record is not None and not record.deleted)


def _is_seen(reader: RecordReader, sheet: ReportSheet, window: Window, record: Record) -> bool:
    match record:
        case Directive(issued_on=day):
            return day is not None and day in window
        case MediaCount():
            return parse_period(record.period or "") is not None and window.covers(
                count_window(record, reader.settings, sheet.regime)
            )
        case ChecklistItem():
            return record.checklist == sheet.checklist
        case _:
            return record.id == sheet.id


def _window(reader: RecordReader, sheet: ReportSheet) -> Window | None:
    period = parse_period(sheet.period or "")
    if period is None:
        return None
    try:
        window = reader.settings.window_of(period, sheet.regime)
    except FindingsError:
        return None
    return Window(sheet.from_on or window.first, sheet.to_on or window.last)
