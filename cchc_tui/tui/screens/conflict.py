"""Two people changed the same field: before, theirs and mine side by side, chosen field by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cchc_tui.domain.fields import Record
from cchc_tui.domain.history import shown_value
from cchc_tui.domain.merge import FieldConflict
from cchc_tui.domain.text import printable
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.workspace import ConflictError, Stored

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_HOW = " ← lấy bản của họ, → lấy bản của mình, Enter đổi; F2 lưu; F3 về phiếu để gõ bản thứ ba."
_SIDE = 18


class ConflictView(View):
    """Every field in conflict with its three values."""

    title = "Hai người cùng sửa một mục"

    def __init__(self, desk: Desk, fault: ConflictError, done: Callable[[Stored[Record]], None]) -> None:
        """`done` gets the record once it is saved."""
        super().__init__(desk)
        self.fault, self.done = fault, done
        self.cursor = 0
        self.mine = {c.key: True for c in fault.conflicts}
        """Which fields take my value; the others take theirs."""
        self.actions = {"save": self.save, "back": lambda: desk.close(self)}

    def key(self, key: Key) -> bool:
        """Up and down between the fields, left and right between the two values."""
        here = self.fault.conflicts[self.cursor].key
        match key.name:
            case "up" | "shift+tab":
                self.cursor = max(0, self.cursor - 1)
            case "down" | "tab":
                self.cursor = min(len(self.fault.conflicts) - 1, self.cursor + 1)
            case "left" | "right":
                self.mine[here] = key.name == "right"
            case "enter":
                self.mine[here] = not self.mine[here]
            case _:
                return False
        return True

    def save(self) -> None:
        """Write the colleague's record with all of mine that is not in conflict, and the values chosen here."""
        chosen: dict[str, Any] = {c.key: c.mine for c in self.fault.conflicts if self.mine[c.key]}
        saved = self.desk.workspace.save(self.fault.stored, self.fault.merged.change(**chosen))
        self.desk.close(self)
        self.done(saved)

    def paint(self, width: int, height: int) -> list[Line]:
        """The fields one under the other."""
        lines = [full([(f" {self.title}: {printable(self.fault.mine.title)}", "title")], width)]
        lines += paragraph(_HOW, width)
        for number, conflict in enumerate(self.fault.conflicts):
            lines += self._paint_field(conflict, number == self.cursor, width)
        return (lines + [full([], width)] * height)[:height]

    def _paint_field(self, conflict: FieldConflict, here: bool, width: int) -> list[Line]:
        head = [("▸ " if here else "  ", ""), (conflict.label, "label-here" if here else "bold")]
        lines = [full([], width), full(head, width)]
        takes_mine = self.mine[conflict.key]
        values = (
            ("    trước đó", conflict.before, ""),
            ("    (•) của họ" if not takes_mine else "    ( ) của họ", conflict.theirs, "" if takes_mine else "bold"),
            ("    (•) của mình" if takes_mine else "    ( ) của mình", conflict.mine, "bold" if takes_mine else ""),
        )
        for words, value, style in values:
            text = shown_value(
                self.fault.mine.change(**{conflict.key: value}), conflict.key, self.desk.workspace.office
            )
            body = paragraph(printable(text or "(trống)", keep="\n"), width - _SIDE, style)
            lines += [full([(f"{words if n == 0 else '':<{_SIDE}}", style), *row], width) for n, row in enumerate(body)]
        return lines
