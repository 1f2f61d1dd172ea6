"""Screen 2, Tin bài: a grid channel × month typed into like a spreadsheet."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cchc_tui.domain.media import MediaCount
from cchc_tui.domain.text import printable
from cchc_tui.domain.wording import Qualifier, Quantity, format_quantity, parse_quantity
from cchc_tui.errors import CchcError
from cchc_tui.tui.canvas import Line, Run, fit, full, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.media_table import LEGEND, MediaTable, brief, make_media_table, months_of
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.dialogs import Page, Question
from cchc_tui.tui.screens.form import FormView
from cchc_tui.tui.screens.records import RecordList
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.tui.words import media_words
from cchc_tui.workspace import Draft, Stored

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_LABEL = 30
_CELL = 8
_NARROW_CELL = 7
"""Cells a month gets where that lets the whole year stand side by side."""
_TOTAL = 9
_MOST_LONGER = 4
_LEAST_ROWS = 3
"""Lines under the grid that never give way to it: the cell under the cursor in words, and room for a long message."""


class MediaScreen(View):
    """The grid. With the cursor on the names (left), 1–6 change the screen; in a cell, digits are typed into it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.row, self.month = 0, -1
        self.left = 0
        self.top = 0
        self.editing: Editor | None = None
        self.label, self.cell = _LABEL, _CELL
        self.token = desk.workspace.drafts.new_token()
        self._kept = ""
        self.actions = {
            "new": self.new, "edit": self.edit, "delete": self.delete, "clear_cell": self.delete, "grid": self.to_list,
            "back": self.to_names, "detail": self.detail,
        }  # fmt: skip
        self.table = self._read()
        self.left = max(0, self._last_filled() - 4)

    def _read(self) -> MediaTable:
        workspace, period = self.desk.workspace, self.desk.period
        months = months_of(self.desk.window, workspace.office)
        return make_media_table(workspace.office, workspace.yearbook(period), months, workspace.stored(MediaCount))

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

    # ---- keys ----------------------------------------------------------------------------------------------------
    def why_not(self, command: str) -> str:
        """Why a command has nothing to work on."""
        if not self.table.rows and command in ("new", "edit", "delete", "clear_cell", "detail"):
            return "Cơ quan chưa khai kênh và chỉ tiêu nào trong office.toml."
        if command in ("edit", "delete", "clear_cell") and self.here is None:
            return "Ô này chưa có số liệu. Gõ số rồi Enter để ghi." if self.month >= 0 else "Bấm → để vào ô của tháng."
        return ""

    def key(self, key: Key) -> bool:
        """Typing into the cell, moving."""
        if self.editing is not None:
            return self._edit(self.editing, key)
        if key.char and key.char != " " and self.month >= 0 and self.table.rows:
            return self._begin(key)
        return self._move(key.name)

    def _begin(self, key: Key) -> bool:
        if self.desk.read_only:
            self.desk.say("Đang mở ở chế độ chỉ xem (--read-only): không sửa được hồ sơ.", "warning")
            return True
        self.editing = Editor(method=self.desk.method)
        return self._edit(self.editing, key)

    def _edit(self, editor: Editor, key: Key) -> bool:
        moves = {"enter": "down", "tab": "right", "shift+tab": "left", "up": "up", "down": "down"}
        if key.name in moves or key.name in ("f2", "ctrl+s"):
            if self._commit(editor.text):
                self._move(moves.get(key.name, ""))
            return True
        if key.name in ("escape", "f3", "ctrl+g"):
            self.editing = None
            self.desk.say("Bỏ số đang gõ; ô giữ nguyên.")
            return True
        return editor.key(key)

    def paste(self, text: str) -> None:
        """A paste into the cell."""
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
        """What is typed into the cell is kept as a draft of its form."""
        typed = self.editing.text if self.editing is not None else ""
        if typed == self._kept:
            return
        self._kept = typed
        try:
            if typed:
                self.desk.workspace.drafts.keep(self._draft(typed))
            else:
                self.desk.workspace.drafts.drop(self.token)
        except CchcError as fault:
            self.desk.complain(fault)

    def _draft(self, typed: str) -> Draft:
        row, month, here = self.table.rows[self.row], self.table.months[self.month], self.here
        names = {
            "channel": self.desk.workspace.office.channel_label(row.channel), "measure": row.label,
            "period": month.name,
        }  # fmt: skip
        return Draft(
            token=self.token,
            kind=MediaCount.__name__,
            title=f"{row.label}, {month.name}",
            when=datetime.now().strftime("%d/%m/%Y %H:%M"),
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
            self.desk.say(
                f"“{text}” không phải là số lượng. Gõ như 2500, 2.500, trên 90, khoảng trên 2500, +3.", "error"
            )
            return False
        self.editing = None
        record = self._with(quantity)
        if self.here is not None:
            self.desk.workspace.save(self.here, record)
        else:
            self.desk.workspace.add(record)
        self.records_changed()
        self.desk.say_saved(f"Đã ghi {media_words(record, self.desk.workspace.office)}.")
        return True

    def _quantity(self, text: str) -> Quantity | None:
        """What was typed; `+3` is what stood there and three more, as sure as the less sure of the two."""
        if not text.startswith("+"):
            return parse_quantity(text)
        more = parse_quantity(text[1:])
        before = self.table.quantity(self.row, self.month) or Quantity(0)
        return Quantity(before.value + more.value, before.qualifier) if more else None

    def _with(self, quantity: Quantity) -> MediaCount:
        """The cell's record with this quantity."""
        qualifier = None if quantity.qualifier is Qualifier.EXACT else quantity.qualifier.value
        row = self.table.rows[self.row]
        base = self.here.record if self.here else self._blank()
        return base.change(channel=row.channel, measure=row.measure, value=quantity.value, qualifier=qualifier)

    def _blank(self) -> MediaCount:
        row = self.table.rows[self.row] if self.table.rows else None
        month = self.table.months[self.month].code if 0 <= self.month < len(self.table.months) else None
        return MediaCount(channel=row.channel if row else None, measure=row.measure if row else None, period=month)

    def new(self) -> None:
        """A form for other windows than a month; the names under the cursor stand in it until others are typed."""
        defaults: dict[str, str] = {}
        if self.table.rows:
            row = self.table.rows[self.row]
            defaults = {"channel": self.desk.workspace.office.channel_label(row.channel), "measure": row.label}
            if self.month >= 0 and self.here is None:
                defaults["period"] = self.table.months[self.month].name
        self.desk.open(FormView(self.desk, MediaCount, defaults=defaults))

    def edit(self) -> None:
        """The form of the cell's record: source, note, qualifier."""
        assert self.here is not None
        self.desk.open(FormView(self.desk, MediaCount, self.here))

    def detail(self) -> None:
        """Every count of the row, with its source and its note."""
        measured = self.table.rows[self.row]
        office = self.desk.workspace.office
        counts = [self.table.cells[self.row, m] for m in range(len(self.table.months)) if (self.row, m) in self.table.cells]
        counts += self.table.longer_of(self.row)

        def lines(width: int) -> list[Line]:
            out: list[Line] = []
            for stored in counts:
                record = stored.record
                out += paragraph(printable(media_words(record, office)), width, "bold")
                for words, text in (("nguồn", record.source), ("ghi chú", record.note), ("tệp", stored.path)):
                    out += paragraph(f"  {words}: {printable(text, keep=chr(10))}", width) if text else []
            return out or paragraph("Chưa có số liệu nào trong kỳ.", width)

        self.desk.open(Page(self.desk, f"{office.channel_label(measured.channel)}: {measured.label}", lines))

    def delete(self) -> None:
        """Put a tombstone on the cell's record."""
        stored = self.here
        assert stored is not None
        words = media_words(stored.record, self.desk.workspace.office)

        def remove() -> None:
            self.desk.workspace.delete(stored, "xóa ô trong bảng tin bài")
            self.records_changed()
            self.desk.say_saved(f"Đã xóa {words}. Ctrl+U để hoàn tác.")

        answers = [("x", "Xóa", remove), ("escape", "Thôi", lambda: None)]
        self.desk.open(Question(self.desk, "Xóa số liệu", f"{words}: xóa?", answers))

    def to_list(self) -> None:
        """Every count as a line of its own."""
        self.desk.replace_all(MediaList(self.desk))

    def to_names(self) -> None:
        """The cursor back to the names, where 1–6 change the screen."""
        self.month = -1

    # ---- picture -------------------------------------------------------------------------------------------------
    def paint(self, width: int, height: int) -> list[Line]:
        """Heads, rows, sums; under them the longer windows and what the cursor stands on, as far as there is room."""
        if not self.table.rows:
            words = "  Cơ quan chưa khai kênh và chỉ tiêu nào trong office.toml."
            return [full([(words, "")], width), *(full([], width) for _ in range(height - 1))]
        months = self._months_in_sight(width)
        heads, rows = self._paint_heads(months, width), self._paint_rows(months, width)
        room = max(_LEAST_ROWS, height - len(rows) - len(self.table.units) - 1)
        foot = self._paint_foot(width, room)
        sums = self._paint_sums(months, width, height - len(rows) - len(foot) - 1)
        room = height - len(foot) - len(sums) - 1
        at = next((n for n, (row, _) in enumerate(rows) if row == self.row), 0)
        self.top = max(0, min(max(self.top, at - room + 1), at - 1, len(rows) - room))
        lines = [heads, *(line for _, line in rows[self.top : self.top + room]), *sums]
        return [*lines, *(full([], width) for _ in range(height - len(lines) - len(foot))), *foot]

    def _months_in_sight(self, width: int) -> range:
        """The months that stand side by side, the one with the cursor among them."""
        self.label, self.cell = self._fit(width)
        count = max(1, (width - self.label - _TOTAL) // self.cell)
        if self.month >= 0:
            self.left = min(max(self.left, self.month - count + 1), self.month)
        self.left = max(0, min(self.left, len(self.table.months) - count))
        return range(self.left, min(self.left + count, len(self.table.months)))

    def _fit(self, width: int) -> tuple[int, int]:
        """Cells for the names and for a month: all months side by side where they fit, the names get the rest."""
        months = len(self.table.months)
        for cell in (_CELL, _NARROW_CELL):
            spare = width - _TOTAL - cell * months
            if spare >= _LABEL - 4:
                return min(spare, 2 * _LABEL), cell
        return _LABEL, _CELL

    def _paint_heads(self, months: range, width: int) -> Line:
        more = ("‹" if months.start > 0 else " ") + ("›" if months.stop < len(self.table.months) else " ")
        runs: list[Run] = [(fit(f"  Kênh, chỉ tiêu {more}", self.label), "head")]
        years = {m.year for m in self.table.months}
        for number in months:
            month = self.table.months[number]
            label = f"T{month.number}" + (f"/{month.year % 100:02d}" if len(years) > 1 else "")
            runs.append((fit(label, self.cell, "right"), "head"))
        runs.append((fit("Cả kỳ", _TOTAL, "right"), "head"))
        return full(runs, width, "head")

    def _paint_rows(self, months: range, width: int) -> list[tuple[int, Line]]:
        """Every channel as a head (-1), under it its measures by their row number."""
        rows: list[tuple[int, Line]] = []
        channel = ""
        for number, measured in enumerate(self.table.rows):
            if measured.channel != channel:
                channel = measured.channel
                rows.append((-1, self._paint_channel(channel, width)))
            rows.append((number, self._paint_row(number, months, width)))
        return rows

    def _paint_channel(self, channel: str, width: int) -> Line:
        """Its name, and each of its measures by month as one line of heights."""
        label = fit(" " + self.desk.workspace.office.channel_label(channel), self.label)
        runs: list[Run] = [(label, "bold")]
        for number, measured in enumerate(self.table.rows):
            if measured.channel == channel and (spark := self.table.spark(number)):
                runs.append((f"  {measured.unit} |{spark}|", ""))
        return full(runs, width)

    def _paint_row(self, row: int, months: range, width: int) -> Line:
        here = row == self.row
        on_names = here and self.month < 0
        label = fit(self.table.rows[row].label, self.label - 4)
        runs: list[Run] = [("▶ " if here else "  ", ""), (" ", ""), (label, "cursor" if on_names else ""), (" ", "")]
        for month in months:
            runs += self._paint_cell(row, month)
        runs.append((fit(brief(self.table.totals[row]), _TOTAL, "right"), "bold"))
        return full(runs, width)

    def _paint_cell(self, row: int, month: int) -> list[Run]:
        if (row, month) != (self.row, self.month):
            return [(fit(brief(self.table.quantity(row, month)) or "·", self.cell, "right"), "")]
        if self.editing is not None:
            text = self.editing.text[-(self.cell - 1) :]
            return [(" " * (self.cell - 1 - len(text)), "field"), (text, "field"), (" ", "caret")]
        text = brief(self.table.quantity(row, month)) or "·"
        return [(" ", ""), ("[" + fit(text, self.cell - 3, "right") + "]", "cursor")]

    def _paint_sums(self, months: range, width: int, room: int) -> list[Line]:
        """A line for each unit; where there is no room for all, that of the row under the cursor."""
        units = self.table.units
        if len(units) > max(1, room):
            units = [self.table.rows[self.row].unit]
        return [self._paint_sum(unit, months, width) for unit in units]

    def _paint_sum(self, unit: str, months: range, width: int) -> Line:
        runs: list[Run] = [(fit(f"  Cộng ({unit})" if unit else "  Cộng", self.label), "bold")]
        runs += [(fit(brief(self.table.month_total(unit, month)), self.cell, "right"), "bold") for month in months]
        runs.append((fit(brief(self.table.period_total(unit)), _TOTAL, "right"), "bold"))
        return full(runs, width)

    def _paint_foot(self, width: int, room: int) -> list[Line]:
        """Longer windows, the cell under the cursor, the signs: as much as fits into `room` lines, the cell at least."""
        said = full([(" " + self._said(), "")], width)
        longer = self._paint_longer(width, room - 1)
        legend = [full([(" " + LEGEND, "dim")], width)] if room > 1 + len(longer) else []
        return [*longer, said, *legend]

    def _paint_longer(self, width: int, room: int) -> list[Line]:
        longer, office = self.table.longer, self.desk.workspace.office
        if not longer or room < 1:
            return []
        shown = min(len(longer), _MOST_LONGER, max(0, room - 2)) if len(longer) > room - 1 else len(longer)
        shown = min(shown, _MOST_LONGER)
        left_out = len(longer) - shown
        if not shown:
            return [full([(f" {left_out} số liệu cho khoảng dài hơn một tháng (Ctrl+E để xem)", "bold")], width)]
        lines = [full([(" Số liệu cho khoảng dài hơn một tháng:", "bold")], width)]
        lines += [full([("   " + media_words(stored.record, office), "")], width) for stored in longer[:shown]]
        if left_out:
            lines.append(full([(f"   và {left_out} số liệu nữa (Ctrl+E xem từng dòng)", "dim")], width))
        return lines

    def _said(self) -> str:
        """The cell under the cursor in words."""
        if self.editing is not None:
            return f"Đang gõ: {self.editing.text}    (Enter ghi, Esc bỏ)"
        if self.month < 0 or not self.table.rows:
            return "→ vào ô của tháng để gõ số; V xem nguồn, ghi chú; Ctrl+E xem từng dòng."
        stored = self.here
        if stored is None:
            return f"{self.table.months[self.month].name.capitalize()}: chưa có số liệu. Gõ số rồi Enter."
        record = stored.record
        more = [f"nguồn: {record.source}" if record.source else "", record.note or ""]
        said = f"{self.table.months[self.month].name.capitalize()}: {format_quantity(record.quantity)}"
        return " · ".join(part for part in (said, *more) if part).replace("\n", " ")


class MediaList(RecordList):
    """Every count as a line of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, MediaCount)
        self.actions["grid"] = lambda: desk.replace_all(MediaScreen(desk))
