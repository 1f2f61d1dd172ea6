"""The conflicts that wait: left by git in files, or by a synchronisation. The rest of the program goes on meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.language.text import fold, matches, printable
from cchc_tui.records.conflict import Conflict, ConflictOrigin
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.screens.conflict import ConflictView
from cchc_tui.tui.screens.filtered import FilteredView
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_FROM = {ConflictOrigin.MERGE: "git merge dở", ConflictOrigin.MARKS: "dấu trong tệp", ConflictOrigin.SYNC: "đồng bộ"}


class ConflictList(FilteredView):
    """Every file with two versions; Enter opens the choice."""

    guide_name = "conflicts"

    def __init__(self, desk: Desk, path: str = "") -> None:
        """With `path` the cursor begins on that file."""
        super().__init__(desk)
        columns = [
            Column[Conflict]("what", "Hồ sơ", 24, lambda c: printable(c.title), flexible=True),
            Column[Conflict]("fields", "Mục phải chọn", 24, _fields),
            Column[Conflict]("origin", "Do đâu", 14, lambda c: _FROM[c.origin]),
        ]
        self.table: Table[Conflict] = Table(columns, lambda c: c.path)
        self.actions = {"edit": self.choose, "find": self.find, "back": lambda: desk.close(self)}
        self.conflicts: list[Conflict] = []
        self.trouble = ""
        self.records_changed()
        self.table.go_to_record(path)

    def records_changed(self) -> None:
        """Ask for the conflicts anew."""
        try:
            self.conflicts = list(self.desk.office.sharing.conflicts())
            self.trouble = ""
        except CchcError as fault:
            self.trouble = str(fault)
        self.fill()

    def fill(self) -> None:
        """Fill the list with what the filter leaves."""
        text = self.query.text
        self.table.show([c for c in self.conflicts if matches(fold(f"{c.title} {_fields(c)} {c.path}"), text)])

    def name_of(self, command: str) -> str:
        """Enter opens the choice."""
        return "Chọn bản" if command == "edit" else ""

    def disabled_reason(self, command: str) -> str:
        """Why there is nothing to choose."""
        return "Không có xung đột nào." if command == "edit" and self.table.current is None else ""

    def choose(self) -> None:
        """Open the two versions of the file under the cursor."""
        conflict = self.table.current
        assert conflict is not None
        self.desk.open(ConflictView(self.desk, conflict, lambda _: self._settled(conflict)))

    def _settled(self, conflict: Conflict) -> None:
        self.desk.records_changed()
        left = len(self.conflicts)
        more = f"Còn {left} chỗ." if left else "Không còn chỗ nào; nếu đang đồng bộ, chạy tiếp: cchc sync."
        self.desk.say_saved(f"Đã giải quyết {printable(conflict.title)}. {more}")

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the list, under it the file."""
        row = self.table.current
        foot = paragraph(" " + printable(row.path), width, "muted")[:2] if row is not None else []
        foot += self.paint_query(width)
        foot.append(full([(f" {len(self.table.rows)} chỗ hai bên cùng sửa", "muted")], width))
        lines = self.table.paint(width, height - len(foot))
        if not self.table.rows:
            words = self.trouble or ("Không có xung đột nào khớp." if self.conflicts else "Không có xung đột nào.")
            lines[1:] = [full([], width), *paragraph("  " + words, width)]
            lines = (lines + [full([], width)] * height)[: height - len(foot)]
        return lines + foot


def _fields(conflict: Conflict) -> str:
    return ", ".join(f.label for f in conflict.fields) or "ghép được, chờ xác nhận"
