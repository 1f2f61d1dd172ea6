"""The books of what must be done, as they are printed: incoming papers followed up, and the tasks of the period."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.language.text import fold, matches, printable, slug
from cchc_tui.records.follow_up import BOOK_NAMES, FOLLOW_UP_BOOK, TASK_BOOK
from cchc_tui.records.register import Register, RegisterColumn, printed
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.panes import DETAIL, GAP, WIDE, side_by_side
from cchc_tui.tui.screens.dialogs import Prompt
from cchc_tui.tui.screens.filtered import FilteredView
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.office import RegisterFormat
    from cchc_tui.records.register import BookRow
    from cchc_tui.tui.desk import Desk

_BOOKS: dict[str, tuple[Register, int]] = {"theo-doi": (FOLLOW_UP_BOOK, 1), "nhiem-vu": (TASK_BOOK, 3)}
"""Each book with the screen on which its rows are written."""
_FORMATS: dict[str, RegisterFormat] = {".docx": "docx", ".xlsx": "xlsx", ".csv": "csv"}
_NARROWEST, _DAY, _WIDEST = 6, 10, 16
"""Cells of a column of numbers, of one with room for a day, of one of words."""
_NUMBERS = 8
"""A share of the page below which a column holds numbers only."""
_FOOT = 3
"""Lines under the list for what its columns have no room for."""


class BookList(FilteredView):
    """One book of the period; Ctrl+E turns to the other, F9 writes it."""

    guide_name = "due"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._names = cycle(_BOOKS)
        self._all: list[BookRow] = []
        self.actions = {
            "edit": self.go, "find": self.find, "books": self.turn, "export": self.export,
            "back": lambda: desk.close(self),
        }  # fmt: skip
        self.turn()

    def turn(self) -> None:
        """Show the next book."""
        self.name = next(self._names)
        self.book, self.screen = _BOOKS[self.name]
        widest = max(self.book.columns, key=lambda column: column.share)
        columns = [_column(n, one, flexible=one is widest) for n, one in enumerate(self.book.columns)]
        self.table: Table[BookRow] = Table(columns, lambda row: row.record)
        self.records_changed()

    def records_changed(self) -> None:
        """Take the rows anew."""
        self._all = self.desk.office.registers.listed(self.desk.period, self.name)
        self.fill()

    def fill(self) -> None:
        """Fill the list with what the filter leaves."""
        text = self.query.text
        self.table.show([row for row in self._all if matches(fold(" ".join(map(printed, row.cells))), text)])

    def name_of(self, command: str) -> str:
        """Enter goes to the record, Ctrl+E to the other book."""
        return {"edit": "Mở", "find": "Lọc", "books": "Sổ kia", "export": "Xuất sổ"}.get(command, "")

    def disabled_reason(self, command: str) -> str:
        """Why there is nothing to open or to write."""
        if command == "edit" and self.table.current is None:
            return "Không có dòng nào trong sổ."
        if command == "export" and not self._all:
            return f"Sổ không có {BOOK_NAMES[self.name]} nào của {self.desk.period.name}; đổi kỳ: Ctrl+T."
        return ""

    def position(self) -> str:
        """Return which book it is, and how much there is of it."""
        return f"{self.book.title}, {self.desk.period.name}: {len(self.table.rows)} dòng"

    def go(self) -> None:
        """To the paper or the task."""
        row = self.table.current
        assert row is not None
        self.desk.open_tab(self.screen)
        self.desk.top.go_to(row.record)

    def export(self) -> None:
        """Ask for a file and write the whole book of the period, whatever the filter leaves."""
        office, period, name = self.desk.office, self.desk.period, self.name
        folder = office.reports.output_folder

        def take(typed: str) -> str:
            path = folder / Path(typed.strip()).name
            form = _FORMATS.get(path.suffix.lower())
            if form is None:
                return "Tên tệp phải có đuôi .docx, .xlsx hoặc .csv."
            if path.exists():
                return f"Đã có tệp {path.name}, hãy đặt tên khác."
            folder.mkdir(parents=True, exist_ok=True)
            count = office.registers.export(period, form, path, book=name)
            self.desk.say(f"Đã ghi {count} dòng vào {path}.", "good")
            return ""

        text = f"Ghi {self.book.title.lower()} của {period.name} vào {folder} (.docx, .xlsx, .csv):"
        self.desk.open(Prompt(self.desk, "Xuất sổ", text, take, f"{slug(self.book.title)}-{period.code}.docx"))

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the rows; what has no room in their columns beside them in a wide window, else under them."""
        foot = self.paint_query(width)
        row = self.table.current
        if row is None:
            words = f"Không có {BOOK_NAMES[self.name]} nào của {self.desk.period.name} trong sổ."
            lines = [*self.table.paint(width, 1), full([], width), *paragraph(f"  {words}", width)]
            return (lines + [full([], width)] * height)[: height - len(foot)] + foot
        if width < WIDE:
            facts = " · ".join(f"{label}: {text}" for label, text in self._facts(row))
            foot = paragraph(f" {facts}", width)[:_FOOT] + foot
            return self.table.paint(width, height - len(foot)) + foot
        left, room = width - DETAIL - GAP, height - len(foot)
        side = [line for label, text in self._facts(row) for line in _fact(label, text, DETAIL)]
        return side_by_side([(self.table.paint(left, room), left), (side, DETAIL)], room) + foot

    def _facts(self, row: BookRow) -> list[tuple[str, str]]:
        """Return the columns that say something, with their words."""
        cells = zip(self.book.columns, row.cells, strict=True)
        return [(column.head, printable(text)) for column, cell in cells if (text := printed(cell))]


def _column(number: int, column: RegisterColumn, *, flexible: bool) -> Column[BookRow]:
    least = _DAY if column.share >= _NUMBERS else _NARROWEST
    width = max(least, min(_WIDEST, column.share + 2, len(column.head)))
    return Column(str(number), column.head, width, lambda row: printable(printed(row.cells[number])), flexible=flexible)


def _fact(label: str, text: str, width: int) -> list[Line]:
    return [full([(label, "muted")], width), *paragraph(f"  {text}", width)]
