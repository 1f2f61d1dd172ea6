"""Beginning reports: from an outline or from an earlier report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from cchc_tui.errors import RefusedError, WrongUseError
from cchc_tui.office.reading import RecordReader
from cchc_tui.office.recording import Records
from cchc_tui.office.reporting import Body, Reports
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record, place_key
from cchc_tui.records.office import Obligation
from cchc_tui.records.owed import OwedReport
from cchc_tui.records.period import Period, parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.task_tables import table_for_report
from cchc_tui.storage.paths import BODY_FILE, birth_path
from cchc_tui.storage.repository import Stored

if TYPE_CHECKING:
    from cchc_tui.report import Leftover as Leftover
    from cchc_tui.report import NewReport, Outline


@dataclass(frozen=True)
class Begun:
    """A report just begun, and the sentences in it that a person must still look at."""

    report: Stored[ReportSheet]
    body: Body
    leftovers: tuple[Leftover, ...]


class Outlines:
    """The outlines of an office, and reports begun from them or from earlier reports."""

    def __init__(
        self,
        reader: RecordReader,
        records: Records,
        reports: Reports,
        *,
        owed: Callable[[], Iterable[OwedReport]],
        today: date,
    ) -> None:
        self._reader = reader
        self._owed = owed
        self._today = today
        self._records = records
        self._reports = reports

    def listed(self, period: Period | None = None) -> list[Outline]:
        """Return every outline, the office's own among them; those that fit `period` first."""
        from cchc_tui.report import outlines

        found = outlines(self._reader.templates)
        return sorted(found, key=lambda o: (period is not None and not o.fits(period), o.name))

    def new_report(
        self, period: str | Period, *, from_report: str = "", outline: str = "", slug: str = "", issuer: str = ""
    ) -> Begun:
        """Keep a new report on `period`: carried over from an earlier one, or begun from an outline; issued by the
        office, or by one of its issuers with that abbreviation.

        WrongUseError for an unknown period, report, outline or issuer, or when not exactly one of the two is named;
        RefusedError when a report of that short name is already there.
        """
        if bool(from_report) == bool(outline):
            raise WrongUseError(
                "Phải nêu một trong hai: báo cáo cũ để lấy làm mẫu (--from), hoặc đề cương (--outline).",
                f"Các đề cương hiện có: {', '.join(o.name for o in self.listed())}.",
            )
        wanted = _read(period)
        begin = self._carried if from_report else self._outlined
        return self._keep(begin(from_report or outline, wanted, slug, issuer=issuer))

    def new_owed_report(
        self, code: str, period: str | Period | None = None, *, from_report: str = "", outline: str = "", slug: str = ""
    ) -> Begun:
        """Keep a new report for an obligation: without a period the nearest that nobody has begun, without an outline
        or an earlier report the outline it names, with its recipient, regime, signer, and an appendix for each form.

        WrongUseError for an unknown obligation, period or outline; RefusedError as in `new_report`.
        """
        from cchc_tui.office.owed_drafting import choose_owed, proposed_outline, proposed_report
        from cchc_tui.office.weekly_drafting import is_weekly
        from cchc_tui.storage.form_file import read_form
        from cchc_tui.storage.shipped import templates_dir

        settings = self._reader.settings
        draft = choose_owed(settings, code, _read(period) if period else None, self._owed())
        if from_report:
            made = self._carried(from_report, draft.period, slug)
        elif not outline and not draft.obligation.outline and is_weekly(draft.obligation) and draft.period.free:
            made = self._weekly(draft.obligation, draft.period, slug)
        else:
            made = self._outlined(outline or proposed_outline(draft, self.listed()), draft.period, slug)
        folders = [folder for folder in (self._reader.templates, templates_dir()) if folder is not None]
        forms = [read_form(form, folders) for form in draft.obligation.forms]
        return self._keep(proposed_report(made, draft, settings, forms, slug=slug, day=self._today))

    def _carried(self, reference: str, period: Period, slug: str, *, issuer: str = "") -> NewReport:
        from cchc_tui.report import carry_over

        source = self._reports.find(reference)
        items = sorted(self._items_of(source.record), key=lambda item: place_key(item.position))
        return carry_over(
            source.record, self._reports.body(source).text, items, period, self._reader.settings,
            slug=slug, day=self._today, symbol=self._symbol_of(issuer, source.record.symbol),
        )  # fmt: skip

    def _symbol_of(self, issuer: str, symbol: str | None) -> str:
        """Return the symbol with which that issuer writes such a paper; "" without an issuer. WrongUseError for one
        the office has not declared.
        """
        from cchc_tui.records.letterhead import symbol_for

        return symbol_for(self._reader.settings, issuer, symbol) if issuer else ""

    def _weekly(self, obligation: Obligation, period: Period, slug: str) -> NewReport:
        """Return a weekly report whose prose tells what has changed since the last one."""
        from cchc_tui.office.weekly_drafting import ahead_of, since_the_last, weekly_prose
        from cchc_tui.records.agenda import in_order, paper_items, task_items
        from cchc_tui.records.state_changes import state_changes
        from cchc_tui.report import Outline, report_from_outline

        papers = [s.record for s in self._reader.stored(Directive)]
        tasks = [s.record for s in self._reader.stored(ChecklistItem)]
        sheets = [s.record for s in self._reader.stored(ReportSheet)]
        window = since_the_last(obligation, period, sheets)
        open_items = in_order([*paper_items(papers, self._today), *task_items(tasks, self._today)])
        prose = weekly_prose(state_changes(window, papers, tasks, sheets), ahead_of(open_items, window.last))
        words = f"Kết quả công tác tuần {period.name}"
        outline = Outline(name="", title=words, subject=words, body=prose, file="", first_line=1)
        slug = slug or f"{period.code.replace('..', '-den-')}-{obligation.code}"
        made = report_from_outline(outline, period, self._reader.settings, slug=slug, day=self._today)
        return replace(made, sheet=made.sheet.change(outline=None))

    def _outlined(self, name: str, period: Period, slug: str, *, issuer: str = "") -> NewReport:
        from cchc_tui.report import read_outline, report_from_outline

        outline = read_outline(name, self._reader.templates)
        return report_from_outline(
            outline, period, self._reader.settings,
            slug=slug, day=self._today, symbol=self._symbol_of(issuer, outline.symbol),
        )  # fmt: skip

    def _items_of(self, sheet: ReportSheet) -> Sequence[ChecklistItem]:
        if not sheet.checklist:
            return ()
        return [s.record for s in self._reader.stored(ChecklistItem) if s.record.checklist == sheet.checklist]

    def _keep(self, made: NewReport) -> Begun:
        """Keep sheet, checklist and prose in one transaction. Items already there are left as they are."""
        if any(s.record.slug == made.sheet.slug for s in self._reader.stored(ReportSheet)):
            raise RefusedError(f"Đã có báo cáo “{made.sheet.slug}”.", "Hãy mở báo cáo ấy, hoặc đặt tên ngắn khác.")
        sheet = made.sheet if made.items else self._with_table(made.sheet)
        records: list[Record] = [sheet]
        if not self._items_of(sheet):
            records += made.items
        body = birth_path(sheet).rpartition("/")[0] + "/" + BODY_FILE
        self._records.add_all(records, texts={body: made.body})
        report = self._reports.find(sheet.slug or "")
        return Begun(report, self._reports.body(report), made.leftovers)

    def _with_table(self, sheet: ReportSheet) -> ReportSheet:
        """Return the sheet with the table of tasks that its period has already."""
        period = parse_period(sheet.period or "")
        names = {s.record.checklist or "" for s in self._reader.stored(ChecklistItem)} - {""}
        if period is None or not sheet.checklist:
            return sheet
        return sheet.change(checklist=table_for_report(period, sorted(names), sheet.checklist))


def _read(period: str | Period) -> Period:
    """Return the period that is named. WrongUseError when it is none."""
    wanted = period if isinstance(period, Period) else parse_period(period)
    if wanted is None:
        raise WrongUseError(f"“{period}” không phải là một kỳ báo cáo.", "Gõ như 2024, quý 3/2024, 6 tháng 2024.")
    return wanted
