"""Screen 2, Tin bài: a grid channel × month typed into like a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.language.text import printable
from cchc_tui.language.wording import Qualifier, Quantity, parse_quantity
from cchc_tui.office import Draft, Stored
from cchc_tui.records.media import MediaCount
from cchc_tui.tui.canvas import Line, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.media_table import MediaTable, make_media_table, months_of
from cchc_tui.tui.panes import GAP, side_by_side, third_width
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.cell_draft import CellDraft
from cchc_tui.tui.screens.closed_facts import asked_first, with_closed_facts_asked
from cchc_tui.tui.screens.dialogs import Page, Question
from cchc_tui.tui.screens.form import FormView
from cchc_tui.tui.screens.media_copy import ask_to_copy, counts_to_copy
from cchc_tui.tui.screens.media_paint import paint_grid
from cchc_tui.tui.screens.media_side import paint_media_side
from cchc_tui.tui.screens.records import RecordList
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.tui.words import media_words

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_WHILE_TYPING = frozenset({"help", "menu", "edit", "back", "telex", "quit"})
"""Commands that keep their sense while a number is typed; Enter and F3 write it and drop it."""


class MediaScreen(View):
    """The grid. With the cursor on the names (left), 1–6 change the screen; in a cell, digits are typed into it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.row, self.month = 0, -1
        self.left = 0
        self.top = 0
        self.editing: Editor | None = None
        self.label, self.cell = 0, 0
        self.months_seen = range(0)
        """The months that stand side by side, by the last painting."""
        self._cell_draft = CellDraft(desk)
        self.actions = {
            "new": self.new, "edit": self.edit, "delete": self.delete, "clear_cell": self.delete, "grid": self._to_list,
            "copy_month": self._copy_month, "back": self.to_names, "find": lambda: desk.actions["search"](),
            "detail": self.detail, "telex": desk.switch_method,
        }  # fmt: skip
        self.table = self._read()
        self.left = max(0, self._last_filled() - 4)

    def _read(self) -> MediaTable:
        office, period = self.desk.office, self.desk.period
        months = months_of(self.desk.window, office.settings)
        return make_media_table(
            office.settings, office.reports.yearbook(period), months, office.records.stored(MediaCount)
        )

    def _last_filled(self) -> int:
        return max((month for _, month in self.table.cells), default=0)

    def records_changed(self) -> None:
        """Other records, or another period."""
        self.table = self._read()
        self.row = max(0, min(self.row, len(self.table.rows) - 1))
        self.month = min(self.month, len(self.table.months) - 1)

    def shown(self) -> None:
        """Back on top: something may have been saved."""
        self.records_changed()

    @property
    def typing(self) -> bool:  # type: ignore[override]
        """Letters and digits go into the cell."""
        return self.month >= 0

    @property
    def in_text(self) -> bool:
        """Only while something is typed into the cell."""
        return self.editing is not None

    @property
    def unsaved(self) -> bool:
        """A cell half typed."""
        return self.editing is not None

    @property
    def here(self) -> Stored[MediaCount] | None:
        """The record of the cell under the cursor."""
        return self.table.cells.get((self.row, self.month))

    def go_to(self, record: str) -> None:
        """Move the cursor to a row by its number, to a month by its code, or to the cell of a count by its id."""
        if record.isdecimal() and int(record) < len(self.table.rows):
            self.row = int(record)
        for number, month in enumerate(self.table.months):
            if month.code == record:
                empty = (r for r in range(len(self.table.rows)) if (r, number) not in self.table.cells)
                self.row, self.month = next(empty, self.row), number
        for place, stored in self.table.cells.items():
            if stored.record.id == record:
                self.row, self.month = place

    # ---- keys ----------------------------------------------------------------------------------------------------
    def disabled_reason(self, command: str) -> str:
        """Why a command has nothing to work on."""
        if not self.table.rows and command in ("new", "edit", "delete", "clear_cell", "detail"):
            return "Cơ quan chưa khai kênh và chỉ tiêu nào: bấm 8, mục Kênh."
        if command == "copy_month" and not counts_to_copy(self.table, self.month):
            return "Đứng ở một tháng còn ô trống mà tháng trước có số thì chép được."
        if command in ("edit", "delete", "clear_cell") and self.here is None and self.editing is None:
            return (
                "Ô này chưa có số liệu. Gõ số rồi Enter để ghi."
                if self.month >= 0
                else "Bấm Enter để vào ô của tháng này."
            )
        return ""

    def out_of_place(self, command: str) -> str:
        """While a number is typed, the keys are for it; what would act on the cell's record waits."""
        if self.editing is not None and command not in _WHILE_TYPING:
            return f"Đang gõ “{self.editing.text}” vào ô: Enter ghi, Esc bỏ, rồi mới dùng được phím này."
        return ""

    def name_of(self, command: str) -> str:
        """Return what Enter and Esc do while a number is typed."""
        if self.editing is None:
            return "Tìm khắp nơi" if command == "find" else ""
        return {"edit": "Ghi", "save": "Ghi", "back": "Bỏ số"}.get(command, "")

    @property
    def first_commands(self) -> tuple[str, ...]:
        """What one does most in the grid."""
        return ("back", "new", "edit", "delete", "grid", "export")

    def key(self, key: Key) -> bool:
        """Typing into the cell, moving."""
        if self.editing is not None:
            return self._edit(self.editing, key)
        if key.char and key.char != " " and self.month >= 0 and self.table.rows:
            return self._begin(key)
        if key.name == "enter" and self.month < 0 and self.table.rows:
            self.month = self._month_of_today()
            return True
        return self._move(key.name)

    def _month_of_today(self) -> int:
        """Return the month that is being recorded: that of today, in a period gone by its last one."""
        today = self.desk.office.today
        begun = [
            n for n, m in enumerate(self.table.months) if self.desk.office.settings.window_of(m).first <= today
        ]  # fmt: skip
        return begun[-1] if begun else 0

    def _begin(self, key: Key) -> bool:
        if self.desk.read_only:
            self.desk.say("Đang mở ở chế độ chỉ xem (--read-only): không sửa được hồ sơ.", "warn")
            return True
        self.editing = Editor(method=self.desk.method)
        return self._edit(self.editing, key)

    def _edit(self, editor: Editor, key: Key) -> bool:
        editor.type_with(self.desk.method)
        moves = {"enter": "down", "tab": "right", "shift+tab": "left", "up": "up", "down": "down"}
        if key.name in moves or key.name in ("f2", "ctrl+s"):
            editor.finish_word()
            if self._commit(editor.text):
                self._move(moves.get(key.name, ""))
            return True
        if key.name in ("escape", "f3", "ctrl+g"):
            self.editing = None
            self.desk.say("Bỏ số đang gõ; ô giữ nguyên.")
            return True
        return editor.key(key)

    def paste(self, text: str) -> None:
        """Take a paste into the cell."""
        if self.month >= 0 and self.table.rows and not self.desk.read_only:
            self.editing = self.editing or Editor()
            self.editing.paste(text)

    def _move(self, name: str) -> bool:
        if name in ("up", "down"):
            self.row = max(0, min(self.row + (1 if name == "down" else -1), len(self.table.rows) - 1))
        elif name in ("left", "right", "tab", "shift+tab"):
            step = 1 if name in ("right", "tab") else -1
            self.month = max(-1, min(self.month + step, len(self.table.months) - 1))
        elif name == "home":
            self.month = -1
        elif name == "end":
            self.month = len(self.table.months) - 1
        elif name in ("pageup", "pagedown"):
            self.row = 0 if name == "pageup" else len(self.table.rows) - 1
        else:
            return name == ""
        return True

    def settle(self) -> None:
        """Keep what is typed into the cell as a draft of its form."""
        self._cell_draft.settle(self.editing, self._draft)

    def _draft(self, typed: str) -> Draft:
        row, month, here = self.table.rows[self.row], self.table.months[self.month], self.here
        names = {
            "channel": self.desk.office.settings.channel_label(row.channel), "measure": row.label,
            "period": month.name,
        }  # fmt: skip
        return Draft(
            token=self._cell_draft.token,
            kind=MediaCount.__name__,
            title=f"{row.label}, {month.name}",
            record=here.record.id if here else "",
            fingerprint=here.fingerprint if here else "",
            texts=({} if here else names) | {"value": typed},
            focus="value",
        )

    # ---- records -------------------------------------------------------------------------------------------------
    def _commit(self, text: str) -> bool:
        """Write the cell; False with a complaint when the text is no quantity. An empty one leaves the cell alone."""
        if not text.strip():
            self.editing = None
            return True
        quantity = self._quantity(text.strip())
        if quantity is None:
            self.desk.say(f"“{text}” không phải là số lượng. Gõ như 2500, 2.500, trên 90, khoảng trên 2500, +3.", "bad")
            return False
        record, here = self._with(quantity), self.here

        def write() -> None:
            if here is not None:
                self.desk.office.records.save(here, record)
            else:
                self.desk.office.records.add(record)
            self.editing = None
            self.records_changed()
            self.desk.say_saved(f"Đã ghi {media_words(record, self.desk.office.settings)}.")

        return with_closed_facts_asked(self.desk, write)

    def _quantity(self, text: str) -> Quantity | None:
        """Return what was typed; `+3` is what stood there and three more, as sure as the less sure of the two."""
        decimals = self.table.rows[self.row].places > 0
        if not text.startswith("+"):
            return parse_quantity(text, decimals=decimals)
        more = parse_quantity(text[1:], decimals=decimals)
        before = self.table.quantity(self.row, self.month) or Quantity(0)
        return Quantity(before.value + more.value, before.qualifier) if more else None

    def _with(self, quantity: Quantity) -> MediaCount:
        """Return the cell's record with this quantity."""
        qualifier = None if quantity.qualifier is Qualifier.EXACT else quantity.qualifier.value
        row = self.table.rows[self.row]
        base = self.here.record if self.here else self._blank()
        return base.change(channel=row.channel, measure=row.measure, value=quantity.value, qualifier=qualifier)

    def _blank(self) -> MediaCount:
        row = self.table.rows[self.row] if self.table.rows else None
        month = self.table.months[self.month].code if 0 <= self.month < len(self.table.months) else None
        return MediaCount(channel=row.channel if row else None, measure=row.measure if row else None, period=month)

    def new(self) -> None:
        """Open a form for other windows than a month; the names under the cursor stand in it until others are typed."""
        defaults: dict[str, str] = {}
        if self.table.rows:
            row = self.table.rows[self.row]
            defaults = {"channel": self.desk.office.settings.channel_label(row.channel), "measure": row.label}
            if self.month >= 0 and self.here is None:
                defaults["period"] = self.table.months[self.month].name
        self.desk.open(FormView(self.desk, MediaCount, defaults=defaults))

    def edit(self) -> None:
        """Open the form of the cell's record: source, note, qualifier."""
        assert self.here is not None
        self.desk.open(FormView(self.desk, MediaCount, self.here))

    def detail(self) -> None:
        """Show every count of the row, with its source and its note."""
        measured = self.table.rows[self.row]
        settings = self.desk.office.settings
        cells = (self.table.cells.get((self.row, month)) for month in range(len(self.table.months)))
        counts = [stored for stored in cells if stored is not None] + self.table.longer_of(self.row)

        def lines(width: int) -> list[Line]:
            out: list[Line] = []
            for stored in counts:
                record = stored.record
                out += paragraph(printable(media_words(record, settings)), width, "strong")
                for words, text in (("nguồn", record.source), ("ghi chú", record.note), ("tệp", stored.path)):
                    out += paragraph(f"  {words}: {printable(text, keep=chr(10))}", width) if text else []
            return out or paragraph("Chưa có số liệu nào trong kỳ.", width)

        self.desk.open(Page(self.desk, f"{settings.channel_label(measured.channel)}: {measured.label}", lines))

    def delete(self) -> None:
        """Put a tombstone on the cell's record."""
        stored = self.here
        assert stored is not None
        words = media_words(stored.record, self.desk.office.settings)

        def remove() -> None:
            self.desk.office.records.delete(stored, "xóa ô trong bảng tin bài")
            self.records_changed()
            self.desk.say_saved(f"Đã xóa {words}. Ctrl+U để hoàn tác.")

        answers = [("x", "Xóa", asked_first(self.desk, remove)), ("escape", "Thôi", lambda: None)]
        self.desk.open(Question(self.desk, "Xóa số liệu", f"{words}: xóa?", answers))

    def _copy_month(self) -> None:
        """Copy last month's numbers into the empty cells of this month."""
        ask_to_copy(self.desk, self.table, self.month, self.records_changed)

    def _to_list(self) -> None:
        """Show every count as a line of its own."""
        self.desk.replace_all(MediaList(self.desk))

    def to_names(self) -> None:
        """Move the cursor back to the names, where 1–6 change the screen."""
        self.month = -1

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the grid; in a very wide window where its counts come from beside it."""
        third = third_width(width)
        if not third:
            return paint_grid(self, width, height)
        left = width - third - GAP
        parts = [(paint_grid(self, left, height), left), (paint_media_side(self, third, height), third)]
        return side_by_side(parts, height)


class MediaList(RecordList):
    """Show every count as a line of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, MediaCount)
        self.actions["grid"] = lambda: desk.replace_all(MediaScreen(desk))
