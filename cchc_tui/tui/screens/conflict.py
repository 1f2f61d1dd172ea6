"""Two people changed the same field: before, theirs and mine side by side, chosen field by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cchc_tui.domain.fields import Record, field_of
from cchc_tui.domain.merge import merge_records
from cchc_tui.domain.text import printable
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.filter import shown
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.workspace import ConflictError, Stored

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk
    from cchc_tui.tui.screens.form import FormView


class ConflictView(View):
    """Every field in conflict with its three values; ← takes theirs, → mine, F2 saves what is chosen."""

    title = "Hai người cùng sửa một mục"

    def __init__(
        self, desk: Desk, fault: ConflictError, form: FormView, then: Callable[[Stored[Record]], None]
    ) -> None:
        super().__init__(desk)
        self.fault, self.form, self.then = fault, form, then
        self.cursor = 0
        self.mine: dict[str, bool] = {c.key: True for c in fault.conflicts}
        self.actions = {"save": self.save, "back": lambda: desk.close(self)}

    def key(self, key: Key) -> bool:
        """Up and down between the fields, left and right between the two values."""
        if key.name in ("up", "shift+tab"):
            self.cursor = max(0, self.cursor - 1)
        elif key.name in ("down", "tab"):
            self.cursor = min(len(self.fault.conflicts) - 1, self.cursor + 1)
        elif key.name in ("left", "right"):
            self.mine[self.fault.conflicts[self.cursor].key] = key.name == "right"
        elif key.name == "enter":
            key_here = self.fault.conflicts[self.cursor].key
            self.mine[key_here] = not self.mine[key_here]
        else:
            return False
        return True

    def save(self) -> None:
        """Write the colleague's record with my other changes and the values chosen here."""
        before = self.form.stored
        assert before is not None
        merged, conflicts = merge_records(before.record, self.fault.stored.record, self.fault.mine)
        chosen: dict[str, Any] = {c.key: c.mine for c in conflicts if self.mine.get(c.key, True)}
        saved = self.desk.workspace.save(self.fault.stored, merged.change(**chosen))
        self.desk.close(self)
        self.form.finish(saved)
        self.then(saved)

    def paint(self, width: int, height: int) -> list[Line]:
        """The fields one under the other."""
        lines = [full([(" " + self.title + ": " + self.fault.mine.title, "title")], width)]
        lines += paragraph(
            " ←/→ chọn bản của họ hoặc của mình cho từng mục, F2 lưu, F3 về phiếu để gõ bản khác.", width
        )
        for number, conflict in enumerate(self.fault.conflicts):
            here = number == self.cursor
            lines += [
                full([], width),
                full([("▸ " if here else "  ", ""), (conflict.label, "label-here" if here else "bold")], width),
            ]
            takes_mine = self.mine[conflict.key]
            rows = [("  trước đó", conflict.key, self.form.stored.record if self.form.stored else None, False)]
            rows += [("của họ", conflict.key, self.fault.stored.record, not takes_mine)]
            rows += [("của mình", conflict.key, self.fault.mine, takes_mine)]
            for words, key, record, chosen in rows:
                lines += self._value(words, key, record, chosen, width)
        return (lines + [full([], width)] * height)[:height]

    def _value(self, words: str, key: str, record: Record | None, chosen: bool, width: int) -> list[Line]:
        declared = field_of(type(self.fault.mine), key)
        text = shown(record, declared, self.desk.workspace.office) if record and declared else ""
        sign = "(•) " if chosen else "( ) " if words.startswith("của") else "    "
        body = paragraph(printable(text or "(trống)", keep="\n"), width - 18, "bold" if chosen else "")
        return [
            full([(f"  {sign + words.strip() if n == 0 else '':<16}", ""), *line], width) for n, line in enumerate(body)
        ]
