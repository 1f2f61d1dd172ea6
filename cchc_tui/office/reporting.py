"""Reporting: what a report sees, its prose, its Markdown, its pages, and the findings that stand in its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cchc_tui.errors import FindingsError
from cchc_tui.language.wording import format_date
from cchc_tui.office.recording import RecordBook
from cchc_tui.office.report_findings import changed_words
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.facts_mark import comparable, facts_mark
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.period import Window, parse_period
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.records.yearbook import Yearbook
from cchc_tui.storage.paths import BODY_FILE
from cchc_tui.storage.repository import Stored
from cchc_tui.storage.saving import save_text
from cchc_tui.storage.toml_file import fingerprint, read_bytes

if TYPE_CHECKING:
    from cchc_tui.export import ExportResult

Target = Literal["docx", "pdf"]
JUST_OUTSIDE = 14
"""Days after the last day counted in which a document of an unsigned report is still pointed out."""
DRAFT_SUFFIX = "-du-thao"
"""What a draft's files have behind the report's name, so that they never take the place of the final ones."""


@dataclass(frozen=True, slots=True)
class Body:
    """A report's prose as it lies on disk."""

    path: str
    text: str
    fingerprint: str | None
    """SHA-256 of the bytes read; None while the file does not exist."""


class ReportDesk(RecordBook):
    """The record book with everything a report needs on top."""

    @property
    def office_templates(self) -> Path | None:
        """The office's own templates beside or inside the records; its files win over the shipped ones."""
        from cchc_tui.office.documents import templates_of

        return templates_of(self.records)

    def yearbook_of(self, report: ReportSheet) -> Yearbook:
        """What this report sees: its window, its regime, its checklist. FindingsError without a readable period."""
        period = parse_period(report.period or "")
        if period is None:
            raise FindingsError(f"Báo cáo {report.title} chưa ghi kỳ báo cáo.", "Hãy mở thông tin báo cáo và ghi kỳ.")
        window = self.office.window_of(period, report.regime)
        if report.from_on or report.to_on:
            window = Window(report.from_on or window.first, report.to_on or window.last)
        items = tuple(s.record for s in self.stored(ChecklistItem) if s.record.checklist == report.checklist)
        return self._yearbook(period, report.regime, window, items)

    def previous_yearbook(self, report: ReportSheet) -> Yearbook | None:
        """What the same report saw a period before, for comparisons; None without a readable period."""
        period = parse_period(report.period or "")
        if period is None:
            return None
        window = self.office.window_of(period.previous, report.regime)
        return self._yearbook(period.previous, report.regime, window, ())

    def body(self, report: Stored[ReportSheet]) -> Body:
        """The report's prose; empty text while there is none. FindingsError when the file cannot be read as text."""
        path = report.path.rpartition("/")[0] + "/" + BODY_FILE
        if not (self.records / path).exists():
            return Body(path, "", None)
        data = read_bytes(self.records / path, shown=path)
        if isinstance(data, Finding):
            raise FindingsError(data.message)
        try:
            return Body(path, data.decode("utf-8"), fingerprint(data))
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise FindingsError(
                f"Tệp {path} không phải UTF-8 (dòng {line}).", "Hãy mở lại tệp và lưu bằng UTF-8."
            ) from error

    def save_body(self, body: Body, text: str) -> Body:
        """Write the prose; RefusedError when a colleague changed it since it was read."""
        message = f"{ReportSheet.name} {body.path.split('/')[-2]}: sửa phần lời"
        new = save_text(self.records, body.path, text, body.fingerprint, message=message, hooks=self.ledger)
        return Body(body.path, text, new)

    def compose(self, reference: str, *, draft: bool = False) -> str:
        """The report as Markdown with its YAML head, from records, sheet and prose.

        FindingsError when a file cannot be read or a record lacks what it needs, unless `draft`, which marks the
        document DỰ THẢO.
        """
        stored = self.reportable(reference, draft=draft)
        return self.composed(
            stored, self.yearbook_of(stored.record), self.previous_yearbook(stored.record), draft=draft
        )

    def reportable(self, reference: str, *, draft: bool) -> Stored[ReportSheet]:
        """The report, its records read anew. FindingsError when a file has a fault that blocks it, unless `draft`."""
        self.refresh()
        stored = self.find_report(reference)
        blocking = [f for f in self.findings if f.severity is Severity.ERROR]
        if blocking and not draft:
            raise FindingsError(
                "Chưa lập được báo cáo chính thức: có hồ sơ không đọc được hoặc còn thiếu, số liệu có thể sai.\n"
                + "\n".join(f"- {f.message}" for f in blocking[:20]),
                "Hãy sửa các tệp trên, hoặc lập bản dự thảo bằng --draft.",
            )
        return stored

    def composed(
        self,
        stored: Stored[ReportSheet],
        yearbook: Yearbook,
        previous: Yearbook | None,
        *,
        draft: bool,
        prose: str | None = None,
    ) -> str:
        """The report as Markdown from what this yearbook says; `prose` in place of the one on disk."""
        from cchc_tui.report import compose_report

        body = self.body(stored)
        return compose_report(
            stored.record,
            yearbook,
            body.text if prose is None else prose,
            source=body.path,
            templates=self.office_templates,
            draft=draft,
            previous=previous,
            register=[s.record for s in self.stored(Directive)],
        )

    def export(
        self,
        text: str,
        *,
        source: str,
        targets: Sequence[Target],
        out: Path,
        force: bool = False,
        progress: Callable[[str], None] | None = None,
    ) -> ExportResult:
        """Make DOCX and PDF of one Markdown document; see `cchc_tui.export.export_markdown`."""
        from cchc_tui.export import export_markdown

        return export_markdown(
            text,
            source=source,
            targets=targets,
            out=out,
            force=force,
            templates=self.office_templates,
            progress=progress or (lambda _: None),
        )

    @property
    def output_folder(self) -> Path:
        """Where exported reports go unless a place is named: `xuat` beside the records."""
        return self.records.parent / "xuat"

    def output_place(self, reference: str, *, draft: bool = False) -> Path:
        """The path without suffix a report is exported to; a draft has a name of its own beside the final pages."""
        sheet = self.find_report(reference).record
        return self.output_folder / f"{sheet.slug or sheet.id}{DRAFT_SUFFIX if draft else ''}"

    def remarks(self, reference: str, text: str = "") -> list[str]:
        """What a person who makes this report should know: what it leaves out, which sections of the composed `text`
        nobody has written, and whether it was closed otherwise.
        """
        from cchc_tui.report import empty_sections

        stored = self.find_report(reference)
        words = [changed_words(stored.record)] if self.changed_since_freeze(stored) else []
        book = self.yearbook_of(stored.record)
        late = sorted(
            (s.record for s in self.stored(Directive) if _is_late(s.record, book.window, stored.record)),
            key=lambda d: (d.issued_on, d.id),
        )
        if late:
            names = ", ".join(f"{d.title} ngày {format_date(d.issued_on)}" for d in late[:3] if d.issued_on)
            words.append(
                f"{len(late)} văn bản ban hành sau ngày chốt số liệu {format_date(book.window.last)} nên không tính:"
                f" {names}{', …' if len(late) > 3 else ''}."
            )
        if gaps := empty_sections(text):
            shown = "; ".join(heading.text for heading in gaps[:3])
            words.append(f"{len(gaps)} đề mục chưa có nội dung: {shown}{'; …' if len(gaps) > 3 else ''}.")
        if book.straddling:
            words.append(f"{len(book.straddling)} số liệu tin bài nằm vắt qua ranh giới kỳ nên không cộng.")
        return words

    def facts_mark_of(self, stored: Stored[ReportSheet]) -> str:
        """The fingerprint of what this report would print from now. FindingsError where it sees nothing readable."""
        return facts_mark(
            stored.record,
            self.body(stored).text,
            self.yearbook_of(stored.record),
            self.previous_yearbook(stored.record),
            [s.record for s in self.stored(Directive)],
        )

    def changed_since_freeze(self, stored: Stored[ReportSheet]) -> bool:
        """Whether what a closed report prints from is no longer as it was; False for one that is not closed."""
        sheet = stored.record
        if sheet.state != FROZEN or not comparable(sheet.frozen_facts):
            return False
        try:
            return self.facts_mark_of(stored) != sheet.frozen_facts
        except FindingsError:
            return True


def _is_late(directive: Directive, window: Window, sheet: ReportSheet) -> bool:
    """Whether the document came after the last day counted, up to the day of signing, or two weeks after it."""
    until = sheet.dated_on or window.last + timedelta(days=JUST_OUTSIDE)
    return directive.issued_on is not None and window.last < directive.issued_on <= until
