"""Two people changed the same field: before, theirs and mine, chosen field by field; nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cchc_tui.language.text import printable
from cchc_tui.office import ConflictError
from cchc_tui.records.conflict import WHOLE_TEXT, Conflict
from cchc_tui.records.fields import Record, field_of
from cchc_tui.records.history import shown_value
from cchc_tui.records.merge import DELETION, FieldConflict
from cchc_tui.records.office import choices_of
from cchc_tui.records.typed import read_typed, show_value
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.closed_facts import with_closed_facts_asked
from cchc_tui.tui.screens.conflict_story import changed_lines, deletion_words, story_of
from cchc_tui.tui.screens.custom_value import CustomValueDialog
from cchc_tui.tui.widgets.field_box import MANY_LINES

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

THEIRS, MINE, THIRD = "theirs", "mine", "third"
_HOW = "Mỗi mục: ← lấy bản của họ, → lấy bản của mình, Enter gõ bản thứ ba. Chọn đủ rồi F2 lưu; F3 chưa lưu gì."
_SIDE = 18
_ROWS = 6
"""Rows of one version that are shown."""
_LOW = 14
"""Rows of the screen under which everything is shown in as few as can be."""
_LOW_ROWS = 2


class ConflictView(View):
    """Every field in conflict with its values. `fault` comes from a save, from git, or from a synchronisation."""

    title = "Hai người cùng sửa một mục"
    typing = True  # a digit must not take the choice away for another screen
    guide_name = "conflicts"

    def __init__(
        self, desk: Desk, fault: ConflictError | Conflict, done: Callable[[Any], None], *, story: tuple[str, ...] = ()
    ) -> None:
        """`done` gets the record once it is saved; None where a file was settled. `story`: what is to be told above."""
        super().__init__(desk)
        self.fault, self.done = fault, done
        self.cursor = 0
        self.top = 0
        self.chosen: dict[str, tuple[str, Any]] = {}
        """By key: which side, and its value. A field that is not in it is not chosen yet."""
        self.story = story or story_of(desk.office, fault)
        self.actions = {
            "save": self.save, "back": lambda: desk.close(self), "take_theirs": self.take_theirs,
            "take_mine": self.take_mine, "take_third": self.take_third,
        }  # fmt: skip

    # ---- what is in dispute --------------------------------------------------------------------------------------
    @property
    def fields(self) -> tuple[FieldConflict, ...]:
        """The fields to choose for; none where both versions fit together."""
        return self.fault.fields if isinstance(self.fault, Conflict) else self.fault.conflicts

    @property
    def record(self) -> Record | None:
        """The record with everything that is not in dispute; None for prose."""
        return self.fault.merged

    @property
    def name(self) -> str:
        """What it is about."""
        if isinstance(self.fault, Conflict):
            return self.fault.title
        return f"{self.fault.mine.name} {self.fault.mine.title}"

    # ---- choosing ------------------------------------------------------------------------------------------------
    def key(self, key: Key) -> bool:
        """Up and down between the fields; the rest are commands."""
        steps = {"up": -1, "shift+tab": -1, "down": 1, "tab": 1}
        if key.name not in steps:
            return False
        self.cursor = max(0, min(self.cursor + steps[key.name], len(self.fields) - 1))
        return True

    def disabled_reason(self, command: str) -> str:
        """Why nothing can be chosen, or not typed."""
        if command in ("take_theirs", "take_mine", "take_third") and not self.fields:
            return "Hai bản ghép được với nhau, không phải chọn gì; F2 để xác nhận."
        if command == "take_third" and self.fields[self.cursor].key == DELETION:
            return "Mục này chỉ có hai cách: xóa hoặc giữ lại. Bấm ← hoặc →."
        if command == "take_third" and not self._can_be_typed(self.fields[self.cursor].key):
            return "Mục này chương trình tự ghi, không gõ được; bấm ← hoặc →."
        return ""

    def take_theirs(self) -> None:
        """Take the colleague's value."""
        self._take(THEIRS, self.fields[self.cursor].theirs)

    def take_mine(self) -> None:
        """Take one's own value."""
        self._take(MINE, self.fields[self.cursor].mine)

    def _take(self, side: str, value: Any) -> None:
        self.chosen[self.fields[self.cursor].key] = (side, value)
        self.cursor = next((n for n, f in enumerate(self.fields) if f.key not in self.chosen), self.cursor)

    def take_third(self) -> None:
        """Type another value, beginning with one's own."""
        field = self.fields[self.cursor]

        def take(text: str) -> str:
            value, fault = self._read(field.key, text)
            if not fault:
                self._take(THIRD, value)
            return fault

        declared = field_of(type(self.record), field.key) if self.record else None
        many = declared is None or declared.type in MANY_LINES
        self.desk.open(CustomValueDialog(self.desk, field.label, self._text(field, field.mine), take, many_lines=many))

    def _read(self, key: str, text: str) -> tuple[Any, str]:
        declared = field_of(type(self.record), key) if self.record else None
        if declared is None or self.record is None:
            return text, ""
        choices = choices_of(declared, self.desk.office.settings, self.record)
        return read_typed(declared, text, today=self.desk.office.today, choices=choices)

    def _can_be_typed(self, key: str) -> bool:
        declared = field_of(type(self.record), key) if self.record else None
        return key == WHOLE_TEXT or (declared is not None and not declared.system)

    def save(self) -> None:
        """Write what was chosen; with a field not chosen yet nothing is written."""
        missing = [n for n, f in enumerate(self.fields) if f.key not in self.chosen]
        if missing:
            self.cursor = missing[0]
            labels = ", ".join(f"“{self.fields[n].label}”" for n in missing)
            self.desk.say(f"Chưa lưu: chưa chọn bản nào cho {labels}. Bấm ← hoặc →, hoặc Enter để gõ.", "bad")
            return
        with_closed_facts_asked(self.desk, self._resolve)

    def _resolve(self) -> None:
        try:
            saved = self.desk.office.sharing.resolve(
                self.fault, {key: value for key, (_, value) in self.chosen.items()}
            )
        except ConflictError as again:
            self._begin_again(again)
            return
        self.desk.close(self)
        self.done(saved)

    def _begin_again(self, fault: ConflictError) -> None:
        """Begin again, since a colleague was quicker once more: what is still in dispute as before stays chosen."""
        before = {f.key: f.theirs for f in self.fields}
        self.fault, self.cursor = fault, 0
        same = {f.key for f in self.fields if f.key in before and before[f.key] == f.theirs}
        self.chosen = {key: value for key, value in self.chosen.items() if key in same}
        self.story = story_of(self.desk.office, fault)
        self.desk.say("Chưa lưu: họ vừa sửa lần nữa. Hãy xem lại bản của họ rồi chọn.", "warn")

    # ---- picture -------------------------------------------------------------------------------------------------
    def paint(self, width: int, height: int) -> list[Line]:
        """Return the fields one under the other, the one with the cursor in sight."""
        low = height < _LOW
        head = self._paint_head(width, low=low)
        rows: list[Line] = []
        spans: list[tuple[int, int]] = []
        for number, field in enumerate(self.fields):
            first = len(rows)
            rows += self._paint_field(field, number == self.cursor, width, _LOW_ROWS if low else _ROWS)
            spans.append((first, len(rows)))
        room = max(1, height - len(head))
        first, last = spans[self.cursor] if spans else (0, 0)
        self.top = max(0, min(max(self.top, last - room), first, max(0, len(rows) - room)))
        return (head + rows[self.top : self.top + room] + [full([], width)] * height)[:height]

    def _paint_head(self, width: int, *, low: bool) -> list[Line]:
        """Return what it is about and who did what; the keys once more where there is room, they stand in the key bar
        too.
        """
        head = [full([(f" {self.title}: {printable(self.name)}", "strong")], width)]
        for words in self.story[: 1 if low else None]:
            head += paragraph(" " + words, width)[: 1 if low else 2]
        if not self.fields:
            return head + paragraph(" Hai bản ghép được với nhau, không mất phần nào của ai. F2 để ghi.", width)
        return head if low else head + paragraph(" " + _HOW, width, "muted")

    def _paint_field(self, field: FieldConflict, here: bool, width: int, most: int) -> list[Line]:
        side, value = self.chosen.get(field.key, ("", None))
        done = "đã chọn" if side else "chưa chọn"
        head = [("► " if here else "  ", ""), (field.label, "here" if here else "strong"), (f"  ({done})", "muted")]
        lines = [full(head, width)] if most < _ROWS else [full([], width), full(head, width)]
        sides = [("trước đó", field.before, ""), ("của họ", field.theirs, THEIRS), ("của mình", field.mine, MINE)]
        if side == THIRD:
            sides.append(("gõ thêm", value, THIRD))
        for words, shown, own in sides:
            sign = "   " if not own else "(•)" if own == side else "( )"
            style = "strong" if own and own == side else ""
            body = paragraph(printable(self._shown(field, shown, own), keep="\n"), width - _SIDE, style)[:most]
            label = f"    {sign} {words}"
            lines += [full([(f"{label if n == 0 else '':<{_SIDE}}", style), *row], width) for n, row in enumerate(body)]
        return lines

    def _shown(self, field: FieldConflict, value: Any, side: str) -> str:
        """Return a value as the office reads it; deletion in words, long prose by the lines that differ."""
        if field.key == DELETION:
            return deletion_words(self.fault, field, side)
        if field.key == WHOLE_TEXT and side and isinstance(value, str):
            return changed_lines(str(field.before or ""), value)
        return self._text(field, value) or "(trống)"

    def _text(self, field: FieldConflict, value: Any) -> str:
        """Return a value as it is typed."""
        declared = field_of(type(self.record), field.key) if self.record else None
        if declared is None or self.record is None:
            return "" if value is None else str(value)
        record = self.record.change(**{field.key: value})
        if declared.of is not None:
            return shown_value(record, field.key, self.desk.office.settings)
        choices = choices_of(declared, self.desk.office.settings, record) if value else ()
        return show_value(declared, value, choices=choices)
