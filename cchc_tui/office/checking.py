"""Checking: the rules run over records and reports, their cures, and what the office decided about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from cchc_tui.errors import FindingsError, WrongUseError
from cchc_tui.language.text import clean_line, nearest
from cchc_tui.office.people import Login
from cchc_tui.office.reading import RecordReader
from cchc_tui.office.report_findings import changed_finding, not_composed, section_findings, template_findings
from cchc_tui.office.reporting import Reports
from cchc_tui.records.acceptance import Acceptance, AcceptedFinding, SwitchedOff
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding, Severity, by_gravity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.storage.atomic import safe_target
from cchc_tui.storage.paths import ACCEPTANCE_FILE, new_id
from cchc_tui.storage.repository import Stored, load_record
from cchc_tui.storage.saving import Change, save_changes
from cchc_tui.storage.toml_file import line_of, read_bytes

if TYPE_CHECKING:
    from cchc_tui.office.curing import Cured
    from cchc_tui.office.ledger import Ledger
    from cchc_tui.rules import Rule


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

    def check(self) -> list[Finding]:
        """Every finding on files and records that the office has not accepted, gravest first."""
        self._reader.refresh()
        return self._judged([*self._reader.findings, *self._on_records(), *self._on_placeholders()])

    def check_report(self, reference: str) -> list[Finding]:
        """Every finding that concerns one report: its sheet, the records it prints, its prose; gravest first.

        Lines count in the prose file; what a record brought in names the record. A prose that cannot be composed is a
        finding itself.
        """
        self._reader.refresh()
        stored = self._reports.find(reference)
        concerned = {stored.record.id, *(kept.record.id for kept in self._printed(stored))}
        on_records = [f for f in self._on_records() if f.record in concerned]
        faults = [f for f in self._reader.findings if f.severity is Severity.ERROR or f.record in concerned]
        return self._judged([*faults, *on_records, *self._on_closing(stored), *self._on_prose(stored)])

    def check_everything(self) -> list[Finding]:
        """`check`, and the prose of every report that is not frozen yet."""
        self._reader.refresh()
        found = [*self._reader.findings, *self._on_records()]
        for stored in self._reader.stored(ReportSheet):
            if stored.record.state != FROZEN:
                found += self._on_prose(stored)
        return self._judged(found)

    def placed(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings, each on a record with the line of its key as the file has it now, else of its first line.

        The files are read for it, so it is asked for when findings are about to be shown.
        """
        known: dict[str, bytes | Finding] = {}
        placed = []
        for finding in findings:
            path = finding.path or ""
            if finding.line is None and finding.record and path.endswith(".toml"):
                if path not in known:
                    known[path] = read_bytes(safe_target(self._reader.directory, path), shown=path)
                data = known[path]
                if isinstance(data, bytes):
                    finding = replace(finding, line=line_of(data, finding.key or "") or 1)
            placed.append(finding)
        return placed

    def open_reports(self) -> list[str]:
        """The names of the reports that are not frozen, whose prose `check` does not read."""
        reports = (stored.record for stored in self._reader.stored(ReportSheet))
        return [sheet.slug or sheet.id for sheet in reports if sheet.state != FROZEN]

    def listed(self) -> tuple[Rule, ...]:
        """Every rule, with its code, severity, clause, sentence and example."""
        from cchc_tui.rules import all_rules

        return all_rules()

    def cure(self, findings: Iterable[Finding]) -> Cured:
        """Make the cures of these findings, records and prose in one save; see `cchc_tui.office.curing`."""
        from cchc_tui.office.curing import cure as make_cures

        return make_cures(self._reader, self._ledger(), findings)

    @property
    def acceptance(self) -> Acceptance:
        """What the office decided about checks; nothing while there is no file, or where it cannot be read."""
        stored = self._acceptance()
        return stored.record if stored else Acceptance()

    def accept(self, finding: Finding, because: str) -> None:
        """Let this finding stand from now on, with the reason, under the person's name."""
        self.accept_by_name(finding.code, record=finding.record, quote=finding.quote, because=because)

    def accept_by_name(self, code: str, *, record: str | None, quote: str | None, because: str) -> None:
        """Let what this rule finds on this record stand, or with `quote` only these words. WrongUseError otherwise."""
        if record is None:
            raise WrongUseError("Chưa nêu hồ sơ.", "Thêm --record MÃ_HỒ_SƠ; muốn tắt cả quy tắc thì dùng --off.")
        row = AcceptedFinding(
            code=self._rule_code(code), record=self._reader.find(record).record.id,
            quote=clean_line(quote or "") or None, reason=_reason(because), by=self._login.current.name, on=self._today,
        )  # fmt: skip
        self._decide(lambda now: now.change(accepted=(*now.accepted, row)))

    def switch_off(self, code: str, because: str) -> None:
        """Run this rule no longer, with the reason, under the person's name."""
        row = SwitchedOff(
            code=self._rule_code(code), reason=_reason(because), by=self._login.current.name, on=self._today
        )
        others = tuple(r for r in self.acceptance.switched_off if r.code != row.code)
        self._decide(lambda now: now.change(switched_off=(*others, row)))

    def switch_on(self, code: str) -> None:
        """Run this rule again, and hear again of the findings of it that were accepted."""
        known = self._rule_code(code)
        self._decide(
            lambda now: now.change(
                switched_off=tuple(r for r in now.switched_off if r.code != known),
                accepted=tuple(r for r in now.accepted if r.code != known),
            )
        )

    # ---- inside ----------------------------------------------------------------------------------------------------
    def _on_records(self) -> list[Finding]:
        from cchc_tui.rules import check_records

        classes = (Directive, MediaCount, ChecklistItem, ReportSheet)
        return check_records(
            self._reader.settings if self._reader.knows_office else None,
            [(s.record, s.path) for s in self._reader.stored(Directive)],
            [(s.record, s.path) for s in self._reader.stored(MediaCount)],
            [(s.record, s.path) for s in self._reader.stored(ChecklistItem)],
            [(s.record, s.path) for s in self._reader.stored(ReportSheet)],
            today=self._today,
            deleted_ids=frozenset(s.record.id for cls in classes for s in self._reader.stored(cls, deleted=True)),
        )

    def _on_prose(self, stored: Stored[ReportSheet]) -> list[Finding]:
        if not self._reader.knows_office:
            return []
        from cchc_tui.office.word_lists import word_lists
        from cchc_tui.report import TemplateFaultsError
        from cchc_tui.rules import Kept, Origins, check_report

        lacking: list[Finding] = []
        try:
            yearbook, previous = (
                self._reports.yearbook_of(stored.record),
                self._reports.previous_yearbook(stored.record),
            )
            body = self._reports.body(stored)
            try:
                composed = self._reports.composed(stored, yearbook, previous, draft=False)
            except TemplateFaultsError as fault:
                lacking = template_findings(stored, fault.file, fault.faults)
                if not all(each.unrecorded for each in fault.faults):
                    return lacking
                composed = self._reports.composed(stored, yearbook, previous, draft=True)
        except FindingsError as fault:
            return [not_composed(stored, fault)]
        origins = Origins(composed, body.text, body.path, (Kept(s.record, s.path) for s in self._printed(stored)))
        found = check_report(
            composed, stored.record, stored.path,
            office=self._reader.settings, yearbook=yearbook, today=self._today,
            words=word_lists(self._reader.templates), source_line=origins.line_of,
            register=[s.record for s in self._reader.stored(Directive)],
        )  # fmt: skip
        found += section_findings(stored, composed)
        return [*lacking, *(origins.of(finding) for finding in found)]

    def _on_placeholders(self) -> list[Finding]:
        """The placeholders of open reports that do not exist, seen without filling them in."""
        if not self._reader.knows_office:
            return []
        from cchc_tui.report import names_of, unknown_placeholders

        found: list[Finding] = []
        for stored in self._reader.stored(ReportSheet):
            period = parse_period(stored.record.period or "")
            if stored.record.state == FROZEN or period is None:
                continue
            try:
                body = self._reports.body(stored)
            except FindingsError as fault:
                found.append(not_composed(stored, fault))
                continue
            empty = make_yearbook(self._reader.settings, period, (), (), (), regime=stored.record.regime)
            known = [name.path for name in names_of(stored.record, empty, None)]
            found += template_findings(stored, body.path, unknown_placeholders(body.text, known))
        return found

    def _on_closing(self, stored: Stored[ReportSheet]) -> list[Finding]:
        """A word about a closed report that would come out otherwise now."""
        return (
            [changed_finding(stored)]
            if self._reader.knows_office and self._reports.changed_since_freeze(stored)
            else []
        )

    def _printed(self, stored: Stored[ReportSheet]) -> list[Stored[Record]]:
        """The records that this report sees."""
        try:
            book = self._reports.yearbook_of(stored.record)
        except FindingsError:
            return []
        ids = {r.id for group in (book.directives, book.media, book.straddling, book.checklist) for r in group}
        groups: tuple[Sequence[Stored[Record]], ...] = (
            self._reader.stored(Directive), self._reader.stored(MediaCount), self._reader.stored(ChecklistItem),
        )  # fmt: skip
        return [s for group in groups for s in group if s.record.id in ids]

    def _judged(self, findings: Sequence[Finding]) -> list[Finding]:
        faults: list[Finding] = []
        stored = self._acceptance(faults)
        remaining = stored.record.remaining(findings) if stored else findings
        return by_gravity([*remaining, *faults])

    def _acceptance(self, faults: list[Finding] | None = None) -> Stored[Acceptance] | None:
        if not (self._reader.directory / ACCEPTANCE_FILE).exists():
            return None
        return load_record(
            self._reader.directory, ACCEPTANCE_FILE, Acceptance, None, faults if faults is not None else []
        )

    def _decide(self, change: Callable[[Acceptance], Acceptance]) -> None:
        stored = self._acceptance()
        before = stored.record if stored else Acceptance(id=new_id())
        save_changes(self._reader.directory, [Change(stored, change(before))], hooks=self._ledger())

    def _rule_code(self, code: str) -> str:
        """The code of a rule as the table spells it. WrongUseError for an unknown one."""
        wanted = clean_line(code)
        codes = [rule.code for rule in self.listed()]
        for known in codes:
            if known.casefold() == wanted.casefold():
                return known
        near = nearest(wanted, codes)
        hint = f"Có phải “{near}”?" if near else "Xem các quy tắc bằng: cchc check --rules"
        raise WrongUseError(f"Không có quy tắc “{wanted}”.", hint)


def _reason(because: str) -> str:
    reason = clean_line(because)
    if not reason:
        raise WrongUseError("Chưa nêu lý do.", "Hãy ghi ngắn gọn vì sao, ví dụ: theo quy chế của huyện.")
    return reason
