"""A picture as cells: what Textual writes to a terminal, drawn into rows of letters with their styles."""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import get_character_cell_size

Cell = tuple[str, str]
"""A letter with its marks, and the SGR parameters it is drawn with; "" is the second half of a wide letter."""

BLANK: Cell = (" ", "")
_TOKEN = re.compile(
    r"\x1b\[([0-9;]*)([Hm])"
    r"|(\n)"
    r"|([^\x00-\x1f\x7f]+)"
    r"|(\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[%()][\x30-\x7e]|\x1b.|[\x00-\x1f\x7f])",
    re.DOTALL,
)
SYNC = ("\x1b[?2026h", "\x1b[?2026l")
"""Marks around one update, for terminals that show it at once."""
# Every character of these ranges is one cell wide: Latin with Vietnamese, punctuation, arrows, box drawing.
_NARROW = re.compile(r"[ -~\u00a0-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u2190-\u21ff\u2500-\u25ff]*")
_SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "53"})
"""Underlined, reversed, struck through, doubly underlined, overlined."""


class Grid:
    """Rows of cells, and where a terminal's cursor and pen would be."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rows: list[list[Cell]] = [[BLANK] * width for _ in range(height)]
        self.x = self.y = 0
        self.pen = ""

    def feed(self, data: str) -> str:
        """Draw what is drawing; the rest (modes, bell, clipboard) is given back."""
        other = ""
        for params, final, new_line, text, rest in _TOKEN.findall(data):
            if text:
                self._write(text)
            elif final == "m":
                self.pen = canonical(f"{self.pen};{params or 0}" if self.pen else params)
            elif final == "H":
                y, _, x = params.partition(";")
                self.y, self.x = int(y or 1) - 1, int(x or 1) - 1
            elif new_line:
                self.y, self.x = self.y + 1, 0
            elif rest not in SYNC:
                other += rest
        return other

    def _write(self, text: str) -> None:
        """Put letters where the cursor is; those of a picture of an older, larger window have no place."""
        cells = cells_of(text, self.pen)
        if 0 <= self.y < self.height and self.x < self.width:
            seen = cells[: self.width - self.x]
            self.rows[self.y][self.x : self.x + len(seen)] = seen
        self.x += len(cells)


@lru_cache(maxsize=8192)
def cells_of(text: str, pen: str) -> tuple[Cell, ...]:
    """Return the text cell by cell; blanks whose style nobody can see are plain ones."""
    plain = not seen_on_blanks(pen)
    if _NARROW.fullmatch(text):
        return tuple(BLANK if plain and char == " " else (char, pen) for char in text)
    out: list[Cell] = []
    for char in text:
        size = get_character_cell_size(char)
        if size:
            out.append(BLANK if plain and char == " " else (char, pen))
            out.extend([("", pen)] * (size - 1))
        elif out:
            out[-1] = (out[-1][0] + char, pen)
    return tuple(out)


@lru_cache(maxsize=1024)
def attributes(pen: str) -> tuple[frozenset[str], str, str]:
    """Return flags, ink and paper of SGR parameters."""
    flags: set[str] = set()
    ink = paper = ""
    codes = iter(pen.split(";")) if pen else iter(())
    for code in codes:
        if code in ("38", "48"):
            kind = next(codes, "5")
            colour = ";".join([code, kind, *(next(codes, "0") for _ in range(3 if kind == "2" else 1))])
            ink, paper = (colour, paper) if code == "38" else (ink, colour)
        elif code in ("39", "49"):
            ink, paper = ("", paper) if code == "39" else (ink, "")
        elif len(code) >= 2 and code[:-1] in ("3", "9"):
            ink = code
        elif len(code) >= 2 and code[:-1] in ("4", "10"):
            paper = code
        elif code in ("0", ""):
            flags, ink, paper = set(), "", ""
        else:
            flags.add(code)
    return frozenset(flags), ink, paper


@lru_cache(maxsize=4096)
def canonical(pen: str) -> str:
    """Return the shortest spelling of a style, so that two that look alike are alike: Textual spells the terminal's own
    colours out where a screen lies over another.
    """
    flags, ink, paper = attributes(pen)
    return ";".join([*sorted(flags), *filter(None, (ink, paper))])


@lru_cache(maxsize=1024)
def seen_on_blanks(pen: str) -> bool:
    """Return whether a blank of this style can be told from a plain one."""
    flags, _, paper = attributes(pen)
    return bool(paper or flags & _SEEN_ON_BLANKS)


@lru_cache(maxsize=4096)
def turn(old: str, new: str) -> str:
    """Return the shortest SGR from one style to another."""
    if old == new:
        return ""
    (had, ink, paper), (flags, new_ink, new_paper) = attributes(old), attributes(new)
    afresh = f"\x1b[0;{new}m" if new else "\x1b[m"
    if had - flags:
        return afresh
    changes = sorted(flags - had) + [new_ink or "39"] * (ink != new_ink) + [new_paper or "49"] * (paper != new_paper)
    change = f"\x1b[{';'.join(changes)}m" if changes else ""
    return min(change, afresh, key=len)
