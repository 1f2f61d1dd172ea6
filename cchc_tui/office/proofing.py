"""Checking a file that is no record: a Markdown document, or a report or register before it is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cchc_tui.document.passages import read_prose
from cchc_tui.errors import FindingsError
from cchc_tui.office.curing import Cured, cured_text
from cchc_tui.office.final_copy import TextToExport, as_draft, demand_no_obstacle, told_with_pages
from cchc_tui.office.intake import BODY, record_of
from cchc_tui.office.plain_paper import completed_paper
from cchc_tui.office.word_lists import word_lists
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.cure import TextCure
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding, Severity, by_gravity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import Window, parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.rules import (
    FileOrigins,
    ImportOrigins,
    Located,
    OfficeRecords,
    ReportContext,
    check_paper,
    check_records,
)
from cchc_tui.storage.atomic import replace_file
from cchc_tui.storage.official_document import read_official_document
from cchc_tui.storage.paths import BODY_FILE
from cchc_tui.storage.records_folder import templates_of

if TYPE_CHECKING:
    from cchc_tui.office import Office

R = TypeVar("R", bound=Record)

MARKDOWN = (".md", ".markdown")
NOT_READ = "not-read"
"""Of what a file holds and import would make no record of."""
NO_HEAD = "head-absent"
"""Of a paper typed without a head: what was taken for it, and from where."""
DOUBLE_SPACE = "double-space"


def proof(path: Path, office: Office | None, *, today: date) -> list[Finding]:
    """Return every finding on one file, gravest first; nothing is kept. FindingsError where the file needs an office.

    Of a file among the records it is what a check of the records says about it; of a report's prose, of that report.
    """
    if office is not None and path.resolve().is_relative_to(office.directory.resolve()):
        return _in_records(path.resolve().relative_to(office.directory.resolve()).as_posix(), office)
    if path.suffix.lower() in MARKDOWN:
        from cchc_tui.office.documents import read_document

        return proof_markdown(read_document(path), str(path), office, today=today, folder=path.parent)
    if path.suffix.lower() == ".pdf":
        from cchc_tui.office.signed_paper import proof_pdf

        return proof_pdf(path)
    if office is None:
        raise FindingsError(
            f"Muốn soát {path} phải biết cơ quan nào, mà ở đây không có thư mục hồ sơ.",
            "Hãy chạy trong thư mục của cơ quan, dùng --records THƯ_MỤC, hoặc tạo hồ sơ: cchc init THƯ_MỤC",
        )
    return _proof_source(path, office)


def proof_markdown(
    text: str, source: str, office: Office | None, *, today: date, folder: Path | None = None
) -> list[Finding]:
    """Return every finding on a Markdown document: its head, its structure and its words. `folder` is where it and its
    pictures lie.
    """
    templates = templates_of(office.directory) if office else None
    paper = completed_paper(text, source, lambda: office.settings, templates, today=today) if office else None
    page = read_official_document(paper.body if paper else text, source, templates, folder, paper.head if paper else "")
    head = page.head
    sheet = ReportSheet(
        slug=source, subject=" ".join(head.subject) or None, legal_basis=head.legal_bases, dated_on=_day(head.date)
    )
    context = ReportContext(
        read_prose(text), Located(sheet, source), office.settings if office else OfficeSettings(),
        FileOrigins(source, head.line), page=page, today=today, words=word_lists(templates), register=_register(office),
        switched_on=_switched_on(office),
    )  # fmt: skip
    found = check_paper(context)
    if paper is not None:
        found.append(Finding(code=NO_HEAD, severity=Severity.NOTICE, message=paper.told, path=source, line=1))
    return _without_accepted(found, office)


def document_to_export(
    text: str, path: Path, office: Office | None, templates: Path | None, *, today: date, draft: bool
) -> TextToExport:
    """Return a Markdown document whose pages may be made now, with what is told with them.

    FindingsError with everything that keeps it from being final, unless it is a `draft` or says so itself.
    """
    source = str(path)
    head = read_official_document(text, source, templates, path.parent).head
    text = as_draft(text, head) if draft else text
    found = proof_markdown(text, source, office, today=today, folder=path.parent)
    if not draft and not head.draft:
        advice = "Hãy sửa, hoặc lập bản dự thảo bằng --draft"
        accept = ", hoặc chấp nhận kèm lý do (cchc check --accept)" if office else ""
        demand_no_obstacle(found, source, f"{advice}{accept}. Xem đủ: cchc check {source}")
    return TextToExport(text, tuple(told_with_pages(found, f"cchc check {source}")))


def cure_markdown(path: Path, findings: Sequence[Finding]) -> Cured:
    """Make the cures of these findings in a Markdown file outside the records."""
    curable = [f for f in findings if isinstance(f.cure, TextCure)]
    text, done = cured_text(path.read_bytes().decode("utf-8"), curable)
    if done:
        replace_file(path.resolve(), text.encode("utf-8"))
    return Cured(tuple(done), tuple(f for f in curable if f not in done))


# ---- inside --------------------------------------------------------------------------------------------------------
def _in_records(path: str, office: Office) -> list[Finding]:
    folder, _, name = path.rpartition("/")
    report = next((s for s in office.records.stored(ReportSheet) if s.path.rpartition("/")[0] == folder), None)
    if name == BODY_FILE and report is not None:
        return office.rules.check_report(report.record.id)
    return [f for f in office.rules.check() if f.path == path]


def _without_accepted(found: Sequence[Finding], office: Office | None) -> list[Finding]:
    """Return those that the office neither switched off nor accepted, gravest first."""
    return by_gravity(office.rules.acceptance.remaining(found) if office else list(found))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _proof_source(path: Path, office: Office) -> list[Finding]:
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
    return _without_accepted([replace(f, path=f.path or str(path), record=None, cure=None) for f in found], office)


def _register(office: Office | None) -> list[Directive]:
    return [stored.record for stored in office.records.stored(Directive)] if office else []


def _switched_on(office: Office | None) -> frozenset[str]:
    return office.rules.acceptance.wanted if office else frozenset()


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
        switched_on=_switched_on(office),
        **more,
    )


def _of(records: Sequence[tuple[Record, str]], cls: type[R]) -> list[Located[R]]:
    return [Located(record, source) for record, source in records if isinstance(record, cls)]


def _on_prose(path: Path, office: Office, sheet: ReportSheet, prose: str, records: Sequence[Record]) -> list[Finding]:
    """Findings on the prose with the numbers of its own records filled in; its lines are not those of the file."""
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
            register=_register(office),
            figures=office.figures.book,
        )
    )
