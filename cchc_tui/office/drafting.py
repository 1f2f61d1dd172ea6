"""Beginning reports: from an outline or from an earlier report, and what is due when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.errors import RefusedError, WrongUseError
from cchc_tui.office.reporting import Body, ReportDesk
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.due import DueReport, due_reports
from cchc_tui.records.fields import Record
from cchc_tui.records.period import Period, parse_period
from cchc_tui.records.report_sheet import ReportSheet
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


class DraftingDesk(ReportDesk):
    """The report desk with a drawer of outlines and a calendar."""

    def outlines(self, period: Period | None = None) -> list[Outline]:
        """Every outline, the office's own among them; those that fit `period` first."""
        from cchc_tui.report import outlines

        found = outlines(self.office_templates)
        return sorted(found, key=lambda o: (period is not None and not o.fits(period), o.name))

    def new_report(self, period: str | Period, *, from_report: str = "", outline: str = "", slug: str = "") -> Begun:
        """Keep a new report on `period`: carried over from an earlier one, or begun from an outline.

        WrongUseError for an unknown period, report or outline, or when not exactly one of the two is named;
        RefusedError when a report of that short name is already there.
        """
        if bool(from_report) == bool(outline):
            raise WrongUseError(
                "Phải nêu một trong hai: báo cáo cũ để lấy làm mẫu (--from), hoặc đề cương (--outline).",
                f"Các đề cương hiện có: {', '.join(o.name for o in self.outlines())}.",
            )
        wanted = period if isinstance(period, Period) else parse_period(period)
        if wanted is None:
            raise WrongUseError(f"“{period}” không phải là một kỳ báo cáo.", "Gõ như 2024, quý 3/2024, 6 tháng 2024.")
        made = self._carried(from_report, wanted, slug) if from_report else self._outlined(outline, wanted, slug)
        return self._keep(made)

    def due_reports(self) -> list[DueReport]:
        """Which reports are due around today, nearest first, and which of them are already made."""
        return due_reports(self.office, self.today, [s.record for s in self.stored(ReportSheet)])

    def regimes_without_due_day(self) -> list[str]:
        """The names of the regimes for which no due day can be told."""
        return [table.name or table.code or "" for table in self.office.regimes if not table.due_day]

    def _carried(self, reference: str, period: Period, slug: str) -> NewReport:
        from cchc_tui.report import carry_over

        source = self.find_report(reference)
        items = sorted(self._items_of(source.record), key=lambda item: item.position or 0)
        return carry_over(source.record, self.body(source).text, items, period, self.office, slug=slug)

    def _outlined(self, name: str, period: Period, slug: str) -> NewReport:
        from cchc_tui.report import read_outline, report_from_outline

        return report_from_outline(read_outline(name, self.office_templates), period, self.office, slug=slug)

    def _items_of(self, sheet: ReportSheet) -> Sequence[ChecklistItem]:
        if not sheet.checklist:
            return ()
        return [s.record for s in self.stored(ChecklistItem) if s.record.checklist == sheet.checklist]

    def _keep(self, made: NewReport) -> Begun:
        """Sheet and checklist in one transaction, then the prose. Items already there are left as they are."""
        if any(s.record.slug == made.sheet.slug for s in self.stored(ReportSheet)):
            raise RefusedError(f"Đã có báo cáo “{made.sheet.slug}”.", "Hãy mở báo cáo ấy, hoặc đặt tên ngắn khác.")
        records: list[Record] = [made.sheet]
        if not self._items_of(made.sheet):
            records += made.items
        self.add_all(records)
        report = self.find_report(made.sheet.slug or "")
        return Begun(report, self.save_body(self.body(report), made.body), made.leftovers)
