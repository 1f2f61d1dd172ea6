"""Records as rows: the values of the file and what engines cannot work out, ready to be written as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any, TypeAlias

from cchc_tui.collect.columns import FIGURES, TABLE_OF
from cchc_tui.collect.figure_rows import figure_rows
from cchc_tui.collect.obligations import obligation_rows
from cchc_tui.collect.source import OfficeSource
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record, to_plain
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.finding import Finding
from cchc_tui.records.identity import directive_identity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.form_file import form_among
from cchc_tui.storage.shipped import templates_dir

Row: TypeAlias = Mapping[str, Any]


def rows_of(source: OfficeSource) -> Iterator[tuple[str, Row]]:
    """Yield every row of one office with the table it belongs to; deleted records have none."""
    office = source.tree.office or OfficeSettings()
    form_of = cache(partial(form_among, files=source.forms, folders=(templates_dir(),)))
    count = 0
    for stored in source.tree.records:
        if not stored.record.deleted and type(stored.record) in TABLE_OF:
            count += 1
            place = {"office": office.short_name, "path": stored.path}
            yield (
                TABLE_OF[type(stored.record)],
                with_whole_place(to_plain(stored.record)) | place | worked_out(stored.record, office),
            )
        elif isinstance(stored.record, FigureRow) and not stored.record.deleted:
            count += 1
            place = {"office": office.short_name, "path": stored.path} | _row_place(stored.record, office)
            for row in figure_rows(stored.record, form_of):
                yield FIGURES, {**place, **row}
    for owed in obligation_rows(source):
        yield "obligations", owed
    for finding in source.findings:
        yield "errors", error_row(finding, source.name, office.short_name)
    yield (
        "offices",
        {
            "office": office.short_name,
            "province_name": office.province,
            "commune_code": office.commune_code,
            "source": source.name,
            "head": source.head,
            "committed_on": source.day,
            "records": count,
            "faults": len(source.findings),
        },
    )


def with_whole_place(plain: Row) -> dict[str, Any]:
    """Return a record with a place of several levels (`1.1`) as its number: the column of places is one of integers."""
    place = plain.get("position")
    return {**plain, "position": None, "number": plain.get("number", place)} if isinstance(place, str) else {**plain}


def _row_place(record: FigureRow, office: OfficeSettings) -> dict[str, Any]:
    keys = {"id": record.id, "form": record.form, "period": record.period, "row": record.row}
    return keys | {"row_label": record.label or record.row} | _window(record.period, None, office)


def error_row(finding: Finding, source: str, office: str | None) -> Row:
    """Return one fault with the office and the place it is in."""
    return {
        "office": office,
        "source": source,
        "path": finding.path,
        "line": finding.line,
        "code": finding.code,
        "message": finding.message,
        "record": finding.record,
        "key": finding.key,
    }


def worked_out(record: Record, office: OfficeSettings) -> dict[str, Any]:
    """Return the year a record lies under, and what only the program can say of it."""
    match record:
        case Directive():
            parsed = record.parsed
            return {
                "year": record.issued_on.year if record.issued_on else 0,
                "number": parsed.number if parsed else None,
                "identity": _identity(record, office),
            }
        case MediaCount():
            measure = office.measure_of(record.channel, record.measure)
            return _window(record.period, None, office) | {
                "channel_label": office.channel_label(record.channel),
                "measure_label": measure.label if measure else record.measure,
                "unit": measure.unit if measure else None,
                "qualifier": record.quantity.qualifier.value,
            }
        case ChecklistItem():
            met = next((e.met for e in office.evaluations if e.code == record.evaluation), None)
            label = office.evaluation_label(record.evaluation)
            return {"year": _checklist_year(record), "evaluation_label": label, "met": met}
        case ReportSheet():
            return _window(record.period, record.regime, office)
        case _:
            return {}


def _window(code: str | None, regime: str | None, office: OfficeSettings) -> dict[str, Any]:
    """Return the year and the days of a period under the office's regime."""
    period = parse_period(code or "")
    if period is None:
        return {"year": 0}
    window = office.window_of(period, regime)
    return {"year": period.year, "window_first": window.first, "window_last": window.last}


def _identity(directive: Directive, office: OfficeSettings) -> str | None:
    """Return `records.identity` in one text."""
    key = directive_identity(directive, office)
    return "|".join(map(str, key)) if key else None


def _checklist_year(item: ChecklistItem) -> int:
    """Return the year in front of the checklist's name (2023-tuyen-truyen), else of the item's deadline, else 0."""
    start = (item.checklist or "")[:4]
    if len(start) == 4 and start.isascii() and start.isdigit():
        return int(start)
    return item.due_on.year if item.due_on else 0
