"""Screen 5, Kiểm tra: every finding by its gravity; Enter goes to the record and the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.domain.finding import Finding, Severity, by_gravity
from cchc_tui.domain.text import printable
from cchc_tui.errors import CchcError, WrongUseError
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.form import FormView
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTICE: "·"}
_STYLES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: ""}


class CheckList(View):
    """The findings, looked for in the background whenever the records change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.running = False
        self.again = False
        columns = [
            Column[Finding]("severity", "Mức", 10, lambda f: f"{_SIGNS[f.severity]} {f.severity.label}"),
            Column[Finding]("message", "Nội dung", 30, lambda f: printable(f.message), flexible=True),
        ]
        self.table: Table[Finding] = Table(
            columns, lambda f: (f.code, f.path, f.record, f.message), style=lambda f: _STYLES[f.severity]
        )
        self.table.show(by_gravity(list(desk.workspace.findings)))
        self.actions = {"edit": self.edit, "detail": self.edit}
        self.run()

    def run(self) -> None:
        """Check anew beside the screens; asked again meanwhile, once more afterwards."""
        if self.running:
            self.again = True
            return
        self.running = True
        self.desk.background(self.desk.workspace.check, self._done)

    def _done(self, result: object) -> None:
        self.running = False
        if isinstance(result, CchcError):
            self.desk.complain(result)
        elif isinstance(result, list):
            self.table.show(result)
        if self.again:
            self.again = False
            self.run()

    def records_changed(self) -> None:
        """Check again."""
        self.run()

    def shown(self) -> None:
        """Back on top: a record may have been mended."""
        self.run()

    def key(self, key: Key) -> bool:
        """Moving."""
        return self.table.key(key)

    def name_of(self, command: str) -> str:
        """Enter opens the record here."""
        return "Tới chỗ sai" if command == "edit" else ""

    def why_not(self, command: str) -> str:
        """Why there is nowhere to go."""
        if command in ("edit", "detail"):
            if self.table.current is None:
                return "Không có lỗi nào."
            if self.table.current.record is None:
                return "Lỗi này ở tệp, không mở bằng phiếu được: hãy sửa tệp " + (self.table.current.path or "") + "."
        return ""

    def edit(self) -> None:
        """The form of the record, the caret in the field."""
        finding = self.table.current
        assert finding is not None
        assert finding.record is not None
        try:
            stored = self.desk.workspace.find(finding.record)
        except WrongUseError:
            place = f"{finding.path}, dòng {finding.line}" if finding.line else finding.path
            self.desk.say(f"Tệp này chưa đọc được nên chưa mở thành phiếu: {place}. Hãy sửa tệp rồi Ctrl+R.", "warning")
            return
        form = FormView(self.desk, type(stored.record), stored)
        if finding.key:
            form.focus(finding.key)
        self.desk.open(form)

    def click(self, x: int, y: int) -> None:
        """The row under the mouse."""
        self.table.cursor = max(0, min(self.table.top + y - 1, len(self.table.rows) - 1))

    def scroll(self, rows: int) -> None:
        """The wheel moves the cursor."""
        self.table.move(rows)

    def paint(self, width: int, height: int) -> list[Line]:
        """The list, under it the finding in full."""
        foot = self._paint_foot(width)
        lines = self.table.paint(width, height - len(foot))
        if not self.table.rows:
            words = "Đang kiểm tra…" if self.running else "Không tìm thấy lỗi nào."
            lines[1:3] = [full([], width), full([("  " + words, "")], width)]
        return lines + foot

    def _paint_foot(self, width: int) -> list[Line]:
        counts = [sum(f.severity is s for f in self.table.rows) for s in Severity]
        totals = f" {counts[0]} lỗi · {counts[1]} cảnh báo · {counts[2]} lưu ý"
        lines: list[Line] = []
        finding = self.table.current
        if finding is not None:
            lines += paragraph(" " + printable(finding.message), width)[:4]
            place = " · ".join(part for part in (finding.place, finding.clause or "") if part)
            lines.append(full([(" " + printable(place), "dim")], width))
        return [*lines, full([(totals + (" · đang kiểm tra…" if self.running else ""), "dim")], width)]
