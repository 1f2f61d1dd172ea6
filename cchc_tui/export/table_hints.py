"""What is cheap to see of a table in its Markdown: widths asked for by dashes, and the odd rows of a very long table.

The body filter (tables.lua) looks at every cell of a table a page or two long. In a table of ten thousand rows that
would cost as much as everything else, so its longest words and its group and total rows are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import punctuation
from typing import Any

from cchc_tui.document.layout import Layout

SAMPLE_ROWS = 200
"""Rows the body filter looks at by itself."""
_LEAST_DASHES = 3
_LONGEST_WORDS = 4
_SEPARATOR = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$")
_BAR = re.compile(r"(?<!\\)\|")
_NOT_IN_KEY = str.maketrans("", "", punctuation + " \t\u00a0")
_EDGE = re.compile(r"^[\s*_`:.]+|[\s*_`:.]+$")


def table_hints(body: str, layout: Layout) -> dict[str, list[dict[str, Any]]]:
    """By the words of a table's head: for each table with that head, in order, its columns and what was seen of it."""
    found: dict[str, list[dict[str, Any]]] = {}
    totals = {word.strip().lower() for word in layout.text("table_total_words").split(";")}
    for head, separator, rows in _tables(body):
        cells = _cells(head)
        hint: dict[str, Any] = {"columns": len(cells), "rows": len(rows), "special": [], "words": [], "longest": 0}
        dashes = _wish(head, separator)
        if dashes:
            hint["dashes"] = dashes
        if len(rows) > SAMPLE_ROWS:
            hint |= _long_table([_cells(row) for row in rows], len(cells), totals)
        found.setdefault("".join(cells).translate(_NOT_IN_KEY), []).append(hint)
    return found


def _tables(body: str) -> Iterator[tuple[str, str, list[str]]]:
    """Head, line of dashes and rows of everything that looks like a pipe table."""
    if "|" not in body:
        return
    lines = body.split("\n")
    place = 1
    while place < len(lines):
        if "|" not in lines[place - 1] or not _SEPARATOR.match(lines[place]):
            place += 1
            continue
        end = place + 1
        while end < len(lines) and "|" in lines[end]:
            end += 1
        yield lines[place - 1], lines[place], lines[place + 1 : end]
        place = end + 1


def _cells(row: str) -> list[str]:
    bare = row.strip(" \t>")
    parts = _BAR.split(bare)
    if bare.startswith("|"):
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return [part.strip() for part in parts]


def _wish(head: str, separator: str) -> list[int] | None:
    """Return the numbers of dashes when they say how wide the columns shall be: not alike, and not drawn under the
    words.
    """
    dashes = [cell.count("-") for cell in _cells(separator)]
    if len(set(dashes)) == 1 or min(dashes) < _LEAST_DASHES:
        return None
    drawn = [bar.start() for bar in _BAR.finditer(head)] == [bar.start() for bar in _BAR.finditer(separator)]
    return None if drawn else dashes


def _long_table(rows: Sequence[Sequence[str]], columns: int, totals: set[str]) -> dict[str, Any]:
    words: list[set[str]] = [set() for _ in range(columns)]
    special: list[int] = []
    longest = 0
    for place, row in enumerate(rows, start=1):
        if any(_EDGE.sub("", cell).lower() in totals for cell in row[:2]) or _names_group(row):
            special.append(place)
        for seen, cell in zip(words, row, strict=False):
            longest = max(longest, len(cell))
            seen.update(cell.split(" "))
    return {
        "special": special,
        "words": [sorted(seen, key=len, reverse=True)[:_LONGEST_WORDS] for seen in words],
        "longest": longest,
    }


def _names_group(row: Sequence[str]) -> bool:
    """Return whether the row says something in its first two cells alone, in bold or slanted."""
    filled = [place for place, cell in enumerate(row) if cell]
    return bool(filled) and filled[-1] <= 1 and row[filled[-1]].startswith(("*", "_"))
