"""From which widths on things stand beside each other, and blocks of lines side by side."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_tui.tui.canvas import Line, Run, full

NARROW, WIDE, WIDER = 80, 110, 160
"""Columns of a usual window; from which a screen shows a second thing beside the first; and from which a third."""
BREAKPOINTS = [(0, "-narrow"), (NARROW, "-usual"), (WIDE, "-wide"), (WIDER, "-wider")]
"""The same as Textual's breakpoints: a class of the screen for each, for the style sheet."""
DETAIL = 42
"""Cells of the detail beside a list."""
_GAP: tuple[Run, ...] = ((" ", ""), ("│", "line"), (" ", ""))
GAP = 3
"""Cells between two blocks."""


def third_width(width: int) -> int:
    """Return the cells of a third pane in a window so wide; 0 where the window has room for two."""
    return min(60, width * 3 // 10) if width >= WIDER else 0


def side_by_side(parts: Sequence[tuple[Sequence[Line], int]], height: int) -> list[Line]:
    """Return blocks, each with its cells, beside each other with a thin line between; what is too long is cut."""
    lines: list[Line] = []
    for y in range(height):
        runs: list[Run] = []
        for number, (block, cells) in enumerate(parts):
            runs += _GAP if number else ()
            runs += full(block[y] if y < len(block) else [], cells)
        lines.append(tuple(runs))
    return lines
