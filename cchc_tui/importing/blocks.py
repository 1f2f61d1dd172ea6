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
class Table:
    """A table's rows of cells; each cell is its lines."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def lines(self) -> list[str]:
        """All lines of all cells, column by column inside each row."""
        return [line for row in self.rows for cell in row for line in cell]


Block = Paragraph | Table


def collapse(text: str) -> str:
    """The text with every run of spaces as one, for matching."""
    return " ".join(text.split())
