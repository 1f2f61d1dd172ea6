"""Checking a file that is no record: a Markdown document and its pages; whatever else, as import would take it in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.document.passages import read_prose
from cchc_tui.errors import FindingsError
from cchc_tui.office.final_copy import TextToExport, as_draft, demand_no_obstacle, told_with_pages
from cchc_tui.office.plain_paper import completed_paper
from cchc_tui.office.word_lists import word_lists
from cchc_tui.records.acceptance import Acceptance
from cchc_tui.records.directive import Directive
from cchc_tui.records.finding import Finding, Severity, by_gravity
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.rules import FileOrigins, Located, ReportContext, check_paper
from cchc_tui.storage.official_document import read_official_document
from cchc_tui.storage.paths import BODY_FILE
from cchc_tui.storage.records_folder import templates_of

if TYPE_CHECKING:
    from cchc_tui.document.official import OfficialDocument
    from cchc_tui.office import Office

MARKDOWN = (".md", ".markdown")
NO_HEAD = "head-absent"
"""Of a paper typed without a head: what was taken for it, and from where."""


def proof(path: Path, office: Office | None, *, today: date) -> list[Finding]:
    """Return every finding on one file, gravest first; nothing is kept. FindingsError where the file needs an office.

    Of a file among the records it is what a check of the records says about it; of a report's prose, of that report.
    """
    if office is not None and path.resolve().is_relative_to(office.directory.resolve()):
        return _in_records(path.resolve().relative_to(office.directory.resolve()).as_posix(), office)
    if path.suffix.lower() in MARKDOWN:
        from cchc_tui.office.documents import document_place, read_document

        templates = templates_of(office.directory) if office else document_place(None, path).templates
        return proof_markdown(read_document(path), str(path), office, templates, today=today, folder=path.parent)
    if path.suffix.lower() == ".pdf":
        from cchc_tui.office.signed_paper import proof_pdf

        return proof_pdf(path)
    if office is None:
        raise FindingsError(
            f"Muốn soát {path} phải biết cơ quan nào, mà ở đây không có thư mục hồ sơ.",
            "Hãy chạy trong thư mục của cơ quan, dùng --records THƯ_MỤC, hoặc tạo hồ sơ: cchc init THƯ_MỤC",
        )
    from cchc_tui.office.source_proofing import proof_source

    return _without_accepted(proof_source(path, office), office)


def proof_markdown(
    text: str, source: str, office: Office | None, templates: Path | None, *, today: date, folder: Path
) -> list[Finding]:
    """Return every finding on a Markdown document: its head, its structure and its words. `folder` is where it and its
    pictures lie, `templates` what it is printed by.
    """
    paper = completed_paper(text, source, lambda: office.settings, templates, today=today) if office else None
    page = read_official_document(paper.body if paper else text, source, templates, folder, paper.head if paper else "")
    found = _findings(text, page, office, templates, today=today)
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
    page = read_official_document(text, source, templates, path.parent)
    if draft and not page.head.draft:
        text = as_draft(text, page.head)
        page = read_official_document(text, source, templates, path.parent)
    found = _without_accepted(_findings(text, page, office, templates, today=today), office)
    if not page.head.draft:
        advice = "Hãy sửa, hoặc lập bản dự thảo bằng --draft"
        accept = ", hoặc chấp nhận kèm lý do (cchc check --accept)" if office else ""
        demand_no_obstacle(found, source, f"{advice}{accept}. Xem đủ: cchc check {source}")
    return TextToExport(text, tuple(told_with_pages(found, f"cchc check {source}")))


# ---- inside --------------------------------------------------------------------------------------------------------
def _findings(
    text: str, page: OfficialDocument, office: Office | None, templates: Path | None, *, today: date
) -> list[Finding]:
    """Return what the rules say of a Markdown document, `page` being its text as export prints it."""
    head, source = page.head, page.source
    sheet = ReportSheet(
        slug=source, subject=" ".join(head.subject) or None, legal_basis=head.legal_bases, dated_on=_day(head.date)
    )
    context = ReportContext(
        read_prose(text), Located(sheet, source), office.settings if office else OfficeSettings(),
        FileOrigins(source, head.line), page=page, today=today, words=word_lists(templates), register=_register(office),
        switched_on=_decided(office).wanted,
    )  # fmt: skip
    return check_paper(context)


def _in_records(path: str, office: Office) -> list[Finding]:
    folder, _, name = path.rpartition("/")
    report = next((s for s in office.records.stored(ReportSheet) if s.path.rpartition("/")[0] == folder), None)
    if name == BODY_FILE and report is not None:
        return office.rules.check_report(report.record.id)
    return [f for f in office.rules.check() if f.path == path]


def _without_accepted(found: Sequence[Finding], office: Office | None) -> list[Finding]:
    """Return those that the office neither switched off nor accepted, gravest first."""
    return by_gravity(_decided(office).remaining(found))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _register(office: Office | None) -> list[Directive]:
    return [stored.record for stored in office.records.stored(Directive)] if office else []


def _decided(office: Office | None) -> Acceptance:
    """Return what the office decided about findings, read by itself: no other part of checking is needed."""
    from cchc_tui.office.reading import RecordReader

    stored = RecordReader(office.directory).acceptance()[0] if office else None
    return stored.record if stored else Acceptance()
