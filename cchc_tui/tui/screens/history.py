"""Screen 6, Lịch sử: what was deleted, when, by whom and why; Enter brings a record back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cchc_tui.domain.checklist import ChecklistItem
from cchc_tui.domain.directive import Directive
from cchc_tui.domain.fields import Record
from cchc_tui.domain.media import MediaCount
from cchc_tui.domain.report_sheet import ReportSheet
from cchc_tui.domain.text import printable
from cchc_tui.domain.wording import format_date
from cchc_tui.tui.canvas import Line, full
from cchc_tui.tui.columns import Row
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.dialogs import Question
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

KINDS: tuple[type[Record], ...] = (Directive, MediaCount, ChecklistItem, ReportSheet)


class HistoryList(View):
    """The deleted records, the latest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns = [
            Column[Row]("when", "Ngày xóa", 10, lambda r: format_date(r.record.deleted_on or date.min)),
            Column[Row]("who", "Người xóa", 18, lambda r: printable(r.record.deleted_by or "")),
            Column[Row]("what", "Hồ sơ", 24, lambda r: printable(f"{r.record.name} {r.record.title}"), flexible=True),
            Column[Row]("why", "Lý do", 20, lambda r: printable(r.record.deleted_because or "")),
        ]
        self.table: Table[Row] = Table(columns, lambda row: row.record.id)
        self.actions = {"edit": self.restore}
        self.records_changed()

    def records_changed(self) -> None:
        """Take the deleted records anew."""
        rows: list[Row] = [row for kind in KINDS for row in self.desk.workspace.stored(kind, deleted=True)]
        self.table.show(sorted(rows, key=lambda r: r.record.deleted_on or date.min, reverse=True))

    def shown(self) -> None:
        """Back on top."""
        self.records_changed()

    def name_of(self, command: str) -> str:
        """Enter restores here."""
        return "Khôi phục" if command == "edit" else ""

    def why_not(self, command: str) -> str:
        """Why there is nothing to restore."""
        if command == "edit" and self.table.current is None:
            return "Chưa có hồ sơ nào bị xóa."
        return ""

    def key(self, key: Key) -> bool:
        """Moving."""
        return self.table.key(key)

    def restore(self) -> None:
        """Ask, then take the tombstone off."""
        row = self.table.current
        assert row is not None

        def back() -> None:
            self.desk.workspace.restore(row)
            self.records_changed()
            self.desk.say(f"Đã khôi phục {row.record.name} {row.record.title}.", "good")

        answers = [("k", "Khôi phục", back), ("escape", "Thôi", lambda: None)]
        text = f"Khôi phục {row.record.name} {row.record.title}? Lý do xóa: {row.record.deleted_because}"
        self.desk.open(Question(self.desk, "Khôi phục", printable(text), answers))

    def paint(self, width: int, height: int) -> list[Line]:
        """The list."""
        foot = [full([(f" {len(self.table.rows)} hồ sơ đã xóa · Enter để khôi phục", "dim")], width)]
        lines = self.table.paint(width, height - len(foot))
        if not self.table.rows:
            lines[1:3] = [full([], width), full([("  Chưa có hồ sơ nào bị xóa.", "")], width)]
        return lines + foot
