"""Screen 8, Cơ quan: every part of office.toml as forms and short lists; nobody opens the file by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_tui.language.text import printable
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.fields import Entity, Field, FieldType, Record, fields_of, form_fields, is_empty
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings, choices_of
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.typed import show_value
from cchc_tui.tui.canvas import Line, Run, fit, full, paragraph, width_of
from cchc_tui.tui.key import Key
from cchc_tui.tui.panes import GAP, side_by_side
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.dialogs import Question
from cchc_tui.tui.screens.form import FormView
from cchc_tui.tui.screens.settings_form import EntryForm

if TYPE_CHECKING:
    from cchc_tui.office import Stored
    from cchc_tui.tui.desk import Desk

_PARTS = 26
"""Cells of the list of parts."""
_NAMES = "Tên, tiêu đề, nơi nhận"
_COLUMNS = 3
_WIDEST_COLUMN = 32
_USED_BY: dict[str, tuple[type[Record], str]] = {
    "channels": (MediaCount, "channel"), "measures": (MediaCount, "measure"),
    "evaluations": (ChecklistItem, "evaluation"), "regimes": (ReportSheet, "regime"),
}  # fmt: skip
"""Which records name an entry of a part by its code."""


class SettingsScreen(View):
    """The parts on the left; on the right what the part under the cursor holds."""

    guide_name = "office"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        tables = [f for f in fields_of(OfficeSettings) if f.type is FieldType.TABLES]
        self.parts: list[Field | None] = [None, *tables]
        self.part, self.row = 0, 0
        self.inside = False
        """Whether the cursor is on the right."""
        self.actions = {"edit": self.edit, "new": self.new, "delete": self.delete, "back": self.leave}

    @property
    def stored(self) -> Stored[OfficeSettings] | None:
        """office.toml as it was read; None where it cannot be read."""
        return self.desk.office.records.stored_settings

    @property
    def field(self) -> Field | None:
        """The part under the cursor; None for the names."""
        return self.parts[self.part]

    @property
    def rows(self) -> tuple[Entity, ...]:
        """The entries of the part."""
        return getattr(self.desk.office.settings, self.field.key) if self.field else ()

    def show_part(self, key: str) -> None:
        """Put the cursor on the part with that key; on the names where there is none."""
        self.part = next((n for n, field in enumerate(self.parts) if field and field.key == key), 0)
        self.row, self.inside = 0, False

    # ---- keys ----------------------------------------------------------------------------------------------------
    def key(self, key: Key) -> bool:
        """Up and down where the cursor is; right and left between the two sides."""
        if key.name in ("up", "down"):
            step = 1 if key.name == "down" else -1
            if self.inside:
                self.row = max(0, min(self.row + step, len(self.rows) - 1))
            else:
                self.part, self.row = max(0, min(self.part + step, len(self.parts) - 1)), 0
        elif key.name in ("right", "tab") and not self.inside and self.rows:
            self.inside = True
        elif key.name in ("left", "shift+tab") and self.inside:
            self.inside = False
        else:
            return False
        return True

    def leave(self) -> None:
        """Back to the parts."""
        self.inside = False

    def disabled_reason(self, command: str) -> str:
        """Why something cannot be changed."""
        if self.stored is None and command in ("edit", "new", "delete"):
            return "Không đọc được phần khai báo cơ quan; bấm 5 để xem lỗi."
        if command == "new" and self.field is None:
            return "Phần này không có danh sách để thêm. Enter để sửa."
        if command == "delete" and not (self.inside and self.rows):
            return "Chọn một dòng ở bên phải rồi mới xóa được."
        return ""

    def name_of(self, command: str) -> str:
        """Return the words of a command: F4 adds an entry; F3 leads back to the parts."""
        return {"new": "Thêm", "back": "Về các phần" if self.inside else "Quay lại"}.get(command, "")

    def position(self) -> str:
        """Return where this is kept."""
        return "Mọi thay đổi ở đây đều có trong lịch sử và hoàn tác được (Ctrl+U)."

    def edit(self) -> None:
        """Open the form of the names, or of the entry under the cursor."""
        if self.field is None:
            self.desk.open(FormView(self.desk, OfficeSettings, self.stored))
        elif not self.rows:
            self.new()
        elif not self.inside:
            self.inside = True
        else:
            self.desk.open(EntryForm(self.desk, self.field, self.row))

    def new(self) -> None:
        """Open an empty entry of the part."""
        assert self.field is not None
        self.desk.open(EntryForm(self.desk, self.field, None))

    def delete(self) -> None:
        """Take the entry out; asked first, with how many records name it."""
        field, stored, row = self.field, self.stored, self.rows[self.row]
        assert field is not None
        assert stored is not None
        name = entry_name(row)

        def remove() -> None:
            left = tuple(one for one in self.rows if one is not row)
            self.desk.office.records.save(stored, stored.record.change(**{field.key: left}))
            self.row = max(0, min(self.row, len(left) - 1))
            self.inside = bool(left)
            self.desk.records_changed()
            self.desk.say_saved(f"Đã bỏ “{name}” khỏi {field.label}. Ctrl+U để hoàn tác.")

        used = self._used(field, row)
        more = f" Còn {used} hồ sơ dùng mã này; chúng vẫn giữ mã, chỉ mất tên." if used else ""
        answers = [("x", "Xóa", remove), ("escape", "Thôi", lambda: None)]
        self.desk.open(Question(self.desk, field.label, f"Bỏ “{name}”?{more}", answers))

    def _used(self, field: Field, row: Entity) -> int:
        code = getattr(row, "code", None)
        if field.key not in _USED_BY or code is None:
            return 0
        cls, key = _USED_BY[field.key]
        return sum(getattr(s.record, key) == code for s in self.desk.office.records.stored(cls))

    # ---- picture -------------------------------------------------------------------------------------------------
    def paint(self, width: int, height: int) -> list[Line]:
        """Return the parts, and beside them the part under the cursor."""
        left = [self._paint_part(number, _PARTS) for number in range(len(self.parts))]
        room = width - _PARTS - GAP
        right = self._paint_names(room) if self.field is None else self._paint_table(self.field, room)
        return side_by_side([(left, _PARTS), (right, room)], height)

    def _paint_part(self, number: int, width: int) -> Line:
        field = self.parts[number]
        here = number == self.part
        count = f" {len(getattr(self.desk.office.settings, field.key))}" if field else ""
        text = fit(field.label if field else _NAMES, width - 2 - len(count)) + count
        style = ("rest" if self.inside else "here") if here else ""
        return full([(("► " if here else "  ") + text, style)], width, style if style == "here" else "")

    def _paint_names(self, width: int) -> list[Line]:
        """Return every field of the names with its value; what is required and missing is told."""
        lines = [full([(_NAMES, "strong"), ("   Enter để sửa", "muted")], width), full([], width)]
        for field in form_fields(OfficeSettings):
            value = getattr(self.desk.office.settings, field.key)
            words = show_value(field, value).replace("\n", " / ")
            text: Run = (printable(words), "") if words else ("chưa ghi", "warn" if field.required else "muted")
            parts = paragraph(field.label, 26, "muted")
            lines.append(full([*parts[0], ("  ", ""), text], width))
            lines += [full(part, width) for part in parts[1:]]
        return lines

    def _paint_table(self, field: Field, width: int) -> list[Line]:
        """Return the entries of a part in a few columns."""
        cls: type[Entity] = field.of  # type: ignore[assignment]
        columns = form_fields(cls)[:_COLUMNS]
        texts = [[self._cell(f, row) for f in columns] for row in self.rows]
        widths = [
            min(_WIDEST_COLUMN, max([len(f.label), *(width_of(row[n]) for row in texts)]))
            for n, f in enumerate(columns)
        ]
        lines = [full([(field.label, "strong"), (f"   {len(texts)}", "muted")], width), full([], width)]
        head = "  " + " ".join(fit(f.label, w) for f, w in zip(columns, widths, strict=True))
        lines.append(full([(fit(head, width), "head")], width))
        for number, row in enumerate(texts):
            here = self.inside and number == self.row
            cells = [fit(text, w) for text, w in zip(row, widths, strict=True)]
            runs: list[Run] = [("► " if here else "  ", ""), (cells[0], "strong"), (" " + " ".join(cells[1:]), "")]
            text = "".join(one for one, _ in runs)
            lines.append(full([(text, "here")], width, "here") if here else full(runs, width))
        if not texts:
            lines += [full([], width), full([("  Chưa có gì. F4 để thêm.", "")], width)]
        return lines

    def _cell(self, field: Field, row: Entity) -> str:
        value: Any = getattr(row, field.key)
        if is_empty(value):
            return ""
        choices = choices_of(field, self.desk.office.settings) if field.choices or field.choices_from else ()
        return printable(show_value(field, value, choices=choices).replace("\n", " / "))


def entry_name(row: Entity) -> str:
    """Return what an entry is called: its label or name, else its first field."""
    for key in ("label", "name", "code"):
        if name := getattr(row, key, None):
            return str(name)
    return str(getattr(row, next(iter(form_fields(type(row)))).key, "") or "")
