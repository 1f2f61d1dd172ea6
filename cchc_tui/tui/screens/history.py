"""Screen 6, Lịch sử: who saved what and when, in words; who wrote each field; the way back to any version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_tui.errors import CchcError
from cchc_tui.language.text import fold, matches, printable
from cchc_tui.office import Stored
from cchc_tui.records.history import PROSE, Saved
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.panes import GAP, WIDE, side_by_side
from cchc_tui.tui.screens.closed_facts import asked_first
from cchc_tui.tui.screens.dialogs import Page, Question
from cchc_tui.tui.screens.filtered import FilteredView
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_LIMIT = 500


class HistoryList(FilteredView):
    """The saves, newest first; of one record when `record` names it."""

    def __init__(self, desk: Desk, record: str | None = None) -> None:
        super().__init__(desk)
        self.record = record
        self.saves: list[Saved] = []
        self.trouble = ""
        columns = [
            Column[Saved]("when", "Lúc", 16, lambda s: f"{s.when:%d/%m/%Y %H:%M}"),
            Column[Saved]("who", "Người lưu", 15, lambda s: printable(s.who)),
            Column[Saved]("words", "Việc", 30, lambda s: printable(s.words), flexible=True),
        ]
        self.table: Table[Saved] = Table(columns, lambda s: s.commit)
        self.actions = {
            "edit": self.detail, "detail": self.detail, "find": self.find, "versions": self.go_back,
            "deleted": self.to_deleted, "blame": self.blame, "history": self.of_record,
        }  # fmt: skip
        if record is not None:
            self.actions["back"] = lambda: desk.close(self)
        self.records_changed()

    def records_changed(self) -> None:
        """Take the history anew, beside the screens: at thousands of saves git needs a moment."""
        self.desk.background(lambda office: office.history.log(self.record, _LIMIT), self._taken)

    def _taken(self, result: object) -> None:
        if isinstance(result, CchcError):
            self.trouble = str(result)
        elif isinstance(result, list):
            self.trouble = ""
            self.saves = result
            self.fill()

    def fill(self) -> None:
        """Fill the list with what the filter leaves."""
        text = self.query.text
        self.table.show([s for s in self.saves if matches(fold(f"{s.when:%d/%m/%Y} {s.who} {s.words}"), text)])

    def name_of(self, command: str) -> str:
        """Return what Enter does here."""
        return "Xem" if command == "edit" else ""

    def disabled_reason(self, command: str) -> str:
        """Why there is nothing to show."""
        saved = self.table.current
        if command in ("edit", "detail", "versions", "blame", "history") and saved is None:
            return "Chưa có lần lưu nào."
        if saved is None or self._of(saved):
            return ""
        if command in ("versions", "blame", "history"):
            if saved.count > 1:
                return "Lần lưu này gồm nhiều hồ sơ; hãy mở lịch sử của từng hồ sơ (phím h trong danh sách)."
            if any(change.key == PROSE for change in saved.changes):
                return "Đây là phần lời của một báo cáo: mở lịch sử của báo cáo ấy (bấm 4 rồi h)."
            return "Lần lưu này không đổi hồ sơ nào."
        return ""

    def _of(self, saved: Saved) -> str:
        """Return the record that a save is about; in the history of one record always that one."""
        return saved.record or self.record or ""

    def detail(self) -> None:
        """Show the fields of one save, old and new."""
        saved = self.table.current
        assert saved is not None

        self.desk.open(Page(self.desk, "Một lần lưu", lambda width: paint_save(saved, width)))

    def go_back(self) -> None:
        """Make the record, or the prose of a report, what it was after this save."""
        saved = self.table.current
        assert saved is not None
        keys = {change.key for change in saved.changes}

        def back() -> None:
            if keys != {PROSE}:
                stored: Stored[Any] = self.desk.office.history.restore_version(self._of(saved), saved.commit)
            if PROSE in keys:
                stored = self.desk.office.history.restore_prose(self._of(saved), saved.commit)
            self.desk.records_changed()
            what = f"{'phần lời ' if keys == {PROSE} else ''}{stored.record.name} {stored.record.title}"
            self.desk.say_saved(f"{what[:1].upper()}{what[1:]} đã trở lại bản này. Ctrl+U để hoàn tác.")

        answers = [
            ("t", "Trở lại bản này", asked_first(self.desk, back)),
            ("escape", "Thôi", lambda: None),
        ]
        text = f"{printable(saved.words)}\nĐưa về như sau lần lưu này? Đây là một lần lưu mới, hoàn tác được."
        self.desk.open(Question(self.desk, "Trở lại bản cũ", text, answers))

    def blame(self) -> None:
        """Show each field of the record with who wrote its value, and when."""
        saved = self.table.current
        assert saved is not None
        found = self.desk.office.history.blame(self._of(saved))

        def lines(width: int) -> list[Line]:
            out: list[Line] = []
            for one in found:
                who = f"{one.who}, {one.when:%H:%M %d/%m/%Y}" if one.when else one.who
                out.append(full([(f"{one.label}: ", "strong"), (printable(who), "")], width))
                out += paragraph("    " + printable(one.value, keep="\n").replace("\n", "\n    "), width)
            return out or paragraph("Hồ sơ này chưa ghi mục nào.", width)

        self.desk.open(Page(self.desk, "Ai ghi từng mục", lines))

    def of_record(self) -> None:
        """Show only the saves of the record that this save is about."""
        saved = self.table.current
        assert saved is not None
        if self.record is None:
            self.desk.open(HistoryList(self.desk, self._of(saved)))

    def to_deleted(self) -> None:
        """Show the deleted records instead of the saves."""
        from cchc_tui.tui.screens.deleted import DeletedList

        self.desk.open(DeletedList(self.desk))

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the list, under it the filter and how many; in a wide window what the save changed beside it."""
        what = f" {len(self.table.rows)} lần lưu" + (" của hồ sơ này" if self.record else "") + " · Ctrl+K hồ sơ đã xóa"
        foot = [*self.paint_query(width), full([(what, "muted")], width)]
        room = height - len(foot)
        saved = self.table.current
        if width < WIDE or saved is None:
            return self._paint_table(width, room) + foot
        left = width // 2
        right = width - left - GAP
        return side_by_side([(self._paint_table(left, room), left), (paint_save(saved, right), right)], room) + foot

    def _paint_table(self, width: int, height: int) -> list[Line]:
        lines = self.table.paint(width, height)
        if not self.table.rows:
            words = self.trouble or "Chưa có lần lưu nào khớp."
            lines[1:] = [full([], width), *paragraph("  " + words, width)]
            lines += [full([], width) for _ in range(height - len(lines))]
        return lines


def paint_save(saved: Saved, width: int) -> list[Line]:
    """Return one save: its words, who and when, and the fields it changed, the old value over the new one."""
    lines = paragraph(printable(saved.words), width, "strong")
    lines += paragraph(f"{printable(saved.who)}, {saved.when:%H:%M ngày %d/%m/%Y}, bản {saved.commit[:10]}", width)
    for change in saved.changes:
        lines += [full([], width), full([(printable(change.label), "strong")], width)]
        if change.key == PROSE:
            lines += paragraph(f"{change.old}, {change.new}", width)
            continue
        for sign, role, text in (("−", "bad", change.old), ("+", "good", change.new)):
            for number, line in enumerate(paragraph(printable(text or "(trống)", keep="\n"), width - 2)):
                lines.append(full([(f"{sign} " if not number else "  ", role), *line], width))
    if not saved.changes:
        lines += [full([], width), *paragraph(f"Lần lưu này đổi {saved.count} tệp.", width)]
    return lines
