"""What the driver tells the application besides Textual's own events."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events


class Packet(events.Event):
    """The keys and pastes of one read of the line. They were typed before anything that they bring about was seen."""

    def __init__(self, keys: Sequence[events.Key | events.Paste]) -> None:
        super().__init__()
        self.keys = tuple(keys)


class UnknownKey(events.Event):
    """A key that means nothing here; it was left out whole."""

    def __init__(self, sequence: str) -> None:
        super().__init__()
        self.sequence = sequence

    @property
    def held_alt(self) -> str:
        """The key that was pressed together with Alt, in capitals; "" for any other unknown key."""
        rest = self.sequence[1:]
        return rest.upper() if len(rest) == 1 and rest.isprintable() else ""


class Background(events.Event):
    """The terminal's answer to what colour its paper has."""

    def __init__(self, *, light: bool) -> None:
        super().__init__()
        self.light = light


class LetterWidth(events.Event):
    """The terminal's answer to a letter of two bytes and more: how many cells it has taken."""

    def __init__(self, cells: int) -> None:
        super().__init__()
        self.cells = cells
