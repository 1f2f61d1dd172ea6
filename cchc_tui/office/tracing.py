"""The trace of a file or of a report, against the records of this office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.document.passages import COVER, PassageKind, Prose, read_prose
from cchc_tui.office.known_facts import record_of
from cchc_tui.office.tracer import Trace, TracedText, Tracer
from cchc_tui.records.directive import Directive
from cchc_tui.records.media import MediaCount
from cchc_tui.records.report_sheet import ReportSheet

if TYPE_CHECKING:
    from cchc_tui.office import Office

MARKDOWN = (".md", ".markdown")


def trace_report(office: Office, name: str) -> list[Trace]:
    """Return the trace of a report as it would be composed now, its closed text where it is closed."""
    sheet = office.reports.find(name).record
    text = office.reports.compose(name, draft=True)
    return tracer_of(office, sheet).trace(_passages(read_prose(text), lines=False))


def trace_prose(office: Office, sheet: ReportSheet, prose: str) -> list[Trace]:
    """Return the trace of a prose as it is typed, each with its line; what a placeholder will print is no part of
    it.
    """
    return tracer_of(office, sheet).trace(_passages(read_prose(prose), lines=True))


def trace_file(office: Office, path: Path) -> list[Trace]:
    """Return the trace of a file outside the records: Markdown, or whatever an import reads."""
    if path.suffix.lower() in MARKDOWN:
        from cchc_tui.office.documents import read_document

        return tracer_of(office, None).trace(_passages(read_prose(read_document(path)), lines=True))
    offered = office.intake.read([path])
    proposed = [*offered.candidates, *([offered.sheet] if offered.sheet else [])]
    sheets = [record_of(c) for c in proposed if c.kind == "report"]
    sheet = next((record for record in sheets if isinstance(record, ReportSheet)), None)
    return tracer_of(office, sheet).trace(TracedText(text, place) for place, text in offered.passages)


def tracer_of(office: Office, sheet: ReportSheet | None) -> Tracer:
    """Return the records of an office as sources of a paper with this sheet."""
    directives: Sequence[Directive] = [stored.record for stored in office.records.stored(Directive)]
    media = [stored.record for stored in office.records.stored(MediaCount)]
    return Tracer(office.settings, directives, media, sheet=sheet, figures=office.figures.book)


def _passages(prose: Prose, *, lines: bool) -> Iterator[TracedText]:
    for passage in prose.passages:
        if passage.kind is PassageKind.HEAD:
            continue
        line = passage.line if lines else None
        yield TracedText(passage.text.replace(COVER, " "), f"dòng {line}" if line else "", line)
