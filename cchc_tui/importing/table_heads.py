"""Where the head of a table stands and what each column is called, however its cells are merged or left empty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cchc_tui.language.text import clean_line
from cchc_tui.records.form import HEAD_SEPARATOR

Row = Sequence[str]
_LOOKED_FOR = 40
_MOST_HEAD_ROWS = 4
_NUMBER = re.compile(r"(?:(?:khoảng|trên|hơn|gần|xấp xỉ|ước)\s+){0,2}\d[\d.,\s]*%?|[-–]", re.IGNORECASE)
"""`1.234,5`, `trên 90`, `97,28%`, a dash: what stands in a cell of figures."""
_COLUMN_NUMBER = re.compile(r"\(?\d{1,3}\)?(?:\s*=.*)?|[A-ZĐ]|\(\d+\)\s*/.*")
"""`(3)`, `3 = 4 + 5 + 6`, `A`: what stands in the row of column numbers."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """The rows of a head and the words over each column."""

    first: int
    last: int
    """The last of them, the row of column numbers included."""
    heads: tuple[str, ...]
    """Of each column, from the outermost to its own, joined by `HEAD_SEPARATOR`; "" where it has none."""


def find_head(rows: Sequence[Row], is_known: Callable[[str], bool]) -> TableHead | None:
    """Return the head of a table: the rows in which most columns are known, else the rows over the first figures; None
    where there is no table.
    """
    best: tuple[int, int, int] | None = None
    for first in range(min(_LOOKED_FOR, len(rows))):
        for last in range(first, min(first + _MOST_HEAD_ROWS, len(rows))):
            if _is_body(rows[last]):
                break
            known = len({head for head in _heads(rows, first, last) if head and is_known(head)})
            if known > 1 and (best is None or known > best[0]):
                best = (known, first, last)
    if best is None:
        return _over_the_figures(rows)
    _, first, last = best
    while last + 1 < len(rows) and _goes_on(rows, first, last):
        last += 1
    return TableHead(first, last, _heads(rows, first, last))


def is_column_numbers(row: Row) -> bool:
    """Return whether a row only numbers the columns: `(1) (2) (3) = (4) + (5)`."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(filled) < 2 or not all(_COLUMN_NUMBER.fullmatch(cell) for cell in filled):
        return False
    numbers = [int(found[0]) for cell in filled if (found := re.search(r"\d+", cell))]
    in_brackets = any(cell.startswith("(") for cell in filled)
    return in_brackets or (len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))))


def is_figure(cell: str) -> bool:
    """Return whether a cell could be a figure."""
    return bool(_NUMBER.fullmatch(cell.strip()))


def _is_body(row: Row) -> bool:
    """Return whether a row names something and has a figure for it."""
    return not is_column_numbers(row) and any(_names(cell) for cell in row) and any(map(is_figure, row))


def _names(cell: str) -> bool:
    return sum(letter.isalpha() for letter in cell) > 1 and not is_figure(cell)


def _distinct(row: Row) -> int:
    return len({cell.strip() for cell in row if cell.strip()})


def _goes_on(rows: Sequence[Row], first: int, last: int) -> bool:
    """Return whether the row below belongs to the head: column numbers, or heads under merged ones and none under the
    first, which names the rows.
    """
    below = rows[last + 1]
    if is_column_numbers(below):
        return True
    if _is_body(below) or last + 1 - first >= _MOST_HEAD_ROWS or _distinct(below) < 2:
        return False
    over = [cell.strip() for cell in rows[last]]
    named = next((at for at, cell in enumerate(over) if _names(cell)), 0)
    repeated = {cell for cell in over if cell} & {cell.strip() for cell in below}
    return bool(repeated) or named >= len(below) or not below[named].strip()


def _over_the_figures(rows: Sequence[Row]) -> TableHead | None:
    for at in range(1, min(_LOOKED_FOR, len(rows))):
        last = at - 1
        while last > 0 and is_column_numbers(rows[last]):
            last -= 1
        if not _is_body(rows[at]) or _distinct(rows[last]) < 2:
            continue
        first = last
        while first > 0 and last - first + 1 < _MOST_HEAD_ROWS and _distinct(rows[first - 1]) > 1:
            first -= 1
        return TableHead(first, at - 1, _heads(rows, first, at - 1))
    return None


def _heads(rows: Sequence[Row], first: int, last: int) -> tuple[str, ...]:
    lines = [row for row in rows[first : last + 1] if not is_column_numbers(row)]
    width = max((len(row) for row in lines), default=0)
    spread = list(_spread([[*map(clean_line, row), *[""] * (width - len(row))] for row in lines]))
    return tuple(_told_apart([_path([row[column] for row in spread]) for column in range(width)]))


def _told_apart(heads: Sequence[str]) -> Iterator[str]:
    """Yield the heads, the second of the same words as `Quá hạn (2)`, so that each can be answered for by itself."""
    seen: Counter[str] = Counter()
    for head in heads:
        seen[head] += bool(head)
        yield f"{head} ({seen[head]})" if seen[head] > 1 else head


def _spread(lines: Sequence[list[str]]) -> Iterator[list[str]]:
    """Yield the rows of a head with the words of a cell that was merged, and lost that in a CSV, over all it covers."""
    for number, row in enumerate(lines):
        below = lines[number + 1 :]
        for column in range(1, len(row)):
            has_own = all(any(line[at] for line in below) for at in (column - 1, column))
            if not row[column] and row[column - 1] and has_own and not any(line[column] for line in lines[:number]):
                row[column] = row[column - 1]
        yield row


def _path(cells: Sequence[str]) -> str:
    parts: list[str] = []
    for cell in cells:
        for part in cell.split(HEAD_SEPARATOR):
            if part and (not parts or parts[-1] != part):
                parts.append(part)
    return HEAD_SEPARATOR.join(parts)
