"""Reporting: what a report sees, its prose, its Markdown, its pages, and the findings that stand in its way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.errors import FindingsError
from cchc_tui.language.wording import format_date
from cchc_tui.office.figures import figure_book
from cchc_tui.office.reading import RecordReader
from cchc_tui.office.report_findings import changed_words
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.facts_mark import comparable, facts_mark
from cchc_tui.records.figure_book import a_year_before
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import Period, Window, free_period, parse_period
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.records.yearbook import Yearbook, make_yearbook
from cchc_tui.storage.finished import read_finished
from cchc_tui.storage.paths import BODY_FILE
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.toml_file import fingerprint

if TYPE_CHECKING:
    from cchc_tui.office.ledger import Ledger
    from cchc_tui.report import Heading, Placeholder, ProseValues
    from cchc_tui.storage.saving import SaveMessage

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


class ProseFaultError(FindingsError):
    """A prose that cannot be read as text."""

    def __init__(self, finding: Finding, hint: str = "") -> None:
        super().__init__(finding.message, hint)
        self.finding = finding


class Reports:
    """The reports of one office: what each sees, its prose, its Markdown."""

    def __init__(self, reader: RecordReader, *, ledger: Callable[[], Ledger]) -> None:
        """`ledger` is asked for when prose is saved."""
        self._reader = reader
        self._ledger = ledger

    def find(self, reference: str) -> Stored[ReportSheet]:
        """Return the report with that short name or id. WrongUseError when there is none."""
        return self._reader.find_report(reference)

    def yearbook(self, period: Period, *, regime: str | None = None, documents: bool = True) -> Yearbook:
        """Return what a report on `period` would see, with every checklist of the office; for who only needs counts,
        without the documents, of which there may be ten thousand.
        """
        window = self._reader.settings.window_of(period, regime)
        items = [s.record for s in self._reader.stored(ChecklistItem)]
        return self._yearbook(period, regime, window, items, documents=documents)

    def yearbook_of(self, report: ReportSheet) -> Yearbook:
        """Return what this report sees: its window, its regime, its checklist. FindingsError without a readable
        period.
        """
        period = parse_period(report.period or "")
        if period is None:
            raise FindingsError(f"Báo cáo {report.title} chưa ghi kỳ báo cáo.", "Hãy mở thông tin báo cáo và ghi kỳ.")
        window = self._reader.settings.window_of(period, report.regime)
        if report.from_on or report.to_on:
            window = Window(report.from_on or window.first, report.to_on or window.last)
        items = tuple(s.record for s in self._reader.stored(ChecklistItem) if s.record.checklist == report.checklist)
        return self._yearbook(period, report.regime, window, items)

    def previous_yearbook(self, report: ReportSheet) -> Yearbook | None:
        """Return what the same report saw a period before, for comparisons; None without a readable period."""
        period = parse_period(report.period or "")
        if period is None:
            return None
        if report.from_on or report.to_on:
            return None  # days of its own have none of their kind before them
        window = self._reader.settings.window_of(period.previous, report.regime)
        return self._yearbook(period.previous, report.regime, window, ())

    def year_before_yearbook(self, report: ReportSheet) -> Yearbook | None:
        """Return what the same report saw a year before (cùng kỳ), by the same days; None without a readable period."""
        period = parse_period(report.period or "")
        if period is None:
            return None
        earlier = a_year_before(period)
        window = self._reader.settings.window_of(earlier, report.regime)
        if report.from_on or report.to_on:
            seen = self._reader.settings.window_of(period, report.regime)
            days = free_period(report.from_on or seen.first, report.to_on or seen.last)
            window = a_year_before(days).free or window
        return self._yearbook(earlier, report.regime, window, ())

    def _yearbook(
        self,
        period: Period,
        regime: str | None,
        window: Window,
        items: Iterable[ChecklistItem],
        *,
        documents: bool = True,
    ) -> Yearbook:
        return make_yearbook(
            self._reader.settings,
            period,
            [s.record for s in self._reader.stored(Directive, around=window)] if documents else (),
            (s.record for s in self._reader.stored(MediaCount)),
            items,
            regime=regime,
            window=window,
        )

    def body(self, report: Stored[ReportSheet]) -> Body:
        """Return the report's prose; empty text while there is none. FindingsError when the file cannot be read as
        text.
        """
        path = report.path.rpartition("/")[0] + "/" + BODY_FILE
        data = read_finished(self._reader.directory, path)
        if data is None:
            return Body(path, "", None)
        if isinstance(data, Finding):
            raise ProseFaultError(data)
        try:
            return Body(path, data.decode("utf-8"), fingerprint(data))
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            message = f"Tệp {path} không phải UTF-8 (dòng {line})."
            fault = Finding(code="not-utf8", severity=Severity.ERROR, message=message, path=path, line=line)
            raise ProseFaultError(fault, "Hãy mở lại tệp và lưu bằng UTF-8.") from error

    def save_body(self, body: Body, text: str, *, message: SaveMessage | None = None) -> Body:
        """Write the prose; RefusedError when a colleague changed it since it was read."""
        from cchc_tui.storage.saving import PLAIN_MESSAGE, save_text

        new = save_text(
            self._reader.directory,
            body.path,
            text,
            body.fingerprint,
            subject=f"{ReportSheet.name} {body.path.split('/')[-2]}: sửa phần lời",
            message=message or PLAIN_MESSAGE,
            hooks=self._ledger(),
        )
        return Body(body.path, text, new)

    def compose(self, reference: str, *, draft: bool = False, prose: str | None = None) -> str:
        """Return the report as Markdown with its YAML head, from records, sheet and prose, or `prose` in its place.

        FindingsError when a file cannot be read or a record lacks what it needs, unless `draft`, which marks the
        document DỰ THẢO. Whether it may be a final copy `Checking.demand_final` says.
        """
        stored = self.reportable(reference, draft=draft)
        yearbook, previous = self.yearbook_of(stored.record), self.previous_yearbook(stored.record)
        return self.composed(stored, yearbook, previous, draft=draft, prose=prose)

    def reportable(self, reference: str, *, draft: bool) -> Stored[ReportSheet]:
        """Return the report, its records read anew. FindingsError when a file has a fault that blocks it, unless
        `draft`.
        """
        self._reader.refresh()
        stored = self.find(reference)
        blocking = self._reader.blocking()
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
        year_before: Yearbook | None = None,
    ) -> str:
        """Return the report as Markdown from what this yearbook says; `prose` in place of the one on disk,
        `year_before` in place of what the records say of the same period a year before.
        """
        from cchc_tui.report import compose_report

        body = self.body(stored)
        return compose_report(
            stored.record,
            yearbook,
            body.text if prose is None else prose,
            source=body.path,
            templates=self._reader.templates,
            draft=draft,
            previous=previous,
            register=[s.record for s in self._reader.stored(Directive)],
            figures=figure_book(self._reader),
            counts=[s.record for s in self._reader.stored(MediaCount)],
            year_before=year_before or self.year_before_yearbook(stored.record),
        )

    @property
    def output_folder(self) -> Path:
        """Where exported reports go unless a place is named: `xuat` beside the records."""
        return self._reader.directory.parent / "xuat"

    def output_place(self, reference: str, *, draft: bool = False) -> Path:
        """Return the path without suffix a report is exported to; a draft has a name of its own beside the final
        pages.
        """
        sheet = self.find(reference).record
        return self.output_folder / f"{sheet.slug or sheet.id}{DRAFT_SUFFIX if draft else ''}"

    def remarks(self, reference: str, text: str = "") -> list[str]:
        """Return what a person who makes this report should know: what it leaves out, which sections of the composed
        `text` nobody has written, and whether it was closed otherwise.
        """
        from cchc_tui.report import empty_sections

        stored = self.find(reference)
        words = [changed_words(stored.record)] if self.changed_since_freeze(stored) else []
        book = self.yearbook_of(stored.record)
        late = sorted(
            (s.record for s in self._reader.stored(Directive) if _is_late(s.record, book.window, stored.record)),
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
        """Return the fingerprint of what this report would print from now. FindingsError where it sees nothing
        readable.
        """
        return facts_mark(
            stored.record,
            self.body(stored).text,
            self.yearbook_of(stored.record),
            self.previous_yearbook(stored.record),
            [s.record for s in self._reader.stored(Directive)],
            (s.record for s in self._reader.stored(FigureRow)),
            year_before=self.year_before_yearbook(stored.record),
        )

    def placeholders(self, report: Stored[ReportSheet]) -> list[Placeholder]:
        """Return what can be put into this report's prose, each with its value as it is now."""
        from cchc_tui.report import placeholders

        register = [s.record for s in self._reader.stored(Directive)]
        previous = self.previous_yearbook(report.record)
        return placeholders(
            self.yearbook_of(report.record), report.record, previous=previous, register=register,
            year_before=self.year_before_yearbook(report.record),
        )  # fmt: skip

    def values(self, report: Stored[ReportSheet], expressions: Sequence[str], conditions: Sequence[str]) -> ProseValues:
        """Return what expressions and conditions of this report's prose come to now, each by itself."""
        from cchc_tui.report.language import prose_language
        from cchc_tui.report.values import values_now

        sheet = report.record
        language = prose_language(
            sheet, self.yearbook_of(sheet), self._reader.templates, previous=self.previous_yearbook(sheet),
            year_before=self.year_before_yearbook(sheet),
            register=[s.record for s in self._reader.stored(Directive)], figures=figure_book(self._reader),
            counts=[s.record for s in self._reader.stored(MediaCount)],
        )  # fmt: skip
        return values_now(language, expressions, conditions)

    def headings(self, text: str) -> list[Heading]:
        """Return the table of contents of a report's prose."""
        from cchc_tui.report import headings

        return headings(text)

    def changed_since_freeze(self, stored: Stored[ReportSheet]) -> bool:
        """Return whether what a closed report prints from is no longer as it was; False for one that is not closed."""
        sheet = stored.record
        if sheet.state != FROZEN or not comparable(sheet.frozen_facts):
            return False
        try:
            return self.facts_mark_of(stored) != sheet.frozen_facts
        except FindingsError:
            return True


def _is_late(directive: Directive, window: Window, sheet: ReportSheet) -> bool:
    """Return whether the document came after the last day counted, up to the day of signing, or two weeks after it."""
    until = sheet.dated_on or window.last + timedelta(days=JUST_OUTSIDE)
    return directive.issued_on is not None and window.last < directive.issued_on <= until
