"""Tables drawn with `+---+---+` as the pipe tables that every reader here knows; no line is added or taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cchc_tui.records.form import HEAD_SEPARATOR

_BORDER = re.compile(r" {0,3}\+(?:[-=:]+\+)+[ \t]*$")
"""`+-----+-----+`: a line between two rows."""
_PARTLY = re.compile(r" {0,3}[|+].*\+[-=]{2,}.*[|+][ \t]*$")
"""`|     +-----+`: a line between two rows, beside a cell that goes on."""
_ROW = re.compile(r" {0,3}[|+].*[|+][ \t]*$")
"""`| Kế hoạch | 1,50 |`: a line of a table."""
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
"""`````: a fence of code."""
_BEGINS_LINE = re.compile(r"[-+*•][ \t]|\d{1,3}[.)][ \t]")
"""`- hội nghị`: a line of a cell that is not the rest of the one above."""


@dataclass
class _GridRow:
    """One row: the lines of each of its cells by the column it begins in, and how many columns each covers."""

    cells: dict[int, list[str]] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)


def with_pipe_tables(text: str) -> str:
    """Return the text with every grid table as a pipe table and blank lines in place of its further lines. Merged heads
    become paths (`Điểm > Tối đa`); what is not drawn straight enough to be read stays as it is.
    """
    if "+-" not in text and "+=" not in text and "+:" not in text:
        return text
    rows = text.split("\n")
    at, in_code = 0, False
    while at < len(rows):
        in_code ^= bool(_FENCE.match(rows[at]))
        if not in_code and _BORDER.match(rows[at]) and (at == 0 or not rows[at - 1].strip()):
            end = at + 1
            while end < len(rows) and _ROW.match(rows[end]):
                end += 1
            made = _pipe_table([row.strip() for row in rows[at:end]])
            if made:
                rows[at:end] = [*made, *[""] * (end - at - len(made))]
            at = end
        else:
            at += 1
    return "\n".join(rows)


def _pipe_table(lines: Sequence[str]) -> list[str]:
    """Return the rows of a pipe table; none where the lines are no table."""
    if len(lines) < 3 or not _BORDER.match(lines[-1]):
        return []
    places = sorted({at for line in lines if _PARTLY.match(line) or _BORDER.match(line) for at in _signs(line, "+")})
    under_head = next((at for at, line in enumerate(lines) if "=" in line and _BORDER.match(line)), None)
    try:
        head = list(_grid_rows(lines[: (under_head or 0) + 1], places))
        body = list(_grid_rows(lines[under_head or 0 :], places))
    except ValueError:
        return []
    if not head:
        head, body = body[:1], body[1:]
    columns = len(places) - 1
    rule = ["-" * max(3, right - left - 1) for left, right in pairwise(places)]
    marks = lines[under_head if under_head is not None else 0]
    rule = [
        _aligned(marks[left + 1 : right], dashes) for left, right, dashes in zip(places, places[1:], rule, strict=False)
    ]
    written = [_written(_paths(head, columns)), _written(rule)]
    return [*written, *(_written([_cell(row.cells.get(at, [])) for at in range(columns)]) for row in body)]


def _grid_rows(lines: Sequence[str], places: Sequence[int]) -> Iterator[_GridRow]:
    """Yield the rows between the borders. ValueError for a line whose bars stand nowhere."""
    row = _GridRow()
    for line in lines:
        if _BORDER.match(line):
            if row.cells:
                yield row
            row = _GridRow()
        elif _PARTLY.match(line):
            yield row
            row = _GridRow()
        else:
            _take(row, line, places)


def _take(row: _GridRow, line: str, places: Sequence[int]) -> None:
    bars = [at for at, place in enumerate(places) if place < len(line) and line[place] in "|+"]
    if not bars or bars[0] != 0 or bars[-1] != len(places) - 1:
        cells = line.strip("|").split("|")
        if len(cells) != len(places) - 1:
            raise ValueError(line)
        for at, text in enumerate(cells):
            row.cells.setdefault(at, []).append(text.strip())
        return
    for first, last in pairwise(bars):
        row.cells.setdefault(first, []).append(line[places[first] + 1 : places[last]].strip())
        row.spans[first] = last - first


def _signs(line: str, sign: str) -> list[int]:
    return [at for at, letter in enumerate(line) if letter == sign]


def _aligned(marks: str, dashes: str) -> str:
    left, right = marks.startswith(":"), marks.endswith(":")
    return f"{':' if left else '-'}{dashes[2:]}{':' if right else '-'}" if left or right else dashes


def _paths(rows: Sequence[_GridRow], columns: int) -> list[str]:
    """Return the head of each column with those it stands under."""
    found: list[list[str]] = [[] for _ in range(columns)]
    for row in rows:
        for first, lines in row.cells.items():
            words = _cell(lines).replace("<br>", " ")
            for column in range(first, min(columns, first + row.spans.get(first, 1))):
                if words and words not in found[column]:
                    found[column].append(words)
    return [HEAD_SEPARATOR.join(parts) for parts in found]


def _cell(lines: Sequence[str]) -> str:
    """Return the lines of a cell as one, a new line of the page where a paragraph or a list's item begins."""
    parts: list[str] = []
    is_open = False
    for line in lines:
        if line and is_open and not _BEGINS_LINE.match(line):
            parts[-1] += f" {line}"
        elif line:
            parts.append(line)
        is_open = bool(line)
    return "<br>".join(part.replace("|", "\\|") for part in parts)


def _written(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
