"""Screen 6, Lịch sử: who saved what and when, in words; the deleted records; the way back to any version."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cchc_tui.domain.checklist import ChecklistItem
from cchc_tui.domain.directive import Directive
from cchc_tui.domain.fields import Record
from cchc_tui.domain.history import Saved
from cchc_tui.domain.media import MediaCount
from cchc_tui.domain.report_sheet import ReportSheet
from cchc_tui.domain.text import fold, matches, printable
from cchc_tui.domain.wording import format_date
from cchc_tui.errors import CchcError
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.columns import Row
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.dialogs import Page, Question
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.tui.widgets.editor_paint import paint_editor
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

KINDS: tuple[type[Record], ...] = (Directive, MediaCount, ChecklistItem, ReportSheet)
_LIMIT = 500


class HistoryList(View):
    """The saves, newest first; of one record when `record` names it."""

    def __init__(self, desk: Desk, record: str | None = None) -> None:
        super().__init__(desk)
        self.record = record
        self.query = Editor()
        self.typing = False
        self.saves: list[Saved] = []
        self.trouble = ""
        columns = [
            Column[Saved]("when", "Lúc", 16, lambda s: f"{s.when:%d/%m/%Y %H:%M}"),
            Column[Saved]("who", "Người lưu", 18, lambda s: printable(s.who)),
            Column[Saved]("words", "Việc", 30, lambda s: printable(s.words), flexible=True),
        ]
        self.table: Table[Saved] = Table(columns, lambda s: s.commit)
        self.actions = {
            "edit": self.detail, "find": self.find, "versions": self.go_back, "deleted": self.to_deleted,
        }  # fmt: skip
        if record is not None:
            self.actions["back"] = lambda: desk.close(self)
        self.records_changed()

    def records_changed(self) -> None:
        """Take the history anew, beside the screens: at thousands of saves git needs a moment."""
        self.desk.background(lambda: self.desk.workspace.log(self.record, _LIMIT), self._taken)

    def _taken(self, result: object) -> None:
        if isinstance(result, CchcError):
            self.trouble = str(result)
        elif isinstance(result, list):
            self.trouble = ""
            self.saves = result
            self._filter()

    def _filter(self) -> None:
        text = self.query.text
        self.table.show([s for s in self.saves if matches(fold(f"{s.when:%d/%m/%Y} {s.who} {s.words}"), text)])

    def name_of(self, command: str) -> str:
        """What Enter does here."""
        return "Xem" if command == "edit" else ""

    def why_not(self, command: str) -> str:
        """Why there is nothing to show."""
        if command in ("edit", "versions"):
            if self.table.current is None:
                return "Chưa có lần lưu nào."
            if command == "versions" and not self.table.current.record:
                return "Lần lưu này gồm nhiều hồ sơ; hãy mở lịch sử của từng hồ sơ."
        return ""

    def key(self, key: Key) -> bool:
        """Typing the filter, moving."""
        if not self.typing:
            return self.table.key(key)
        if key.name in ("enter", "tab"):
            self.typing = False
        elif key.name in ("escape", "f3", "ctrl+g"):
            self.typing = False
            self.query.put("")
        elif not self.query.key(key):
            return self.table.key(key)
        self._filter()
        return True

    def paste(self, text: str) -> None:
        """A paste into the filter."""
        if self.typing:
            self.query.paste(text)
            self._filter()

    def find(self) -> None:
        """Begin typing the filter."""
        self.typing = True

    def detail(self) -> None:
        """The fields of one save, old and new."""
        saved = self.table.current
        assert saved is not None

        def lines(width: int) -> list[Line]:
            out = paragraph(printable(saved.words), width, "bold")
            out += paragraph(
                f"{printable(saved.who)}, {saved.when:%H:%M ngày %d/%m/%Y}, bản {saved.commit[:10]}", width
            )
            for change in saved.changes:
                out += [full([], width), full([(printable(change.label), "bold")], width)]
                out += paragraph("trước: " + printable(change.old or "(trống)", keep="\n"), width)
                out += paragraph("sau:   " + printable(change.new or "(trống)", keep="\n"), width)
            if not saved.changes:
                out += [full([], width), *paragraph(f"Lần lưu này đổi {saved.count} tệp.", width)]
            return out

        self.desk.open(Page(self.desk, "Một lần lưu", lines))

    def go_back(self) -> None:
        """Make the record what it was after this save."""
        saved = self.table.current
        assert saved is not None

        def back() -> None:
            stored = self.desk.workspace.restore_version(saved.record, saved.commit)
            self.desk.records_changed()
            self.desk.say(f"{stored.record.name} {stored.record.title} đã trở lại bản này.".capitalize(), "good")

        answers = [("t", "Trở lại bản này", back), ("escape", "Thôi", lambda: None)]
        text = f"{printable(saved.words)}\nĐưa hồ sơ về như sau lần lưu này? Đây là một lần lưu mới, hoàn tác được."
        self.desk.open(Question(self.desk, "Trở lại bản cũ", text, answers))

    def to_deleted(self) -> None:
        """The deleted records instead of the saves."""
        self.desk.open(DeletedList(self.desk))

    def paint(self, width: int, height: int) -> list[Line]:
        """The list, under it the filter and how many."""
        what = f" {len(self.table.rows)} lần lưu" + (" của hồ sơ này" if self.record else "") + " · Ctrl+K hồ sơ đã xóa"
        foot = [full([(what, "dim")], width)]
        if self.typing or self.query.text:
            foot.insert(
                0, full([(" Tìm: ", "bold"), *paint_editor(self.query, width - 6, 1, 1, focused=self.typing)[0]], width)
            )
        lines = self.table.paint(width, height - len(foot))
        if not self.table.rows:
            words = self.trouble or "Chưa có lần lưu nào khớp."
            lines[1:] = [full([], width), *paragraph("  " + words, width)]
            lines += [full([], width) for _ in range(height - len(foot) - len(lines))]
        return lines + foot


class DeletedList(View):
    """The deleted records, the latest first; Enter brings one back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns = [
            Column[Row]("when", "Ngày xóa", 10, lambda r: format_date(r.record.deleted_on or date.min)),
            Column[Row]("who", "Người xóa", 18, lambda r: printable(r.record.deleted_by or "")),
            Column[Row]("what", "Hồ sơ", 24, lambda r: printable(f"{r.record.name} {r.record.title}"), flexible=True),
            Column[Row]("why", "Lý do", 20, lambda r: printable(r.record.deleted_because or "")),
        ]
        self.table: Table[Row] = Table(columns, lambda row: row.record.id)
        self.actions = {"edit": self.restore, "back": lambda: desk.close(self)}
        self.records_changed()

    def records_changed(self) -> None:
        """Take the deleted records anew."""
        rows: list[Row] = [row for kind in KINDS for row in self.desk.workspace.stored(kind, deleted=True)]
        self.table.show(sorted(rows, key=lambda r: r.record.deleted_on or date.min, reverse=True))

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
        what = f"{row.record.name} {row.record.title}"

        def back() -> None:
            self.desk.workspace.restore(row)
            self.records_changed()
            self.desk.say(f"Đã khôi phục {what}.", "good")

        answers = [("k", "Khôi phục", back), ("escape", "Thôi", lambda: None)]
        text = f"Khôi phục {what}? Lý do xóa: {row.record.deleted_because}"
        self.desk.open(Question(self.desk, "Khôi phục", printable(text), answers))

    def paint(self, width: int, height: int) -> list[Line]:
        """The list."""
        foot = [full([(f" {len(self.table.rows)} hồ sơ đã xóa", "dim")], width)]
        lines = self.table.paint(width, height - len(foot))
        if not self.table.rows:
            lines[1:3] = [full([], width), full([("  Chưa có hồ sơ nào bị xóa.", "")], width)]
        return lines + foot
