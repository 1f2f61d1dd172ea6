"""The screen that a picture of the guide shows, read back from the picture as lines of text."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from cchc_tui.guide.chapters import PICTURES

_CELL, _ROW, _EDGE, _BASELINE = 8, 17, 6, 13
"""The grid the pictures are drawn on (tests/tui/guide_pictures.py), in pixels."""
_WORDS = re.compile(r'<text x="(\d+)" y="(\d+)"[^>]*>(.*?)</text>')


@cache
def picture_lines(name: str) -> list[str]:
    """Return the lines of the screen in the picture called `name`, blank lines at the end left out."""
    rows: dict[int, str] = {}
    for x, y, words in _WORDS.findall((PICTURES / f"{name}.svg").read_text(encoding="utf-8")):
        row, column = (int(y) - _BASELINE - _EDGE) // _ROW, (int(x) - _EDGE) // _CELL
        rows[row] = rows.get(row, "").ljust(column) + unescape(words)
    return [rows.get(row, "") for row in range(max(rows) + 1)]
