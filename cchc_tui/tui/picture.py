"""The picture of the whole window in its parts: what each of Textual's widgets shows, and all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cchc_tui.tui.canvas import Line, width_of


@dataclass(frozen=True, slots=True)
class WindowPicture:
    """Painted lines, part by part."""

    head: Sequence[Line]
    """Office, period and day; the screens behind the digits."""
    body: Sequence[Line]
    message: Sequence[Line]
    bar: Sequence[Line]
    band: Sequence[Line] = ()
    """The modal screen that has the keys, its message counted in."""
    hangs: bool = False
    """The band hangs under the head instead of rising from the bottom."""

    @property
    def above(self) -> list[Line]:
        """Return what is seen over the band; without one, everything."""
        rest = [*self.body, *self.message, *self.bar]
        return [*self.head, *([] if self.hangs else rest[: len(rest) - len(self.band)])]

    @property
    def below(self) -> list[Line]:
        """Return what is seen under a band that hangs."""
        return [*self.body, *self.message, *self.bar][len(self.band) :] if self.hangs else []

    @property
    def lines(self) -> list[Line]:
        """Return the window from top to bottom, the band over the rest."""
        return [*self.above, *self.band, *self.below]

    @property
    def caret(self) -> tuple[int, int]:
        """Return column and row of the cell with the caret, else the corner."""
        for y, line in enumerate(self.lines):
            x = 0
            for text, style in line:
                if style == "caret":
                    return x, y
                x += width_of(text)
        return 0, 0
