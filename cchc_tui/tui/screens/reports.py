"""Screen 4, Báo cáo: every report with its window, its state, when it is due and what it still lacks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, cast

from cchc_tui.errors import CchcError, FindingsError, RefusedError
from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_date
from cchc_tui.office import Stored
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.tui.bars import progress_bar
from cchc_tui.tui.canvas import Line, Run, full, paragraph
from cchc_tui.tui.columns import Row, columns_of
from cchc_tui.tui.key import Key
from cchc_tui.tui.overview import report_readiness
from cchc_tui.tui.screens.dialogs import Question
from cchc_tui.tui.screens.export import export_report
from cchc_tui.tui.screens.new_report import ask_new_report
from cchc_tui.tui.screens.page_paint import paint_page
from cchc_tui.tui.screens.preview import open_preview
from cchc_tui.tui.screens.records import RecordList
from cchc_tui.tui.screens.report_state import about, due_on, lacking, obstacle, state_words
from cchc_tui.tui.screens.third_pane import ThirdPane
from cchc_tui.tui.widgets.table import Column

if TYPE_CHECKING:
    from cchc_tui.office import Office, ReportPreview
    from cchc_tui.tui.desk import Desk


class ReportList(RecordList):
    """All reports, the latest period first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ReportSheet)
        self.table.sorted_by, self.table.descending = "period", True
        self.actions |= {
            "compose": self.compose, "preview": self.preview, "freeze": self.freeze, "export": self.export,
        }  # fmt: skip
        for command in ("mark", "mark_all", "set_field"):  # reports are made one by one
            del self.actions[command]
        self.third = ThirdPane(desk, _gather_page, lambda paper, width, height: paint_page(paper, width)[0][:height])
        self.reload()
        desk.watch.look()

    def make_columns(self) -> list[Column[Row]]:
        """Return period and subject as declared, then how far the report has got."""
        by_key = {column.key: column for column in columns_of(ReportSheet, self.desk.office.settings)}
        return [
            by_key["period"], by_key["subject"],
            Column("state", "Tình trạng", 10, lambda row: state_words(self.desk, _report(row))),
            Column("lacking", "Còn thiếu", 9, self._lacking, order=lambda row: len(self._open(_report(row)))),
            Column("due", "Hạn gửi", 10, self._due, order=self._due_order),
        ]  # fmt: skip

    def _due(self, row: Row) -> str:
        sheet = _report(row).record
        day = due_on(self.desk, sheet)
        return format_date(day) if day is not None and sheet.state != FROZEN and not sheet.number else ""

    def _due_order(self, row: Row) -> date:
        return due_on(self.desk, _report(row).record) or date.max

    def _lacking(self, row: Row) -> str:
        if _report(row).record.state == FROZEN:
            return ""
        found = len(self._open(_report(row)))
        return f"{found} việc" if found else "đủ" if obstacle(self.desk, _report(row)) == "" else "?"

    def _open(self, report: Stored[ReportSheet]) -> list[str]:
        blocked = obstacle(self.desk, report)
        return lacking(self.desk, report) + ([blocked] if blocked else [])

    @property
    def here(self) -> Stored[ReportSheet]:
        """The report under the cursor; only asked for when there is one."""
        assert self.table.current is not None
        return _report(self.table.current)

    def shown(self) -> None:
        """Back on top: something may have been saved."""
        super().shown()
        self.desk.watch.look()

    def key(self, key: Key) -> bool:
        """Return as in every list, but reports are not marked."""
        return super().key(key) if self.typing or key.name != " " else False

    def name_of(self, command: str) -> str:
        """Return what closing is called for the report under the cursor."""
        if command == "freeze" and self.table.current is not None:
            return "Mở chốt" if self.here.record.state == FROZEN else "Chốt"
        return super().name_of(command)

    def disabled_reason(self, command: str) -> str:
        """Why a command has nothing to work on."""
        if command in ("compose", "preview", "freeze") and self.table.current is None:
            return "Chưa có báo cáo nào. Bấm F4 để lập báo cáo."
        return super().disabled_reason(command)

    # ---- commands ------------------------------------------------------------------------------------------------
    def new(self) -> None:
        """Begin a report: from an earlier one, from an outline, or with an empty sheet."""
        ask_new_report(self.desk, self.here if self.table.current is not None else None, super().new, self.saved)

    def compose(self) -> None:
        """Open the editor of the prose."""
        from cchc_tui.tui.screens.body import BodyEditor

        self.desk.open(BodyEditor(self.desk, self.here))

    def preview(self) -> None:
        """Show the report as it would be exported; with a fault in the prose, the way to it."""
        try:
            open_preview(self.desk, self.here)
        except FindingsError as fault:
            self._offer_fault(fault)

    def _offer_fault(self, fault: FindingsError) -> None:
        answers = [("s", "Soạn lời (tới chỗ sai)", self._to_fault), ("escape", "Thôi", lambda: None)]
        self.desk.open(Question(self.desk, "Chưa lập được báo cáo", printable(fault.message, keep="\n"), answers))

    def _to_fault(self) -> None:
        from cchc_tui.tui.screens.body import BodyEditor

        found = self.desk.office.rules.obstacles(self.here)
        in_prose = [f for f in found if (f.path or "").endswith("body.md")]
        self.desk.open(BodyEditor(self.desk, self.here, line=(in_prose[0].line if in_prose else None) or 1))

    def export(self) -> None:
        """Export the report under the cursor, else whichever there is."""
        export_report(self.desk, self.here if self.table.current is not None else None)

    def freeze(self) -> None:
        """Close the report's figures, or open them again; asked about first."""
        report = self.here
        if report.record.state == FROZEN:
            text = f"Mở chốt {report.record.title}? Bản đã chốt vẫn còn trong lịch sử; số liệu lại tính theo hồ sơ."
            yes = ("m", "Mở chốt", lambda: self._thaw(report))
        else:
            text = (
                f"Chốt số liệu {report.record.title}? Giữ nguyên từng chữ báo cáo lúc này và mã băm của DOCX, PDF đã"
                " xuất; sau này hồ sơ có đổi cũng lập lại đúng bản này được."
            )
            text = "\n".join([text, *(f"! {words}" for words in self._doubts(report))])
            yes = ("c", "Chốt số liệu", lambda: self._freeze(report))
        answers: list[tuple[str, str, Callable[[], None]]] = [yes, ("escape", "Thôi", lambda: None)]
        self.desk.open(Question(self.desk, self.name_of("freeze"), text, answers))

    def _doubts(self, report: Stored[ReportSheet]) -> list[str]:
        """Return what speaks against closing it now; nothing where it cannot be closed anyway."""
        try:
            return self.desk.office.closing.doubts(_name(report))
        except FindingsError:
            return []

    def _thaw(self, report: Stored[ReportSheet]) -> None:
        self.desk.office.closing.thaw(_name(report))
        self._told(f"Đã mở chốt báo cáo {report.record.title}.")

    def _freeze(self, report: Stored[ReportSheet]) -> None:
        """Close it; what keeps it from being closed is said, with the way to mend it."""
        try:
            stored = self.desk.office.closing.freeze(_name(report))
        except RefusedError as fault:
            answers = [("x", "Xuất lại", lambda: export_report(self.desk, report)), ("escape", "Thôi", lambda: None)]
            self.desk.open(Question(self.desk, "Chưa chốt được", printable(fault.message), answers))
            return
        except CchcError as fault:
            self.desk.say(printable(f"Chưa chốt được: {fault.message}"), "bad")
            return
        files = ", ".join(line.partition(" ")[0] for line in stored.record.exported)
        self._told(f"Đã chốt số liệu báo cáo {report.record.title} ({files}).")

    def _told(self, words: str) -> None:
        self.desk.records_changed()
        self.desk.say_saved(words)

    # ---- picture -------------------------------------------------------------------------------------------------
    def paint_brief(self, width: int, height: int) -> list[Line]:
        """Return window, state and shortcomings of the report under the cursor; what is due next."""
        lines: list[Line] = []
        if due := self.desk.watch.due:
            today = self.desk.office.today
            words = f"Đến hạn: {due[0].sentence(today)}"
            lines += paragraph(printable(words), width, "bad" if due[0].due_on < today else "")[:2]
        for words, style in sorted(about(self.desk, self.here), key=lambda line: line[1] not in ("bad", "warn")):
            lines += paragraph(printable(words), width, style)[:2]
        return (lines + [full([], width)] * height)[:height]

    def paint_detail(self, width: int) -> list[Line]:
        """Return the same beside the list, with how ready it is and the steps it has gone."""
        if self.table.current is None:
            return []
        report = self.here
        ready = 100 if report.record.state == FROZEN else report_readiness(self.desk.office, report)
        lines = [*paragraph(printable(report.record.title), width, "strong"), full([], width)]
        bar = progress_bar(ready, 100, width - 8, "good" if ready == 100 else "accent")
        lines += [full([*bar, (f"{ready:>5}%", "")], width), full([], width)]
        for word, reached in _steps(report.record):
            sign: Run = ("●", "accent") if reached else ("○", "")
            lines.append(full([("  ", ""), sign, (f" {word}", "" if reached else "muted")], width))
        missing = lacking(self.desk, report)
        lines += [full([], width), full([("CÒN THIẾU", "strong"), ("" if missing else "  không", "")], width)]
        for words in missing:
            first, *rest = paragraph(printable(words), width - 4)
            lines.append(full([("  ", ""), ("! ", "warn"), *first], width))
            lines += [full([("    ", ""), *line], width) for line in rest]
        blocked = obstacle(self.desk, report)
        lines += [full([], width), *paragraph(printable(blocked), width, "bad")] if blocked else []
        return lines


def _steps(sheet: ReportSheet) -> list[tuple[str, bool]]:
    """Return the way of a report, and how far this one is on it."""
    return [
        ("nháp", True),
        ("có số, ngày", bool(sheet.number and sheet.dated_on)),
        ("đã xuất", bool(sheet.exported)),
        ("đã chốt", sheet.state == FROZEN),
    ]


def _gather_page(office: Office, row: Row) -> ReportPreview:
    """Return the page of a report as it would be exported, as a draft where it cannot be final yet."""
    report = _report(row)
    return office.pages.preview(report, draft=report.record.state != FROZEN)


def _report(row: Row) -> Stored[ReportSheet]:
    return cast("Stored[ReportSheet]", row)


def _name(report: Stored[ReportSheet]) -> str:
    return report.record.slug or report.record.id
