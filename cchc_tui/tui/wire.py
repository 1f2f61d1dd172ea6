"""From one picture on the terminal to the next with as few bytes as can be: what goes over a slow line.

Textual writes a changed row from its left edge on. Here the cursor goes to where a row begins to differ, cells that
stay are jumped over, blanks up to the edge are one erasure, and rows that only moved are moved by the terminal itself.
Only sequences that every terminal of the last forty years has: CUP, SGR, EL, DECSTBM, IND by line feed and RI.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cchc_tui.tui.canvas import Cell, Line, cells, join, line_width

Paint = Callable[[str, str], str]
"""A text and the name of its style as the terminal wants them."""

_APART = 8
"""Unchanged cells that cost more than a jump over them."""
_ERASE = 4
"""Plain blanks up to the right edge that cost more than erasing them."""
_WORTH = 4
"""Rows that have to have moved together before the terminal is asked to move them."""


def difference(old: Sequence[Line], new: Sequence[Line], paint: Paint) -> str | None:
    """What to write for `new` to stand where `old` stood; "" for nothing, None where all has to be drawn."""
    if len(old) != len(new) or not new or any(line_width(line) != line_width(new[0]) for line in (*old, *new)):
        return None
    written = _rows(old, new, paint)
    if sum(was != now for was, now in zip(old, new, strict=True)) >= _WORTH:
        moving, before = _move_rows(old, new)
        written = min(written, moving + _rows(before, new, paint), key=len)
    return written


def _rows(old: Sequence[Line], new: Sequence[Line], paint: Paint) -> str:
    return "".join(_row(y, was, now, paint) for y, (was, now) in enumerate(zip(old, new, strict=True)))


def _row(y: int, old: Line, new: Line, paint: Paint) -> str:
    """The cells of one row that differ."""
    if old == new:
        return ""
    before, after = cells(old), cells(new)
    out = ""
    for start, end in _spans(before, after):
        out += f"\x1b[{y + 1};{start + 1}H"
        until = max(start, _filled(after))
        if end - until >= _ERASE:
            out += _painted(after[start:until], paint) + "\x1b[K"
        else:
            out += _painted(after[start:end], paint)
    return out


def _painted(row: Sequence[Cell], paint: Paint) -> str:
    return "".join(paint(text, style) for text, style in join(row))


def _filled(row: Sequence[Cell]) -> int:
    """Where the plain blanks at the end of the row begin."""
    end = len(row)
    while end and row[end - 1] == (" ", ""):
        end -= 1
    return end


def _spans(before: Sequence[Cell], after: Sequence[Cell]) -> list[tuple[int, int]]:
    """Columns [start, end) to be written; the second half of a wide letter never without the first."""
    spans: list[tuple[int, int]] = []
    for at, (was, now) in enumerate(zip(before, after, strict=True)):
        if was == now:
            continue
        start = at
        while start and (after[start][0] == "" or before[start][0] == ""):
            start -= 1
        end = at + 1
        while end < len(after) and (after[end][0] == "" or before[end][0] == ""):
            end += 1
        if spans and start - spans[-1][1] <= _APART:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _move_rows(old: Sequence[Line], new: Sequence[Line]) -> tuple[str, list[Line]]:
    """The sequence that moves rows to where they stand now, and the picture after it."""
    before = list(old)
    first, last, step = _moved_block(old, new)
    if not step:
        return "", before
    blank: Line = ((" " * line_width(new[0]), ""),)
    # Rows first..last of the new picture stood `step` further down (or up, below zero) in the old one.
    top, bottom = min(first, first + step), max(last, last + step)
    region = before[top : bottom + 1]
    if step > 0:
        before[top : bottom + 1] = region[step:] + [blank] * step
        moving = f"\x1b[{bottom + 1};1H" + "\n" * step
    else:
        before[top : bottom + 1] = [blank] * -step + region[:step]
        moving = f"\x1b[{top + 1};1H" + "\x1bM" * -step
    return f"\x1b[{top + 1};{bottom + 1}r{moving}\x1b[r", before


def _moved_block(old: Sequence[Line], new: Sequence[Line]) -> tuple[int, int, int]:
    """The rows that moved together, first and last in the new picture, and by how many; 0 for none worth it."""
    best, most = (0, 0, 0), _WORTH - 1
    height = len(new)
    for step in range(1 - height, height):
        if not step:
            continue
        here = [y for y in range(max(0, -step), min(height, height - step)) if _gains(old, new, y, step)]
        if len(here) > most:
            best, most = (here[0], here[-1], step), len(here)
    return best


def _gains(old: Sequence[Line], new: Sequence[Line], y: int, step: int) -> bool:
    """Whether row `y` need not be written when the rows move: it stood elsewhere, and is no blank one."""
    return old[y + step] == new[y] != old[y] and any(text.strip() or style for text, style in new[y])
