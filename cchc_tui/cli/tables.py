"""Plain tables: columns aligned by the cells a terminal gives each letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from cchc_tui.language.text import printable

_GAP = "  "
ALIGNED = 60
"""Cells of a column up to which the columns after it are aligned where lines have no end."""
_NARROWEST = 6
"""A cut column keeps at least this many cells."""


def cells(text: str) -> int:
    """Return how many cells of a terminal the text fills: marks that combine fill none, wide East Asian letters two."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(letter) for letter in text)


def _cells_of(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None = None) -> list[str]:
    """Return the lines of a table, its head first. With `width`, the widest columns are cut so that no line is longer;
    else nothing is cut, and a value wider than ALIGNED moves the rest of its own line only.
    """
    shown = [[_one_line(value) for value in row] for row in [head, *rows]]
    widths = [max(cells(row[at]) for row in shown) for at in range(len(head))]
    if width is None:
        widths, fit = [min(w, ALIGNED) for w in widths], _filled
    else:
        widths, fit = _narrowed(widths, width - len(_GAP) * (len(head) - 1)), _padded
    return [_GAP.join(fit(value, w) for value, w in zip(row, widths, strict=True)).rstrip() for row in shown]


def pairs(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Label and value on a line each; further lines of a value stand under its first."""
    rows = [(printable(label), value) for label, value in rows]
    left = max((cells(label) for label, _ in rows), default=0) + 1
    lines = []
    for label, value in rows:
        first, *more = printable(value, keep="\n").split("\n")
        lines.append(f"{_padded(label + ':', left)} {first}")
        lines += [f"{' ' * left} {line}" for line in more]
    return lines


def _one_line(value: str) -> str:
    return printable(" · ".join(value.split("\n")))


def _narrowed(widths: list[int], room: int) -> list[int]:
    """Return the widths with the widest made smaller, one after another, until they fit or cannot shrink further."""
    narrowed = list(widths)
    while sum(narrowed) > room and max(narrowed) > _NARROWEST:
        widest = max(range(len(narrowed)), key=narrowed.__getitem__)
        others = max([w for at, w in enumerate(narrowed) if at != widest], default=0)
        over = sum(narrowed) - room
        narrowed[widest] -= max(1, min(over, narrowed[widest] - max(others, _NARROWEST)))
    return narrowed


def _padded(value: str, width: int) -> str:
    return _filled(value, width) if cells(value) <= width else _cut(value, width)


def _filled(value: str, width: int) -> str:
    return value + " " * (width - cells(value))


def _cut(value: str, width: int) -> str:
    kept, filled = [], 0
    for letter in value:
        filled += _cells_of(letter)
        if filled > width - 1:
            break
        kept.append(letter)
    text = "".join(kept)
    return text + "…" + " " * (width - 1 - cells(text))
