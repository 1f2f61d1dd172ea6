"""Screen 4, Báo cáo: every report with its window, its state and what it still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cchc_tui.domain.checklist import ChecklistItem
from cchc_tui.domain.fields import missing_fields
from cchc_tui.domain.finding import Severity
from cchc_tui.domain.period import parse_period
from cchc_tui.domain.report_sheet import FROZEN, ReportSheet
from cchc_tui.domain.wording import format_date
from cchc_tui.tui.canvas import Line, paragraph
from cchc_tui.tui.columns import Row, columns_of
from cchc_tui.tui.screens.export import export_report
from cchc_tui.tui.screens.preview import open_preview
from cchc_tui.tui.screens.records import RecordList
from cchc_tui.tui.widgets.table import Column
from cchc_tui.workspace import Stored

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk
    from cchc_tui.workspace import Workspace


def lacking(workspace: Workspace, report: Stored[ReportSheet]) -> list[str]:
    """What stands between this report and a final one, in a few words each."""
    sheet = report.record
    missing = [f"thiếu {f.label}" for f in missing_fields(sheet)]
    if not sheet.signatory:
        missing.append("chưa ghi người ký")
    if not (workspace.records / report.path).with_name("body.md").exists():
        missing.append("chưa có phần lời")
    items = [s.record for s in workspace.stored(ChecklistItem) if s.record.checklist == sheet.checklist]
    unset = sum(item.evaluation is None for item in items)
    if sheet.checklist and not items:
        missing.append(f"bảng nhiệm vụ {sheet.checklist} không có dòng nào")
    if unset:
        missing.append(f"{unset} nhiệm vụ chưa đánh giá")
    errors = sum(f.severity is Severity.ERROR for f in workspace.findings)
    if errors:
        missing.append(f"{errors} lỗi trong tệp hồ sơ")
    return missing


class ReportList(RecordList):
    """All reports, the latest period first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ReportSheet)
        self.table.sorted_by, self.table.descending = "period", True
        self.actions |= {
            "compose": self.compose, "preview": self.preview, "freeze": self.freeze, "export": self.export,
        }  # fmt: skip
        self.reload()

    def make_columns(self) -> list[Column[Row]]:
        """The declared columns and what is missing."""
        columns = columns_of(ReportSheet, self.desk.workspace.office)
        return [*columns, Column("lacking", "Còn thiếu", 12, self._lacking)]

    def _lacking(self, row: Row) -> str:
        found = lacking(self.desk.workspace, cast("Stored[ReportSheet]", row))
        return f"{len(found)} việc" if found else "đủ"

    @property
    def here(self) -> Stored[ReportSheet]:
        """The report under the cursor; only asked for when there is one."""
        assert self.table.current is not None
        return cast("Stored[ReportSheet]", self.table.current)

    def why_not(self, command: str) -> str:
        """Why a command has nothing to work on."""
        if command in ("compose", "preview", "freeze") and self.table.current is None:
            return "Chưa có báo cáo nào. Bấm F4 để lập báo cáo."
        return super().why_not(command)

    def compose(self) -> None:
        """The editor of the prose."""
        from cchc_tui.tui.screens.body import BodyEditor

        self.desk.open(BodyEditor(self.desk, self.here))

    def preview(self) -> None:
        """The report as it would be exported."""
        open_preview(self.desk, self.here)

    def export(self) -> None:
        """The report under the cursor, else whichever there is."""
        export_report(self.desk, self.here if self.table.current is not None else None)

    def freeze(self) -> None:
        """Close the report's figures, or open them again."""
        report = self.here
        name = report.record.slug or report.record.id
        frozen = report.record.state == FROZEN
        if frozen:
            self.desk.workspace.thaw(name)
        else:
            self.desk.workspace.freeze(name)
        self.reload()
        word = "Đã mở chốt" if frozen else "Đã chốt số liệu"
        self.desk.say(f"{word} báo cáo {report.record.title}.", "good")

    def paint_foot(self, width: int) -> list[Line]:
        """Window, state and shortcomings of the report under the cursor."""
        lines: list[Line] = []
        if self.table.current is not None:
            for words in self._about(self.here):
                lines += paragraph(" " + words, width)[:2]
        return lines + super().paint_foot(width)

    def _about(self, report: Stored[ReportSheet]) -> list[str]:
        sheet = report.record
        words: list[str] = []
        period = parse_period(sheet.period or "")
        if period is not None:
            window = self.desk.workspace.office.window_of(period, sheet.regime)
            first, last = sheet.from_on or window.first, sheet.to_on or window.last
            words.append(f"Số liệu từ {format_date(first)} đến {format_date(last)}.")
        if sheet.state == FROZEN and sheet.frozen_on:
            words[:1] = [" ".join([*words[:1], f"Chốt ngày {format_date(sheet.frozen_on)}."])]
        found = lacking(self.desk.workspace, report)
        words.append("Còn thiếu: " + "; ".join(found) + "." if found else "Đã đủ để xuất bản chính thức.")
        return words
