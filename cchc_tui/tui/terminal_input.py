"""What the terminal sends, cut into whole keys, pastes and reports before Textual takes them apart.

Textual's own parser types the letters of a sequence it does not know into the field, and gives up on one that a slow
line delivers in two pieces. Here a piece is handed on when it is whole; what is whole and means nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from time import monotonic

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import FOCUSIN, FOCUSOUT, XTermParser
from textual.message import Message

_ESC = "\x1b"
_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"
_FOCUS = (FOCUSIN, FOCUSOUT)
_WHOLE = re.compile(
    r"\x1b(?:"
    r"\[\[[A-E]"  # F1 to F5 of the Linux console
    r"|\[M[\s\S]{3}"  # a mouse press of terminals without the newer report
    r"|\[(?:[0-?]+[ -/]*[@-~]|[ -/]*[@-LN-Z\\-~])"
    r"|O[A-DFHMP-\[j-y]"
    r"|\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|[P^_X][0-9>!$+=|][^\x1b]*\x1b\\"
    r"|[\t\x7f])"
)
_BEGUN = re.compile(
    r"\x1b(?:|\[\[?|\[M[\s\S]{0,2}|\[[0-?]*[ -/]*|O"
    r"|\][0-9]*|\][0-9]+;[^\x07\x1b]*\x1b?|[P^_X](?:[0-9>!$+=|][^\x1b]*\x1b?)?)"
)
_REPORT = re.compile(r"\x1b\[(?:<[-\d;]+[mM]|M[\s\S]{3}|\?\d+;\d\$y|\d+;\d+R|48;[\d:;]+t)")
"""Answers of the terminal and mouse events, which Textual understands."""
_VT100_PLUS = {
    f"\x1bO{sign}": f"\x1b[{number}~" for sign, number in zip("TUVWXYZ[", (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
}
"""F5 to F12 as PuTTY sends them in its mode VT100+."""

_UNFINISHED = 2.0
"""Seconds after which a sequence that was begun is taken for lost; a slow line may part it."""
_UNFINISHED_PASTE = 60.0
"""The same for a paste: long ones come in many packets."""


class TerminalInput(XTermParser):
    """Textual's parser, fed with whole pieces only."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._held = ""
        self._until = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """The messages of the pieces that are whole now; the rest waits for its other part."""
        if not data:
            yield from super().feed(data)
            return
        self._held += data
        while self._held:
            piece = first_piece(self._held)
            if piece is None:
                self._until = monotonic() + _patience(self._held)
                return
            self._held = self._held[len(piece) :]
            yield from self._messages(piece)

    def tick(self) -> Iterable[Message]:
        """The messages of what has waited too long for its other part."""
        if not self._held or monotonic() < self._until:
            return
        held, self._held = self._held, ""
        if held.startswith(_PASTE):
            yield from self._messages(held + _PASTE_END)
        elif len(held) <= len(_ESC) + 1:
            yield events.Key("escape", _ESC)
            if held != _ESC:
                yield from self.feed(held[len(_ESC) :])

    def _messages(self, piece: str) -> Iterable[Message]:
        if piece.startswith(_PASTE):
            yield events.Paste(piece[len(_PASTE) : -len(_PASTE_END)].replace("\0", ""))
            return
        if piece == _ESC:
            yield events.Key("escape", _ESC)
            return
        piece = _VT100_PLUS.get(piece, piece)
        if piece[0] != _ESC or piece in ANSI_SEQUENCES_KEYS or piece in _FOCUS or _REPORT.fullmatch(piece):
            yield from super().feed(piece)


def first_piece(held: str) -> str | None:
    """The first whole piece of what has come: a run of text, one key, one paste, one report; None while it is not
    whole. An Esc that begins nothing is a piece of its own.
    """
    if held[0] != _ESC:
        return held.partition(_ESC)[0]
    if held.startswith(_PASTE):
        end = held.find(_PASTE_END)
        return held[: end + len(_PASTE_END)] if end >= 0 else None
    whole = _WHOLE.match(held)
    if whole:
        return whole.group()
    return None if _BEGUN.fullmatch(held) else _ESC


def _patience(held: str) -> float:
    if held == _ESC:
        return constants.ESCAPE_DELAY
    return _UNFINISHED_PASTE if held.startswith(_PASTE) else _UNFINISHED
