"""Bars that every font and every terminal can show: half blocks on a track, blocks over their months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cchc_tui.language.wording import apart, format_number

if TYPE_CHECKING:
    from decimal import Decimal

    from cchc_tui.tui.canvas import Line, Run

_BAR, _TRACK, _BLOCK = "▄", "_", "█"


def progress_bar(done: float, of: float, width: int, style: str = "accent") -> list[Run]:
    """Return how far something is: never full before it is done, never empty once it has begun."""
    full = round(width * done / of) if of else 0
    full = min(max(full, 1 if done > 0 else 0), width if done >= of else width - 1)
    return [(_BAR * full, style), (_TRACK * (width - full), "line")]


def month_bars(
    values: Sequence[int | Decimal | None], height: int, cell: int, thick: int, here: int = -1
) -> list[Line]:
    """Return one bar under another's month: `height` lines of cells `cell` wide, the bars `thick` cells; the highest
    fills it.

    The month `here` is strong. None is a month without a count: nothing stands there.
    """
    top = max((value for value in values if value), default=1)
    lines: list[Line] = []
    for level in range(height - 1, -1, -1):
        runs: list[Run] = []
        for number, value in enumerate(values):
            halves = max(1 if value else 0, round((value or 0) * height * 2 / top))
            sign = _BLOCK if halves >= 2 * level + 2 else _BAR if halves == 2 * level + 1 else " "
            style = "" if sign == " " else "strong" if number == here else "accent"
            runs += [(" " * (cell - thick), ""), (sign * thick, style)]
        lines.append(tuple(runs))
    return lines


def change_words(now: int | Decimal, before: int | Decimal) -> str:
    """Return `▲ +12`, `▼ −3`, `=`: without colour, as more is not always better."""
    if now == before:
        return "="
    more = now > before
    return f"{'▲' if more else '▼'} {'+' if more else '−'}{format_number(apart(now, before))}"
