"""A list of any length: only the rows in sight are ever formatted."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from cchc_tui.tui.canvas import Line, Run, fit, full
from cchc_tui.tui.key import Key

R = TypeVar("R")
_NARROWEST = 24
"""Cells under which the flexible column is not pressed while another column can be left out."""
_LEAD = 2
"""Cells before the first column: the cursor's ► and the mark's ●."""


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its head, its width in cells, and what stands in it for a row."""

    key: str
    label: str
    width: int
    text: Callable[[R], str]
    align: str = "left"
    order: Callable[[R], object] | None = None
    """Sort key of a row, None where the column cannot be sorted by."""
    flexible: bool = False
    """Takes the cells the others leave; below its width the column before it gives way."""
    kept: bool = False
    """Gives way after the others: what the keys of the screen change."""
    placeholder: str = ""
    """What stands there, muted, for a row without a text."""
    style: Callable[[R], str] = lambda row: ""
    """The ink of its text where that says something."""


@dataclass
class Table(Generic[R]):
    """The rows in their order, the cursor, the marks."""

    columns: Sequence[Column[R]]
    identity: Callable[[R], Hashable]
    rows: Sequence[R] = ()
    style: Callable[[R], str] = lambda row: ""
    cursor: int = 0
    top: int = 0
    marks: set[Hashable] = field(default_factory=set)
    sorted_by: str = ""
    descending: bool = False
    height: int = 1
    """Rows in sight at the last painting; a page."""
    has_keys: bool = True
    """Whether the keyboard is here: the row with the cursor is in reverse only then."""
    lead: Callable[[R], str] = lambda row: ""
    """A sign of one cell before the row: unreadable, uncommitted."""

    def show(self, rows: Sequence[R]) -> None:
        """Put other rows in; the cursor stays on its record where it still is there."""
        here = self.identity(self.current) if self.current is not None else None
        number = self.cursor
        self.rows = rows
        self.cursor = max(0, min(number, len(rows) - 1))
        if here is not None and (self.current is None or self.identity(self.current) != here):
            self.go_to_record(here)

    def go_to_record(self, identity: Hashable) -> bool:
        """Return the cursor to that record; False when it is not among the rows."""
        for number, row in enumerate(self.rows):
            if self.identity(row) == identity:
                self.cursor = number
                return True
        return False

    @property
    def current(self) -> R | None:
        """The row under the cursor; None in an empty list."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    @property
    def chosen(self) -> list[R]:
        """The marked rows in sight of the filter, else the row under the cursor."""
        marked = [row for row in self.rows if self.identity(row) in self.marks] if self.marks else []
        if marked:
            return marked
        return [self.current] if self.current is not None else []

    def toggle_mark(self) -> None:
        """Mark or unmark the row under the cursor and step down."""
        if self.current is not None:
            self.marks ^= {self.identity(self.current)}
            self.move(1)

    def mark_all(self) -> None:
        """Mark every row; when all are marked, none."""
        every = {self.identity(row) for row in self.rows}
        self.marks = set() if every <= self.marks else self.marks | every

    def move(self, step: int) -> None:
        """Move the cursor down or up, not past the ends."""
        self.cursor = max(0, min(self.cursor + step, len(self.rows) - 1))

    def key(self, key: Key) -> bool:
        """Arrows, pages, ends."""
        page = max(1, self.height - 1)
        steps = {
            "up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -len(self.rows), "end": len(self.rows),
        }  # fmt: skip
        if key.name not in steps:
            return False
        self.move(steps[key.name])
        return True

    def fitted(self, width: int) -> list[tuple[Column[R], int]]:
        """Return the columns that fit, with their widths; the flexible one takes what is left, the last ones give
        way.
        """
        columns = list(self.columns)
        while True:
            spare = width - _LEAD - sum(c.width for c in columns) - (len(columns) - 1)
            flexible = next((c for c in columns if c.flexible), None)
            if flexible is None or len(columns) <= 2 or flexible.width + spare >= min(flexible.width, _NARROWEST):
                break
            others = [c for c in columns if not c.flexible]
            columns.remove(next((c for c in reversed(others) if not c.kept), others[-1]))
        return [(c, max(4, c.width + spare) if c.flexible else c.width) for c in columns]

    def paint(self, width: int, height: int) -> list[Line]:
        """Return heads and the rows around the cursor: `height` lines."""
        self.height = max(1, height - 1)
        self.top = min(max(self.top, self.cursor - self.height + 1), self.cursor)
        self.top = max(0, min(self.top, len(self.rows) - self.height))
        fitted = self.fitted(width)
        lines = [self._paint_head(fitted, width)]
        for number in range(self.top, self.top + self.height):
            if number < len(self.rows):
                lines.append(self._paint_row(number, fitted, width))
            else:
                lines.append(full([], width))
        return lines

    def _paint_head(self, fitted: list[tuple[Column[R], int]], width: int) -> Line:
        """Return the names of the columns, underlined through to the edge."""
        text = " " * _LEAD
        for column, cells in fitted:
            arrow = ("▼" if self.descending else "▲") if column.key == self.sorted_by else ""
            text += fit(_whole_words(column.label, cells - len(arrow)) + arrow, cells, column.align) + " "
        return full([(fit(text.rstrip(), width), "head")], width)

    def _paint_row(self, number: int, fitted: list[tuple[Column[R], int]], width: int) -> Line:
        """Return one row: the first column strong, so that the eye finds it; all in reverse where the cursor is."""
        row = self.rows[number]
        here, marked = number == self.cursor, self.identity(row) in self.marks
        sign = "●" if marked else self.lead(row) or " "
        plain = self.style(row)
        runs: list[Run] = [("►" if here else " ", ""), (sign, "accent" if marked else plain)]
        for place, (column, cells) in enumerate(fitted):
            text = column.text(row)
            style = column.style(row) or plain or ("strong" if place == 0 else "")
            runs += [(fit(text or column.placeholder, cells, column.align), style if text else "muted"), (" ", "")]
        if here:
            return full([("".join(text for text, _ in runs[:-1]), "here" if self.has_keys else "rest")], width, "here")
        return full(runs[:-1], width)


def _whole_words(label: str, cells: int) -> str:
    """Return the label, or as many of its first words as fit."""
    words = label.split()
    while len(words) > 1 and len(" ".join(words)) > cells:
        words.pop()
    return fit(" ".join(words).rstrip(","), cells).rstrip()
