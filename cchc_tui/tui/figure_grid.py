"""What stands on the grid of a form: its table, the cell under the cursor, and what may be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.language.text import slug
from cchc_tui.records.figure_book import FigureFault, FigureLine, FigureTable, with_line
from cchc_tui.records.form import ColumnKind, FormColumn
from cchc_tui.records.period import Period

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk


class FigureGrid:
    """One form in one period, with a cursor."""

    def __init__(self, desk: Desk, form: str, period: Period | None) -> None:
        """Without a period that of all screens."""
        self.form = form
        self.row, self.column = 0, 0
        """The cell under the cursor; column −1: the names."""
        self._desk = desk
        self._period = period
        self._named: list[FigureLine] = []
        self.table, self.before, self.last_year = self._read()

    @property
    def period(self) -> Period:
        """The period of the figures."""
        return self._period or self._desk.period

    def read(self) -> None:
        """Take in what the records say now."""
        self.table, self.before, self.last_year = self._read()
        self.row = max(0, min(self.row, len(self.table.lines) - 1))

    def _read(self) -> tuple[FigureTable, FigureTable, FigureTable]:
        figures = self._desk.office.figures
        table = figures.table(self.form, self.period)
        self._named = [line for line in self._named if line.code not in {kept.code for kept in table.lines}]
        for line in self._named:
            table = with_line(table, line)
        return (table, *figures.beside(self.form, self.period))

    def name_row(self, label: str) -> bool:
        """Give a further row its name, the cursor to it; False where there is one of that name. It is kept with its
        first figure.
        """
        if any(slug(line.label) == slug(label) for line in self.table.lines):
            return False
        self._named.append(FigureLine(slug(label), label, "", {}))
        self.read()
        self.row, self.column = len(self.table.lines) - 1, 0
        return True

    @property
    def here(self) -> FormColumn | None:
        """The column under the cursor; None on the names."""
        return self.table.form.columns[self.column] if self.column >= 0 else None

    @property
    def line(self) -> FigureLine | None:
        """The row under the cursor."""
        return self.table.lines[self.row] if self.row < len(self.table.lines) else None

    def live(self, typed: str | None) -> FigureTable:
        """Return the table with what is being typed in its place, so that sums and balances follow each digit."""
        line, column = self.line, self.here
        if typed is None or line is None or column is None or column.kind is ColumnKind.TEXT:
            return self.table
        try:
            value = self._desk.office.figures.typed(column, typed)
        except CchcError:
            return self.table
        return self.table.with_cells(line.code, {column.key: value})

    def faults(self, table: FigureTable) -> list[FigureFault]:
        """Return what is wrong in the table, that of the row under the cursor first."""
        here = self.line.code if self.line else ""
        return sorted(table.faults(self.before), key=lambda fault: fault.row != here)

    @property
    def obstacle(self) -> str:
        """Why nothing can be typed into the cell under the cursor; "" when it can."""
        line, column = self.line, self.here
        if self._desk.read_only:
            return "Đang mở ở chế độ chỉ xem (--read-only): không sửa được hồ sơ."
        if self.table.parts:
            return f"{self.period.name.capitalize()} đang cộng từ các kỳ ngắn hơn. Ctrl+T đổi sang kỳ ấy để ghi."
        if line is None or column is None:
            return "Biểu chưa có dòng nào: F4 để thêm dòng." if line is None else ""
        if column.formula is not None:
            return f"Cột “{column.head[-1]}” do công thức tính: ghi ở các cột {', '.join(column.formula.columns)}."
        if line.summed and column.kind is not ColumnKind.TEXT:
            return f"Dòng {line.number} là tổng của các dòng bên trong: ghi vào từng dòng ấy."
        if any(row.code == line.code and column.key in row.given for row in self.table.form.rows):
            return f"Cột “{column.head[-1]}” của dòng này do biểu định sẵn."
        return ""

    @property
    def filled(self) -> tuple[int, int, int]:
        """How many cells are filled in, of how many, and how many places do not agree."""
        lines = [line for line in self.table.lines if not line.summed]
        typed = [c.key for c in self.table.form.typed if c.kind is not ColumnKind.TEXT]
        filled = sum(line.cells.get(key) is not None for line in lines for key in typed)
        wrong = sum(fault.code != "figure-missing" for fault in self.table.faults(self.before))
        return filled, len(lines) * len(typed), wrong
