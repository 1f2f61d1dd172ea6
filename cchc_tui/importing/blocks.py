"""What a document consists of for an importer: paragraphs and tables, in order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """One paragraph or list item as typed, its spaces kept."""

    text: str
    level: int = 0
    """Level of a heading, from 1; 0 for text."""
    bullet: str = ""
    """`-`, `+` or another sign where the paragraph is a list item."""


@dataclass(frozen=True)
class SourceTable:
    """A table's rows of cells; each cell is its lines."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]
    """Every row as wide as the table: a cell that others are merged into is followed by empty ones."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Row, column, height and width of the cells that stand over several rows or columns."""

    @property
    def lines(self) -> list[str]:
        """All lines of all cells, column by column inside each row."""
        return [line for row in self.rows for cell in row for line in cell]

    @property
    def filled(self) -> SourceTable:
        """The table with the words of a merged cell in each cell it covers: what a reader of one row takes from it."""
        if not self.merged:
            return self
        rows = [list(row) for row in self.rows]
        for row, column, height, width in self.merged:
            for down in range(row, min(row + height, len(rows))):
                for across in range(column, min(column + width, len(rows[down]))):
                    rows[down][across] = self.rows[row][column]
        return SourceTable(tuple(map(tuple, rows)))


Block = Paragraph | SourceTable


def collapse(text: str) -> str:
    """Return the text with every run of spaces as one, for matching."""
    return " ".join(text.split())
