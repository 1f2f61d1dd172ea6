"""A statistical form as a grid: rows × columns under merged heads, typed into like a spreadsheet, sums at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from cchc_tui.errors import CchcError, WrongUseError
from cchc_tui.language.text import clean_line, slug
from cchc_tui.office import Draft
from cchc_tui.records.figures import CellValue, FigureRow
from cchc_tui.records.period import Period
from cchc_tui.tui.canvas import Line
from cchc_tui.tui.figure_grid import FigureGrid
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.cell_draft import CellDraft
from cchc_tui.tui.screens.closed_facts import asked_first, with_closed_facts_asked
from cchc_tui.tui.screens.dialogs import Picker, Prompt, Question
from cchc_tui.tui.screens.figures_paint import paint_figures, value_text
from cchc_tui.tui.screens.table_columns import TableColumns, ask_table, table_with_heads
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.tui.words import evidence_entries

if TYPE_CHECKING:
    from cchc_tui.office import CellChange
    from cchc_tui.tui.desk import Desk

_WHILE_TYPING = frozenset({"help", "menu", "back", "telex", "quit"})
"""Commands that keep their sense while a cell is typed."""
_MOVES = {"enter": "down", "tab": "right", "shift+tab": "left", "up": "up", "down": "down"}
_SHOWN_CHANGES = 6
_PAGE = 10


class FigureScreen(View):
    """One form in one period. With the cursor on the names (left), 0–8 change the screen; in a cell, what is typed goes
    into it.
    """

    guide_name = "figures"

    def __init__(self, desk: Desk, form: str, period: Period | None = None) -> None:
        """By default of the period that all screens show."""
        super().__init__(desk)
        self.grid = FigureGrid(desk, form, period)
        self.top, self.left = 0, 0
        self.editing: Editor | None = None
        self._cell_draft = CellDraft(desk)
        self.actions = {
            "new": self.add_row, "clear_cell": self.clear, "delete": self.clear, "evidence": self.evidence,
            "import": self._take_file,
            "back": self.leave, "telex": desk.switch_method,
        }  # fmt: skip

    def records_changed(self) -> None:
        """Other records, or another period."""
        self.grid.read()

    def shown(self) -> None:
        """Back on top: something may have been saved."""
        self.grid.read()

    # ---- the desk ------------------------------------------------------------------------------------------------
    @property
    def typing(self) -> bool:  # type: ignore[override]
        """Letters and digits go into the cell."""
        return self.grid.column >= 0 and bool(self.grid.table.lines)

    @property
    def in_text(self) -> bool:
        """Only while something is typed into the cell."""
        return self.editing is not None

    @property
    def unsaved(self) -> bool:
        """A cell half typed."""
        return self.editing is not None

    def out_of_place(self, command: str) -> str:
        """While a cell is typed, the keys are for it."""
        if self.editing is not None and command not in _WHILE_TYPING:
            return f"Đang gõ “{self.editing.text}” vào ô: Enter ghi, Esc bỏ, rồi mới dùng được phím này."
        return ""

    def disabled_reason(self, command: str) -> str:
        """Why a command has nothing to work on."""
        if command == "new" and self.grid.table.form.rows:
            return f"Biểu {self.grid.form} có các dòng cố định, không thêm dòng được."
        if command in ("clear_cell", "delete"):
            line, column = self.grid.line, self.grid.here
            if line is None or column is None or line.cells.get(column.key) is None:
                return "Ô này chưa có số liệu."
            return self.grid.obstacle
        if command == "evidence" and self._kept_row() is None:
            return "Dòng này chưa có số liệu nào: ghi số trước rồi gắn tài liệu kiểm chứng."
        return ""

    def name_of(self, command: str) -> str:
        """Return what the general commands do here."""
        names = {"new": "Thêm dòng", "evidence": "Kiểm chứng"}
        if command == "back":
            return "Bỏ" if self.editing is not None else "Về tên dòng" if self.grid.column >= 0 else "Quay lại"
        return names.get(command, "")

    @property
    def first_commands(self) -> tuple[str, ...]:
        """What this screen is for."""
        return ("new", "clear_cell", "evidence", "back")

    def position(self) -> str:
        """Return how much of the form is filled in, and what does not agree."""
        filled, cells, wrong = self.grid.filled
        return f"Đã ghi {filled}/{cells} ô" + (f", {wrong} chỗ chưa khớp" if wrong else "")

    def go_to(self, record: str) -> None:
        """Move the cursor to a row by the id of its record or by its code."""
        for number, line in enumerate(self.grid.table.lines):
            kept = self.desk.office.figures.record(self.grid.form, self.grid.period, line.code)
            if record in (line.code, kept.record.id if kept else ""):
                self.grid.row = number

    # ---- keys ----------------------------------------------------------------------------------------------------
    def key(self, key: Key) -> bool:
        """Typing into the cell, moving."""
        if self.editing is not None:
            return self._edit(self.editing, key)
        if key.char and key.char != " " and self.typing:
            return self._begin(key)
        if key.name == "enter" and self.grid.here is not None and self.grid.line is not None:
            return self._begin(key, value_text(self.grid.here, self.grid.line.cells.get(self.grid.here.key)))
        return self._move(key.name)

    def _begin(self, key: Key, text: str = "") -> bool:
        """Type into the cell anew, or with Enter change what stands there."""
        if obstacle := self.grid.obstacle:
            self.desk.say(obstacle, "warn")
            return True
        self.editing = Editor(text, method=self.desk.method)
        return key.name == "enter" or self._edit(self.editing, key)

    def _edit(self, editor: Editor, key: Key) -> bool:
        editor.type_with(self.desk.method)
        if key.name in _MOVES or key.name in ("f2", "ctrl+s"):
            editor.finish_word()
            if self._commit(editor.text):
                self._move(_MOVES.get(key.name, ""))
            return True
        if key.name in ("escape", "f3", "ctrl+g"):
            self.editing = None
            self.desk.say("Bỏ số đang gõ; ô giữ nguyên.")
            return True
        return editor.key(key)

    def _move(self, name: str) -> bool:
        last_row, last_column = len(self.grid.table.lines) - 1, len(self.grid.table.form.columns) - 1
        places = {
            "up": (self.grid.row - 1, self.grid.column), "down": (self.grid.row + 1, self.grid.column),
            "left": (self.grid.row, self.grid.column - 1), "shift+tab": (self.grid.row, self.grid.column - 1),
            "right": (self.grid.row, self.grid.column + 1), "tab": (self.grid.row, self.grid.column + 1),
            "home": (self.grid.row, -1), "end": (self.grid.row, last_column),
            "pageup": (self.grid.row - _PAGE, self.grid.column), "pagedown": (self.grid.row + _PAGE, self.grid.column),
        }  # fmt: skip
        if name not in places:
            return name == ""
        row, column = places[name]
        self.grid.row, self.grid.column = max(0, min(row, last_row)), max(-1, min(column, last_column))
        return True

    def leave(self) -> None:
        """From a cell to the names, from the names to the screen before."""
        if self.grid.column >= 0:
            self.grid.column = -1
        else:
            self.desk.close(self)

    # ---- cells ---------------------------------------------------------------------------------------------------
    def _commit(self, text: str) -> bool:
        """Write the cell; False with a complaint when it is no figure. An empty one leaves the cell alone."""
        line, column = self.grid.line, self.grid.here
        if not text.strip() or line is None or column is None:
            self.editing = None
            return True
        try:
            value = self.desk.office.figures.typed(column, text)
        except WrongUseError as fault:
            self.desk.say(f"{fault.message} {fault.hint or ''}", "bad")
            return False
        self._fill([{"row": line.code, "label": line.label, column.key: value}])
        return True

    def _fill(self, rows: Sequence[dict[str, CellValue]]) -> None:
        with_closed_facts_asked(self.desk, lambda: self._write(rows))

    def _write(self, rows: Sequence[dict[str, CellValue]]) -> None:
        changes = self.desk.office.figures.fill(self.grid.form, self.grid.period, rows)
        self.editing = None
        self.records_changed()
        if len(changes) == 1:
            self.desk.say_saved(f"Đã ghi {changes[0].label}, {self._change_words(changes[0])}.")
        else:
            self.desk.say_saved(f"Đã ghi {len(changes)} ô." if changes else "Không có ô nào thay đổi.")

    def _change_words(self, change: CellChange) -> str:
        column = self.grid.table.form.column(change.column)
        assert column is not None
        before = value_text(column, change.before)
        return f"{column.head[-1]}: " + (f"{before} → " if before else "") + value_text(column, change.after)

    def clear(self) -> None:
        """Take the figure out of the cell, asked before."""
        line, column = self.grid.line, self.grid.here
        assert line is not None
        assert column is not None
        words = f"{line.label}, {column.head[-1]}: {value_text(column, line.cells.get(column.key))}"

        def remove() -> None:
            self.desk.office.figures.clear(self.grid.form, self.grid.period, line.code, column.key)
            self.records_changed()
            self.desk.say_saved(f"Đã bỏ {words}. Ctrl+U để hoàn tác.")

        answers = [
            ("x", "Bỏ số này", asked_first(self.desk, remove)),
            ("escape", "Thôi", lambda: None),
        ]
        self.desk.open(Question(self.desk, "Bỏ số", f"{words}: bỏ?", answers))

    def add_row(self) -> None:
        """Name a further row."""

        def take(typed: str) -> str:
            label = clean_line(typed)
            if not slug(label):
                return "Tên dòng phải có chữ hoặc số."
            if not self.grid.name_row(label):
                return f"Biểu đã có dòng “{label}”."
            return ""

        self.desk.open(Prompt(self.desk, "Thêm dòng", f"{self.grid.table.form.row_head}:", take))

    # ---- paste ---------------------------------------------------------------------------------------------------
    def paste(self, text: str) -> None:
        """Put one value into the cell; cells of a spreadsheet over the grid, after what changes was shown."""
        if self.editing is None and "\t" not in text and "\n" not in text.strip() and self.grid.column >= 0:
            if obstacle := self.grid.obstacle:
                self.desk.say(obstacle, "warn")
                return
            self.editing = Editor(method=self.desk.method)
        if self.editing is not None:
            self.editing.paste(text)
            return
        if self.desk.read_only or self.grid.table.parts:
            self.desk.say(self.grid.obstacle, "warn")
            return
        if self.grid.column < 0 and (table := table_with_heads(self.desk, self.grid.form, self.grid.period, text)):
            self.desk.open(TableColumns(self.desk, "phần dán", table, self.grid.period))
            return
        try:
            rows = self.desk.office.figures.pasted(self.grid.table, text, self.grid.row, self.grid.column)
            changes = self.desk.office.figures.plan(self.grid.form, self.grid.period, rows)
        except CchcError as fault:
            self.desk.say(f"{fault.message} {fault.hint or ''}", "bad")
            return
        if not changes:
            self.desk.say("Phần dán giống hệt số đã ghi: không có ô nào thay đổi.")
            return
        self._ask(rows, changes)

    def _ask(self, rows: Sequence[object], changes: Sequence[CellChange]) -> None:
        over = [change for change in changes if change.before is not None]
        said = f"Phần dán ghi {len(changes)} ô: {len(changes) - len(over)} ô đang trống, {len(over)} ô đổi số."
        shown = [f"{change.label} · {self._change_words(change)}" for change in (over or changes)[:_SHOWN_CHANGES]]
        more = len(over or changes) - len(shown)
        text = "\n".join([said, *shown, *([f"và {more} ô nữa"] if more > 0 else [])])
        answers = [
            ("g", "Ghi", lambda: self._fill(cast("Sequence[dict[str, CellValue]]", rows))),
            ("escape", "Thôi", lambda: None),
        ]
        self.desk.open(Question(self.desk, "Dán từ bảng tính", text, answers))

    def _take_file(self) -> None:
        """Take in a table of a file for this form and period."""
        if self.grid.obstacle and (self.desk.read_only or self.grid.table.parts):
            self.desk.say(self.grid.obstacle, "warn")
            return
        ask_table(self.desk, self.grid.form, self.grid.period)

    # ---- evidence ------------------------------------------------------------------------------------------------
    def _kept_row(self) -> FigureRow | None:
        line = self.grid.line
        kept = self.desk.office.figures.record(self.grid.form, self.grid.period, line.code) if line else None
        return kept.record if kept else None

    def evidence(self) -> None:
        """Pick the records that prove the figures of the row."""
        line = self.grid.line
        assert line is not None
        kept = self.desk.office.figures.record(self.grid.form, self.grid.period, line.code)
        assert kept is not None
        entries = evidence_entries(self.desk.office)
        ids = {code for code, _ in entries}
        entries = [*((one, one) for one in kept.record.evidence if one not in ids), *entries]

        def take(chosen: list[str]) -> None:
            with_closed_facts_asked(self.desk, lambda: keep(chosen))

        def keep(chosen: list[str]) -> None:
            self.desk.office.records.save(kept, kept.record.change(evidence=tuple(chosen)))
            self.desk.say_saved(f"{line.label}: {len(chosen)} tài liệu kiểm chứng.")

        title = f"Tài liệu kiểm chứng: {line.label}"
        self.desk.open(Picker(self.desk, title, entries, take, several=True, marked=kept.record.evidence))

    # ---- drafts --------------------------------------------------------------------------------------------------
    def settle(self) -> None:
        """Keep what is typed into the cell as a draft."""
        self._cell_draft.settle(self.editing, self._draft)

    def _draft(self, typed: str) -> Draft:
        line, column = self.grid.line, self.grid.here
        assert line is not None
        assert column is not None
        place = {"form": self.grid.form, "period": self.grid.period.code, "row": line.code, "label": line.label}
        return Draft(
            token=self._cell_draft.token,
            kind=FigureRow.__name__,
            title=f"{line.label}, {column.head[-1]}",
            texts={**place, "column": column.key, "cell": typed},
            focus="cell",
        )

    def restore(self, draft: Draft) -> None:
        """Restore the cell as it was being typed."""
        texts = draft.texts
        if texts["row"] not in {line.code for line in self.grid.table.lines} and not self.grid.table.form.rows:
            self.grid.name_row(texts["label"])
        self._cell_draft = CellDraft(self.desk, draft.token, texts["cell"])
        self.go_to(texts["row"])
        keys = [column.key for column in self.grid.table.form.columns]
        self.grid.column = keys.index(texts["column"]) if texts["column"] in keys else 0
        self.editing = Editor(texts["cell"], method=self.desk.method)

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the grid."""
        return paint_figures(self, width, height)


def ask_form(desk: Desk) -> None:
    """Choose a form, and open it in the period at hand."""
    period = desk.period
    forms = desk.office.figures.forms()

    def words(code: str, title: str) -> str:
        table = desk.office.figures.table(code, period)
        rows = sum(any(value is not None for value in line.cells.values()) for line in table.lines)
        return f"{code}  {title.capitalize()}" + (f"  ({rows} dòng đã ghi)" if rows else "")

    def take(codes: list[str]) -> None:
        for view in [view for view in desk.views if isinstance(view, FigureScreen)]:
            desk.close(view)
        desk.open(FigureScreen(desk, codes[0]))

    entries = [(form.code, words(form.code, form.title)) for form in forms]
    desk.open(Picker(desk, f"Biểu số liệu, {period.name}", entries, take))
