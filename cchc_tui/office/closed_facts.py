"""Which closed reports a change of records would leave behind: facts that were signed ask before they change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from cchc_tui.errors import FindingsError, RefusedError
from cchc_tui.office.reading import RecordReader
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.facts_mark import is_printed_row, printed_fields
from cchc_tui.records.fields import Record, to_plain
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import Window, parse_period
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.records.yearbook import count_window
from cchc_tui.storage.paths import BODY_FILE

Pair = tuple[Record | None, Record]
"""A record as it is kept, None for a new one, and as it would be."""


class ClosedFactsError(RefusedError):
    """A save would change what a closed report was printed from, and nobody has agreed to that yet. Nothing is
    written.
    """

    def __init__(self, reports: Sequence[ReportSheet]) -> None:
        named = ", ".join(sheet.title for sheet in reports)
        super().__init__(
            f"Báo cáo {named} đã chốt số liệu; ghi thay đổi này thì hồ sơ không còn khớp với bản đã chốt.",
            "Chưa ghi gì. Muốn ghi thật thì thêm --yes; bản đã chốt vẫn giữ nguyên.",
        )
        self.reports = tuple(reports)


def demand_agreed(reader: RecordReader, pairs: Iterable[Pair], agreed: Collection[str]) -> None:
    """Raise ClosedFactsError where a closed report would come out otherwise and its id is not among those `agreed`
    to.
    """
    touched = [sheet for sheet in closed_reports_touched(reader, pairs) if sheet.id not in agreed]
    if touched:
        raise ClosedFactsError(touched)


def closed_reports_touched(reader: RecordReader, pairs: Iterable[Pair]) -> tuple[ReportSheet, ...]:
    """Return the closed reports that would come out otherwise after these changes."""
    changing = [pair for pair in pairs if pair[0] != pair[1]]
    closed = [s.record for s in reader.sheets() if s.record.state == FROZEN] if changing else []
    return tuple(s for s in closed if any(_changes(s, *pair) and _concerns(reader, s, pair) for pair in changing))


def _changes(sheet: ReportSheet, before: Record | None, after: Record) -> bool:
    """Return whether anything that a page of the report prints is changed."""
    if before is None or before.deleted != after.deleted:
        return True
    if isinstance(after, FigureRow) or (isinstance(after, ChecklistItem) and sheet.appendix_columns):
        return to_plain(before) != to_plain(after)
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
        case FigureRow():
            return is_printed_row(record, reader.settings, window) and _prints_form(reader, sheet, record.form or "")
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


def _prints_form(reader: RecordReader, sheet: ReportSheet, form: str) -> bool:
    """Return whether the prose of the report names the form."""
    found = next((s for s in reader.sheets() if s.record.id == sheet.id), None)
    path = reader.directory / found.path.rpartition("/")[0] / BODY_FILE if found else None
    return bool(form and path and path.is_file() and form in path.read_text("utf-8", "replace"))
