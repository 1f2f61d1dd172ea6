"""The deleted records, and those whose files somebody removed: Enter brings one back, as a new save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.language.text import fold, matches, printable
from cchc_tui.language.wording import format_date
from cchc_tui.office import Stored
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.media import MediaCount
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.screens.closed_facts import asked_first
from cchc_tui.tui.screens.dialogs import Question
from cchc_tui.tui.screens.filtered import FilteredView
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.records.history import Gone
    from cchc_tui.tui.desk import Desk

KINDS: tuple[type[Record], ...] = (Directive, MediaCount, ChecklistItem, ReportSheet)


@dataclass(frozen=True)
class Deleted:
    """One record that is not in use: `stored` with a mark in its file, or `gone` with its file."""

    record: Record
    day: date | None
    who: str
    why: str
    stored: Stored[Record] | None = None
    gone: Gone | None = None

    @property
    def title(self) -> str:
        """What it is."""
        return printable(f"{self.record.name} {self.record.title}")


class DeletedList(FilteredView):
    """The deleted records, the latest first."""

    guide_name = "deleted"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns = [
            Column[Deleted]("when", "Ngày xóa", 10, lambda r: format_date(r.day) if r.day else ""),
            Column[Deleted]("who", "Người xóa", 18, lambda r: printable(r.who)),
            Column[Deleted]("what", "Hồ sơ", 24, lambda r: r.title, flexible=True),
            Column[Deleted]("why", "Lý do", 20, lambda r: printable(r.why)),
        ]
        self.table: Table[Deleted] = Table(columns, lambda row: row.record.id)
        self.gone: list[Deleted] = []
        self.actions = {
            "edit": self.restore,
            "detail": self.restore,
            "back": lambda: desk.close(self),
            "find": self.find,
        }
        self.records_changed()

    def records_changed(self) -> None:
        """Take the deleted records anew; those whose files are gone are looked for beside the screens."""
        self.fill()
        self.desk.background(lambda office: office.history.gone(), self._found)

    def _found(self, result: object) -> None:
        if isinstance(result, list):
            self.gone = [Deleted(g.record, g.when.date(), g.who, "tệp bị xóa khỏi thư mục", gone=g) for g in result]
            self.fill()
        elif isinstance(result, CchcError):
            self.gone = []

    def fill(self) -> None:
        """Put the deleted records that the filter leaves into the table."""
        rows = [
            Deleted(s.record, s.record.deleted_on, s.record.deleted_by or "", s.record.deleted_because or "", stored=s)
            for kind in KINDS
            for s in self.desk.office.records.stored(kind, deleted=True)
        ]
        text = self.query.text
        left = [r for r in (*rows, *self.gone) if matches(fold(f"{r.title} {r.who} {r.why}"), text)]
        self.table.show(sorted(left, key=lambda r: r.day or date.min, reverse=True))

    def name_of(self, command: str) -> str:
        """Enter restores here."""
        return "Khôi phục" if command == "edit" else ""

    def disabled_reason(self, command: str) -> str:
        """Why there is nothing to restore."""
        if command in ("edit", "detail") and self.desk.read_only:
            return "Đang mở ở chế độ chỉ xem (--read-only): không khôi phục được."
        if command in ("edit", "detail") and self.table.current is None:
            return "Chưa có hồ sơ nào bị xóa."
        return ""

    def restore(self) -> None:
        """Ask, then bring it back."""
        row = self.table.current
        assert row is not None

        def back() -> None:
            if row.stored is not None:
                self.desk.office.records.restore(row.stored)
            elif row.gone is not None:
                self.desk.office.history.restore_version(row.record.id, row.gone.commit)
            self.desk.records_changed()
            self.desk.say_saved(f"Đã khôi phục {row.title}.")

        answers = [
            ("k", "Khôi phục", asked_first(self.desk, back)),
            ("escape", "Thôi", lambda: None),
        ]
        text = f"Khôi phục {row.title}? Lý do xóa: {printable(row.why)}"
        self.desk.open(Question(self.desk, "Khôi phục", text, answers))

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the list, under it the record with the cursor."""
        row = self.table.current
        foot = paragraph(f" {row.title}: {printable(row.why)}", width)[:2] if row is not None else []
        foot += self.paint_query(width)
        foot.append(full([(f" {len(self.table.rows)} hồ sơ đã xóa", "muted")], width))
        lines = self.table.paint(width, height - len(foot))
        if not self.table.rows:
            lines[1:3] = [
                full([], width),
                full([("  Không có hồ sơ nào khớp." if self.query.text else "  Chưa có hồ sơ nào bị xóa.", "")], width),
            ]
        return lines + foot
