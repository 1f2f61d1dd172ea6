"""Painted lines: plain runs of text with a style name.

Every screen of the program is a function from its state to such lines. The driver compares the new picture with the
one on the terminal and sends only what differs (`kit`): over a slow line one typed letter costs some 30 bytes, and
no screen has to think about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

from cchc_tui.language.text import printable

Run = tuple[str, str]
"""A text and the name of its style ("" for plain)."""
Line = tuple[Run, ...]
"""One row of the window."""
Cell = tuple[str, str]

ELLIPSIS = "…"
# Every character of these ranges is one cell wide: Latin with Vietnamese, punctuation, arrows, box drawing.
_PLAIN = re.compile(r"[ -~\u00a0-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u2190-\u21ff\u2500-\u25ff]*")


@lru_cache(maxsize=4096)
def width_of(text: str) -> int:
    """Cells the text takes in a terminal."""
    return len(text) if _PLAIN.fullmatch(text) else int(cell_len(text))


def char_width(char: str) -> int:
    """Cells of one character: 0 for a combining mark, 2 for a wide one."""
    return 1 if _PLAIN.fullmatch(char) else int(get_character_cell_size(char))


@lru_cache(maxsize=8192)
def fit(text: str, width: int, align: str = "left") -> str:
    """Return the text in exactly `width` cells: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    have = width_of(text)
    if have > width:
        text = cut(text, width - 1) + ELLIPSIS
        have = width_of(text)
    pad = " " * (width - have)
    return pad + text if align == "right" else text + pad


def cut(text: str, width: int) -> str:
    """Return as many leading characters as fit in `width` cells."""
    if _PLAIN.fullmatch(text):
        return text[: max(0, width)]
    used = 0
    for position, char in enumerate(text):
        used += char_width(char)
        if used > width:
            return text[:position]
    return text


def line_width(line: Iterable[Run]) -> int:
    """Cells of all the runs together."""
    return sum(width_of(text) for text, _ in line)


def full(runs: Sequence[Run], width: int, style: str = "") -> Line:
    """Return the runs as a line of exactly `width` cells, the rest filled with `style`."""
    left = width
    line: list[Run] = []
    for text, name in runs:
        if not text:
            continue
        if not text.isprintable():  # nothing from a file or a paste may command the terminal
            text = printable(text)
        have = width_of(text)
        if have > left:
            text = fit(text, left)
            have = left
        if have:
            line.append((text, name))
        left -= have
        if left <= 0:
            break
    if left > 0:
        line.append((" " * left, style))
    return tuple(line)


def cells(line: Iterable[Run]) -> list[Cell]:
    """Return the line cell by cell; the second cell of a wide character is empty, marks stand with their letter."""
    out: list[Cell] = []
    for text, style in line:
        if _PLAIN.fullmatch(text):
            out.extend((char, style) for char in text)
            continue
        for char in text:
            size = char_width(char)
            if size == 0:
                if out:  # a mark without a letter before it has no cell to stand in
                    out[-1] = (out[-1][0] + char, out[-1][1])
            else:
                out.append((char, style))
                out.extend(("", style) for _ in range(size - 1))
    return out


def join(row: Iterable[Cell]) -> Line:
    """Cells gathered to runs again."""
    runs: list[Run] = []
    for char, style in row:
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + char, style)
        else:
            runs.append((char, style))
    return tuple(runs)


@lru_cache(maxsize=2048)
def wrap(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """Return where one paragraph breaks into rows of at most `width` cells: (start, end) of each row, without gaps."""
    width = max(1, width)
    rows: list[tuple[int, int]] = []
    start = 0
    while True:
        end = start + max(1, len(cut(text[start : start + width * 2], width)))
        if end >= len(text):
            break
        space = text.rfind(" ", start, end + 1)
        if space > start:
            end = space + 1
        rows.append((start, end))
        start = end
    rows.append((start, len(text)))
    return tuple(rows)


def paragraph(text: str, width: int, style: str = "") -> list[Line]:
    """Return the text wrapped into full lines."""
    lines: list[Line] = []
    for part in text.split("\n"):
        for start, end in wrap(part, width):
            lines.append(full([(part[start:end].rstrip(" "), style)], width))
    return lines
