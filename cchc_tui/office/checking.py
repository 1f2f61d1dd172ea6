"""Checking: the rules run over files, records and reports, their cures, and what the office decided about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cchc_tui.errors import FindingsError, RefusedError, WrongUseError
from cchc_tui.language.text import clean_line, nearest
from cchc_tui.office.figures import figure_book, form_reader
from cchc_tui.office.final_copy import demand_no_obstacle, told_with_pages
from cchc_tui.office.people import Login
from cchc_tui.office.proofs import file_marks
from cchc_tui.office.reading import RecordReader
from cchc_tui.office.report_findings import changed_finding, not_composed, section_findings, template_findings
from cchc_tui.office.reporting import ProseFaultError, Reports
from cchc_tui.records.acceptance import Acceptance, AcceptedFinding, SwitchedOff, SwitchedOn
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.finding import Finding, Severity, by_gravity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.records.yearbook import Yearbook
from cchc_tui.storage.atomic import safe_target
from cchc_tui.storage.paths import OFFICE_FILE, new_id
from cchc_tui.storage.saving import Change, save_changes
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.toml_file import line_of, read_bytes

if TYPE_CHECKING:
    from cchc_tui.office.curing import Cured
    from cchc_tui.office.ledger import Ledger
    from cchc_tui.rules import Rule


@dataclass(frozen=True)
class CheckResult:
    """The office looked at once: every finding, and which of them keep each open report from its final pages."""

    findings: tuple[Finding, ...]
    obstacles: Mapping[str, tuple[Finding, ...]]
    """By the id of the report; empty for one that can be final."""


class Checking:
    """The second pair of eyes."""

    def __init__(
        self, reader: RecordReader, reports: Reports, login: Login, ledger: Callable[[], Ledger], *, today: date
    ) -> None:
        """`ledger` is asked for when something is decided or cured."""
        self._reader = reader
        self._reports = reports
        self._login = login
        self._ledger = ledger
        self._today = today

    def check(self, *, reports: bool = True) -> list[Finding]:
        """Return every finding that the office has not accepted, on files, records, open and closed reports.

        Without `reports` their papers are left out: composing each takes a moment.
        """
        if reports:
            return list(self.examine().findings)
        self._reader.refresh()
        return self._judged([*self._reader.findings, *self._on_records()])

    def check_report(self, reference: str, prose: str | None = None) -> list[Finding]:
        """Return every finding that concerns one report: its sheet, the records it prints, its prose; gravest first.

        `prose` stands in place of the one on disk. A prose that cannot be composed is a finding itself.
        """
        self._reader.refresh()
        stored = self._reports.find(reference)
        return self._judged(self._concerning(stored, self._on_records(), self._on_report(stored, prose)))

    def examine(self) -> CheckResult:
        """Return every finding that the office has not accepted, and what keeps each open report from being final."""
        self._reader.refresh()
        on_records = self._on_records()
        on_reports: list[Finding] = []
        obstacles: dict[str, tuple[Finding, ...]] = {}
        for stored in self._reader.stored(ReportSheet):
            found = self._on_report(stored, None)
            on_reports += found
            if stored.record.state != FROZEN:
                obstacles[stored.record.id] = self._in_the_way(
                    stored, self._concerning(stored, on_records, found), None
                )
        return CheckResult(tuple(self._judged([*self._reader.findings, *on_records, *on_reports])), obstacles)

    def obstacles(self, report: Stored[ReportSheet], prose: str | None = None) -> tuple[Finding, ...]:
        """Return what keeps a report from its final pages, gravest first; what was accepted does not."""
        self._reader.refresh()
        found = self._concerning(report, self._on_records(), self._on_report(report, prose))
        return self._in_the_way(report, found, prose)

    def demand_final(self, report: Stored[ReportSheet]) -> list[str]:
        """Refuse a report that must stay a draft: FindingsError with every obstacle at its place.

        Return what is told with its pages: how many findings there are, and what of its prose is on no page.
        """
        found = self.check_report(report.record.id)
        demand_no_obstacle(found, f"báo cáo {report.record.title}", _meanwhile(report.record))
        return told_with_pages(found, _listing(report.record))

    def demand_final_text(self, report: Stored[ReportSheet], composed: str, yearbook: Yearbook) -> list[str]:
        """Return `demand_final` for a report composed from other figures than its own: `composed`, seen by
        `yearbook`.
        """
        self._reader.refresh()
        on_paper = self._on_paper(report, composed, None, yearbook)
        found = self._judged(self._concerning(report, self._on_records(), on_paper))
        demand_no_obstacle(found, f"báo cáo {report.record.title}", _meanwhile(report.record))
        return told_with_pages(found, _listing(report.record))

    def told_with(self, report: Stored[ReportSheet]) -> list[str]:
        """Return what is told with the pages of a report that need not be final."""
        return told_with_pages(self.check_report(report.record.id), _listing(report.record))

    def listed(self) -> tuple[Rule, ...]:
        """Return every rule, with its code, severity, clause by the usual layout, sentence and example."""
        from cchc_tui.document.head import DEFAULT_LAYOUT
        from cchc_tui.rules import all_rules
        from cchc_tui.storage.layout_file import read_layout
        from cchc_tui.storage.official_document import template_folders

        return all_rules(read_layout(DEFAULT_LAYOUT, template_folders(self._reader.templates)))

    def cure(self, findings: Iterable[Finding]) -> Cured:
        """Make the cures of these findings, records and prose in one save; see `cchc_tui.office.curing`."""
        from cchc_tui.office.curing import cure as make_cures

        return make_cures(self._reader, self._ledger(), findings)

    # ---- decisions -------------------------------------------------------------------------------------------------
    @property
    def acceptance(self) -> Acceptance:
        """What the office decided about checks; nothing while there is no file, or where it cannot be read."""
        stored, _ = self._reader.acceptance()
        return stored.record if stored else Acceptance()

    def accept(self, finding: Finding, because: str) -> None:
        """Let this finding stand from now on, with the reason, under the person's name."""
        self._accept(finding.code, record=finding.record, file=finding.path, quote=finding.quote, because=because)

    def accept_by_name(self, code: str, *, record: str | None, quote: str | None, because: str) -> None:
        """Let what this rule finds on this record or file stand, or with `quote` only these words.

        WrongUseError where neither is known.
        """
        if record is None:
            raise WrongUseError("Chưa nêu hồ sơ.", "Thêm --record MÃ_HỒ_SƠ; muốn tắt cả quy tắc thì dùng --off.")
        of_file = any(finding.path == record and finding.record is None for finding in self._reader.findings)
        if of_file or record.lower().endswith(".md"):
            self._accept(code, record=None, file=record, quote=quote, because=because)
        else:
            self._accept(code, record=self._reader.find(record).record.id, file=None, quote=quote, because=because)

    def switch_off(self, code: str, because: str) -> None:
        """Run this rule no longer, with the reason, under the person's name."""
        row = SwitchedOff(
            code=self._rule_code(code), reason=_reason(because), by=self._login.current.name, on=self._today
        )
        others = tuple(r for r in self.acceptance.switched_off if r.code != row.code)
        wanted = tuple(r for r in self.acceptance.switched_on if r.code != row.code)
        self._decide(lambda now: now.change(switched_off=(*others, row), switched_on=wanted))

    def switch_on(self, code: str) -> None:
        """Run this rule again, or from now on where it is off by itself; hear again of what was accepted of it."""
        known = self._rule_code(code)
        by_itself = any(rule.code == known and rule.off for rule in self.listed())
        row = SwitchedOn(code=known, by=self._login.current.name, on=self._today)
        self._decide(
            lambda now: now.change(
                switched_off=tuple(r for r in now.switched_off if r.code != known),
                switched_on=(*(r for r in now.switched_on if r.code != known), *([row] if by_itself else [])),
                accepted=tuple(r for r in now.accepted if r.code != known),
            )
        )

    def _accept(self, code: str, *, record: str | None, file: str | None, quote: str | None, because: str) -> None:
        row = AcceptedFinding(
            code=self._rule_code(code), record=record, file=None if record else file,
            quote=clean_line(quote or "") or None, reason=_reason(because), by=self._login.current.name, on=self._today,
        )  # fmt: skip
        self._decide(lambda now: now.change(accepted=(*now.accepted, row)))

    def _decide(self, change: Callable[[Acceptance], Acceptance]) -> None:
        stored, _ = self._reader.acceptance()
        before = stored.record if stored else Acceptance(id=new_id())
        save_changes(self._reader.directory, [Change(stored, change(before))], hooks=self._ledger())

    def _rule_code(self, code: str) -> str:
        """Return the code of a rule as the table spells it. WrongUseError for an unknown one."""
        from cchc_tui.rules import all_rules

        wanted = clean_line(code)
        codes = [rule.code for rule in all_rules()]
        for known in codes:
            if known.casefold() == wanted.casefold():
                return known
        near = nearest(wanted, codes)
        hint = f"Có phải “{near}”?" if near else "Xem các quy tắc bằng: cchc check --rules"
        raise WrongUseError(f"Không có quy tắc “{wanted}”.", hint)

    # ---- inside ----------------------------------------------------------------------------------------------------
    def _on_records(self) -> list[Finding]:
        from cchc_tui.rules import Located, OfficeRecords, check_records

        classes = (Directive, MediaCount, ChecklistItem, ReportSheet, FigureRow)
        reader = self._reader
        figures = [Located(s.record, s.path) for s in reader.stored(FigureRow)]
        checklist = [Located(s.record, s.path) for s in reader.stored(ChecklistItem)]
        return check_records(
            OfficeRecords(
                reader.settings,
                directives=[Located(s.record, s.path) for s in reader.stored(Directive)],
                media=[Located(s.record, s.path) for s in reader.stored(MediaCount)],
                checklist=checklist,
                figures=figures,
                form_of=form_reader(reader),
                file_marks=file_marks(reader.directory, [*(k.record for k in checklist), *(k.record for k in figures)]),
                reports=[Located(s.record, s.path) for s in reader.stored(ReportSheet)],
                today=self._today,
                deleted_ids=frozenset(s.record.id for cls in classes for s in reader.stored(cls, deleted=True)),
                knows_office=reader.knows_office,
            )
        )

    def _on_report(self, stored: Stored[ReportSheet], prose: str | None) -> list[Finding]:
        """Return what the paper of one report says; of a closed one only that its facts have changed."""
        if not self._reader.knows_office:
            return []
        if stored.record.state == FROZEN:
            return [changed_finding(stored)] if self._reports.changed_since_freeze(stored) else []
        from cchc_tui.report import TemplateFaultsError

        lacking: list[Finding] = []
        try:
            yearbook, previous = (
                self._reports.yearbook_of(stored.record),
                self._reports.previous_yearbook(stored.record),
            )
            try:
                composed = self._reports.composed(stored, yearbook, previous, draft=False, prose=prose)
            except TemplateFaultsError as fault:
                lacking = template_findings(stored, fault.file, fault.faults)
                if not all(each.unrecorded for each in fault.faults):
                    return lacking
                composed = self._reports.composed(stored, yearbook, previous, draft=True, prose=prose)
        except ProseFaultError as fault:
            return [fault.finding._replace(record=stored.record.id)]
        except FindingsError as fault:
            return [not_composed(stored, fault)]
        return [*lacking, *self._on_paper(stored, composed, prose, yearbook)]

    def _on_paper(
        self, stored: Stored[ReportSheet], composed: str, prose: str | None, yearbook: Yearbook
    ) -> list[Finding]:
        """Return what the rules say of a composed report, each finding where its words were typed."""
        from cchc_tui.document.passages import read_prose
        from cchc_tui.document.source import with_plain_line_ends
        from cchc_tui.office.word_lists import word_lists
        from cchc_tui.rules import ComposedOrigins, Located, ReportContext, check_paper
        from cchc_tui.storage.official_document import read_official_document

        reader, body, composed = self._reader, self._reports.body(stored), with_plain_line_ends(composed)
        folder = (reader.directory / stored.path).parent
        sheet, office = Located(stored.record, stored.path), Located(reader.settings, OFFICE_FILE)
        origins = ComposedOrigins(
            composed, body.text if prose is None else prose, body.path, sheet, office,
            (Located(s.record, s.path) for s in self._printed(stored)),
        )  # fmt: skip
        page = read_official_document(composed, stored.path, reader.templates, folder)
        context = ReportContext(
            read_prose(composed), sheet, reader.settings, origins, page=page, recorded=True, yearbook=yearbook,
            today=self._today, words=word_lists(reader.templates), switched_on=self.acceptance.wanted,
            register=[s.record for s in reader.stored(Directive)], figures=figure_book(reader),
        )  # fmt: skip
        return [*check_paper(context), *(origins.of(finding) for finding in section_findings(stored, composed))]

    def _concerning(
        self, stored: Stored[ReportSheet], on_records: Sequence[Finding], on_report: Sequence[Finding]
    ) -> list[Finding]:
        """Return what concerns one report: errors of any file, whatever is said of its sheet, its records, its
        office.
        """
        concerned = {None, self._reader.settings.id, stored.record.id, *(s.record.id for s in self._printed(stored))}
        faults = [f for f in self._reader.findings if f.severity is Severity.ERROR or f.record in concerned]
        return [*faults, *(f for f in on_records if f.record in concerned), *on_report]

    def _printed(self, stored: Stored[ReportSheet]) -> list[Stored[Record]]:
        """Return the records that this report sees."""
        try:
            book = self._reports.yearbook_of(stored.record)
        except FindingsError:
            return []
        ids = {r.id for group in (book.directives, book.media, book.straddling, book.checklist) for r in group}
        groups: tuple[Sequence[Stored[Record]], ...] = (
            self._reader.stored(Directive), self._reader.stored(MediaCount), self._reader.stored(ChecklistItem),
        )  # fmt: skip
        body = self._reports.body(stored).text
        named = [s for s in self._reader.stored(FigureRow) if f'"{s.record.form}' in body and _within(s.record, book)]
        return [*(s for group in groups for s in group if s.record.id in ids), *named]

    def _in_the_way(
        self, stored: Stored[ReportSheet], findings: Sequence[Finding], prose: str | None
    ) -> tuple[Finding, ...]:
        """Return the findings for which a final copy is refused; where there are none, why nothing can be composed."""
        blocking = tuple(f for f in self._judged(findings) if f.blocks)
        if blocking or stored.record.state == FROZEN:
            return blocking
        try:
            self._reports.compose(stored.record.id, prose=prose)
        except FindingsError as fault:
            told = not_composed(stored, fault)._replace(message=" ".join(fault.message.split("\n")), path=stored.path)
            return (told._replace(line=1, key=None),)
        return ()

    def _judged(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings that nobody accepted, each on a record at the line of its key, gravest first."""
        stored, faults = self._reader.acceptance()
        remaining = stored.record.remaining(findings) if stored else list(findings)
        return by_gravity(placed([*remaining, *faults], self._reader))


def _within(row: FigureRow, book: Yearbook) -> bool:
    """Return whether a row's period is the report's, or a part of it."""
    period = parse_period(row.period or "")
    return period is not None and book.window.covers(book.office.window_of(period, book.regime))


def placed(findings: Iterable[Finding], reader: RecordReader) -> list[Finding]:
    """Return the findings, each on a record with the line of its key as the file has it now, else its first line."""
    known: dict[str, bytes | Finding] = {}
    found = []
    for finding in findings:
        path = finding.path or ""
        if finding.line is None and path.endswith(".toml"):
            if path not in known:
                try:
                    known[path] = read_bytes(safe_target(reader.directory, path), shown=path)
                except RefusedError:  # a link: its finding has no line, and where it leads is not looked at
                    known[path] = finding
            data = known[path]
            if isinstance(data, bytes):
                finding = finding._replace(line=line_of(data, finding.key or "") or 1)
        found.append(finding)
    return found


def _listing(sheet: ReportSheet) -> str:
    return f"cchc check --report {sheet.slug or sheet.id}"


def _meanwhile(sheet: ReportSheet) -> str:
    return (
        "Hãy sửa, hoặc chấp nhận kèm lý do (cchc check --accept), hoặc lập bản dự thảo bằng --draft."
        f" Xem đủ: {_listing(sheet)}"
    )


def _reason(because: str) -> str:
    reason = clean_line(because)
    if not reason:
        raise WrongUseError("Chưa nêu lý do.", "Hãy ghi ngắn gọn vì sao, ví dụ: theo quy chế của huyện.")
    return reason
