"""From one picture on the terminal to the next with as few bytes as can be: what goes over a slow line.

The cursor goes to where a row begins to differ, cells that stay are jumped over, blanks up to the edge are one erasure,
and rows that only moved are moved by the terminal itself. Only sequences that every terminal of the last forty years
has: CUP, SGR, EL, DECSTBM, IND by line feed and RI.
"""

from __future__ import annotations

from cchc_tui.tui.kit.cells import BLANK, Cell, Grid, seen_on_blanks, turn

Row = list[Cell]

_APART = 6
"""Unchanged cells that cost more than a jump over them."""
_ERASE = 4
"""Plain blanks up to the right edge that cost more than erasing them."""
_WORTH = 4
"""Rows that have to have moved together before the terminal is asked to move them."""


def difference(old: Grid, new: Grid) -> str:
    """Return what makes a terminal that shows `old` show `new`; `old` is brought up to it."""
    before, after = old.rows, new.rows
    changed = _changed(before, after)
    if not changed:
        return _cursor(old, new)
    best = _rows(before, after, changed)
    if len(changed) >= _WORTH:
        moving, moved = _move(before, after)
        if moving:
            best = min(best, moving + _rows(moved, after, _changed(moved, after)), key=len)
    for y in changed:
        before[y] = list(after[y])
    old.x = old.y = -1
    return best + _cursor(old, new)


def _changed(before: list[Row], after: list[Row]) -> list[int]:
    return [y for y, row in enumerate(after) if before[y] != row]


def _cursor(old: Grid, new: Grid) -> str:
    """Return the cursor where the program wants it: input methods show their half-typed word there."""
    if (old.x, old.y) == (new.x, new.y):
        return ""
    old.x, old.y = new.x, new.y
    return f"\x1b[{new.y + 1};{new.x + 1}H"


def _rows(before: list[Row], after: list[Row], changed: list[int]) -> str:
    """Return the cells of these rows that differ."""
    out: list[str] = []
    pen = ""
    for y in changed:
        now = after[y]
        filled = _filled(now)
        for start, end in _spans(before[y], now):
            out.append(f"\x1b[{y + 1};{start + 1}H" if start else f"\x1b[{y + 1}H")
            until = max(start, filled)
            erase = end - until >= _ERASE
            for cell in now[start : until if erase else end]:
                char, style = cell
                if style != pen and (cell != BLANK or seen_on_blanks(pen)):
                    out.append(turn(pen, style))
                    pen = style
                out.append(char)
            if erase:
                out.append(turn(pen, "") + "\x1b[K")
                pen = ""
    return "".join(out) + turn(pen, "")


def _filled(row: Row) -> int:
    """Return where the plain blanks at the end of the row begin."""
    end = len(row)
    while end and row[end - 1] == BLANK:
        end -= 1
    return end


def _spans(was: Row, now: Row) -> list[tuple[int, int]]:
    """Return columns [start, end) to be written; the second half of a wide letter never without the first."""
    spans: list[tuple[int, int]] = []
    for at, (a, b) in enumerate(zip(was, now, strict=True)):
        if a == b:
            continue
        start, end = at, at + 1
        while start and (now[start][0] == "" or was[start][0] == ""):
            start -= 1
        while end < len(now) and (now[end][0] == "" or was[end][0] == ""):
            end += 1
        if spans and start - spans[-1][1] <= _APART:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _move(before: list[Row], after: list[Row]) -> tuple[str, list[Row]]:
    """Return the sequence that moves rows to where they stand now, and the picture after it; "" where none is worth
    it.
    """
    first, last, step = _moved_block(before, after)
    if not step:
        return "", before
    moved, blank = list(before), [BLANK] * len(after[0])
    # Rows first..last of the new picture stood `step` further down (or up, below zero) in the old one.
    top, bottom = min(first, first + step), max(last, last + step)
    region = moved[top : bottom + 1]
    if step > 0:
        moved[top : bottom + 1] = region[step:] + [blank] * step
        moving = f"\x1b[{bottom + 1}H" + "\n" * step
    else:
        moved[top : bottom + 1] = [blank] * -step + region[:step]
        moving = f"\x1b[{top + 1}H" + "\x1bM" * -step
    return f"\x1b[{top + 1};{bottom + 1}r{moving}\x1b[r", moved


def _moved_block(before: list[Row], after: list[Row]) -> tuple[int, int, int]:
    """Return the rows that moved together, first and last in the new picture, and by how many; 0 for none worth it."""
    height = len(after)
    best, most = (0, 0, 0), _WORTH - 1
    for step in range(1 - height, height):
        if not step:
            continue
        here = [y for y in range(max(0, -step), min(height, height - step)) if _gains(before, after, y, step)]
        if len(here) > most:
            best, most = (here[0], here[-1], step), len(here)
    return best


def _gains(before: list[Row], after: list[Row], y: int, step: int) -> bool:
    """Return whether row `y` need not be written when the rows move: it stood elsewhere, and is no blank one."""
    return before[y + step] == after[y] != before[y] and any(cell != BLANK for cell in after[y])
