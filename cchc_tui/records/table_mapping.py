"""How a table of another program is read into figures: which column is which, asked once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cchc_tui.language.text import slug
from cchc_tui.records.form import HEAD_SEPARATOR

COUNTS = "so-lieu"
"""The target of a table of counts; any other target is the code of a form."""
NOT_TAKEN, ROW, PERIOD, VALUE = "bo-qua", "dong", "ky", "so"
"""What a column can be besides a figure: left out, the name of the row, the period of the row, a number whose measure
the row names.
"""
PART_WORDS = {ROW: "tên dòng", PERIOD: "kỳ của dòng", VALUE: "số của chỉ tiêu nêu ở tên dòng", NOT_TAKEN: "không nhập"}


def head_key(text: str) -> str:
    """Return a head for comparing: without marks, case and signs, however its rows were joined."""
    return HEAD_SEPARATOR.join(slug(part) for part in text.split(HEAD_SEPARATOR))


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What was answered about the tables of one target, so that it is not asked again."""

    target: str
    columns: Mapping[str, str] = field(default_factory=dict)
    """Head as printed, its parts joined by `HEAD_SEPARATOR`: the column's key, or one of the words above."""
    rows: Mapping[str, str] = field(default_factory=dict)
    """Name of a row as printed: the row's code, or channel and measure (`truyen-thanh.tin-bai`)."""

    def column(self, head: str) -> str | None:
        """Return what a column with this head is; None where nobody was asked yet."""
        return _by_key(self.columns, head)

    def row(self, label: str) -> str | None:
        """Return which row bears this name; None where nobody was asked yet."""
        return _by_key(self.rows, label)

    def learned(self, columns: Mapping[str, str], rows: Mapping[str, str]) -> TableMapping:
        """Return the mapping with further answers; a new answer about a head takes the place of the one before."""
        return replace(self, columns=_joined(self.columns, columns), rows=_joined(self.rows, rows))


def _by_key(known: Mapping[str, str], words: str) -> str | None:
    wanted = head_key(words)
    return next((meaning for head, meaning in known.items() if head_key(head) == wanted), None)


def _joined(known: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    again = {head_key(head) for head in more}
    return {head: meaning for head, meaning in known.items() if head_key(head) not in again} | dict(more)
