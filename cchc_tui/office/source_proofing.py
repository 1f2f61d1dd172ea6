"""Checking a report or register before it is taken in: as it would be, composed in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cchc_tui.document.passages import read_prose
from cchc_tui.office.intake import BODY, record_of
from cchc_tui.office.word_lists import word_lists
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import Window, parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.rules import ImportOrigins, Located, OfficeRecords, ReportContext, check_paper, check_records
from cchc_tui.storage.records_folder import templates_of

if TYPE_CHECKING:
    from cchc_tui.office import Office

R = TypeVar("R", bound=Record)

NOT_READ = "not-read"
"""Of what a file holds and import would make no record of."""
DOUBLE_SPACE = "double-space"


def proof_source(path: Path, office: Office) -> list[Finding]:
    """Return every finding on a report or register as it would be taken in, composed in memory."""
    from cchc_tui.importing import ALREADY_ABOVE

    offered = office.intake.read([path])
    candidates = [*offered.candidates, *([offered.sheet] if offered.sheet else [])]
    prose = next((c.values["text"] for c in candidates if c.kind == BODY), offered.prose or None)
    # The prose says itself what stands in it twice, with both lines; rows of a register have nobody else to say it.
    kept = [c for c in candidates if c.kind != BODY and (prose is None or c.exists != ALREADY_ABOVE)]
    places = [str(path) if prose is not None else f"{path}: {c.source}" for c in kept]
    records = [(record_of(c).change(id=f"#{n}"), place) for n, (c, place) in enumerate(zip(kept, places, strict=True))]
    sheet = next((r for r, _ in records if isinstance(r, ReportSheet)), None) or ReportSheet(slug=path.stem)
    found = check_records(
        OfficeRecords(
            office.settings, directives=_of(records, Directive), media=_of(records, MediaCount),
            checklist=_of(records, ChecklistItem), reports=_of(records, ReportSheet), today=office.today,
        )
    )  # fmt: skip
    if prose is not None:
        found += _on_prose(path, office, sheet, prose, [record for record, _ in records])
        head = "\n\n".join(c.source.partition("\n")[0] for c in kept if c.kind == "report")
        found += _on_head(path, office, sheet, head)
    for one in offered.unread:
        found.append(Finding(code=NOT_READ, severity=Severity.NOTICE, message=f"Chưa đọc thành hồ sơ: {one.said}."))
    return [f._replace(path=f.path or str(path), record=None, cure=None) for f in found]


def _on_head(path: Path, office: Office, sheet: ReportSheet, line: str) -> list[Finding]:
    """Return two spaces in the line of place and date: the record keeps place and day, so only the file itself shows
    them.
    """
    found = check_paper(_taken_in(path, office, sheet, line))
    return [finding for finding in found if finding.code == DOUBLE_SPACE]


def _taken_in(path: Path, office: Office, sheet: ReportSheet, text: str, **more: Any) -> ReportContext:
    """Return a text from a file that is being taken in, as the rules look at it."""
    return ReportContext(
        read_prose(text),
        Located(sheet, str(path)),
        office.settings,
        ImportOrigins(str(path)),
        today=office.today,
        switched_on=office.rules.acceptance.wanted,
        **more,
    )


def _of(records: Sequence[tuple[Record, str]], cls: type[R]) -> list[Located[R]]:
    return [Located(record, source) for record, source in records if isinstance(record, cls)]


def _on_prose(path: Path, office: Office, sheet: ReportSheet, prose: str, records: Sequence[Record]) -> list[Finding]:
    """Return findings on the prose with the numbers of its own records filled in; its lines are not those of the
    file.
    """
    from cchc_tui.report import compose_report

    period = parse_period(sheet.period or "") or parse_period(str((sheet.dated_on or office.today).year))
    assert period is not None
    window = office.settings.window_of(period, sheet.regime)
    window = Window(sheet.from_on or window.first, sheet.to_on or window.last)
    directives = [r for r in records if isinstance(r, Directive)]
    book = make_yearbook(
        office.settings, period, directives, [r for r in records if isinstance(r, MediaCount)],
        [r for r in records if isinstance(r, ChecklistItem)], regime=sheet.regime, window=window,
    )  # fmt: skip
    templates = templates_of(office.directory)
    composed = compose_report(
        sheet, book, prose, source=path.name, templates=templates, draft=True, register=directives
    )
    lists = word_lists(templates)
    return check_paper(
        _taken_in(
            path,
            office,
            sheet,
            composed,
            yearbook=book,
            words=lists,
            register=[stored.record for stored in office.records.stored(Directive)],
            figures=office.figures.book,
        )
    )
