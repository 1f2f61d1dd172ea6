"""What the terminal sends, cut into whole keys, pastes and reports before Textual takes them apart.

A key is whole or nothing: Textual's own parser types the letters of a sequence that it does not know, reads Alt+B as
Esc and `b`, and gives up on a sequence that a slow line delivers in two pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from time import monotonic

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

from cchc_tui.tui.kit.messages import Background, LetterWidth, UnknownKey

PROBE_ROW = 2
"""The row whose cursor report is the answer of a probe: reports of row 1 are spelled like Shift and a function key."""

_ESC = "\x1b"
_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"


@lru_cache
def _patterns(mouse: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return sequences that are whole, and the beginnings of such; `mouse`: also a press as old terminals report it."""
    press, pressing, last = (r"|\[M[\s\S]{3}", r"|\[M[\s\S]{0,2}", "[@-LN-Z") if mouse else ("", "", "[@-Z")
    whole = (
        r"\x1b(?:"
        r"\[\[[A-E]"  # F1 to F5 of the Linux console
        rf"{press}"
        rf"|\[(?:[0-?]+[ -/]*[@-~]|[ -/]*{last}\\-~])"
        r"|O[A-Z\[a-z]"
        r"|\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)"
        r"|[P^_X][0-9>!$+=|][^\x1b]*\x1b\\)"
    )
    begun = (
        rf"\x1b(?:|\[\[?{pressing}|\[[0-?]*[ -/]*|O"
        r"|\][0-9]*|\][0-9]+;[^\x07\x1b]*\x1b?|[P^_X](?:[0-9>!$+=|][^\x1b]*\x1b?)?)"
    )
    return re.compile(whole), re.compile(begun)


_REPORT = re.compile(r"\x1b\[(?:<[-\d;]+[mM]|M[\s\S]{3}|\?\d+;\d\$y|48;[\d:;]+t)")
"""Answers of the terminal and mouse events, which Textual understands."""
_ANSWER = re.compile(r"\x1b(?:\[[?>=].*|\[20[01]~|[\]P^_X].*)", re.DOTALL)
"""Other answers: nobody pressed a key."""
_CURSOR = re.compile(rf"\x1b\[{PROBE_ROW};(\d+)R")
_PAPER = re.compile(r"\x1b\]11;rgb:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:\x07|\x1b\\)")
_SPELLED = {
    # PuTTY: F5 to F12 in the mode VT100+
    **{f"\x1bO{sign}": f"\x1b[{n}~" for sign, n in zip("TUVWXYZ[", (15, 17, 18, 19, 20, 21, 23, 24), strict=True)},
    # PuTTY: F1 to F12, PageUp, PageDown and Insert in the mode SCO
    **{
        f"\x1b[{sign}": f"\x1b[{n}~"
        for sign, n in zip("MNOPQRSTUVWX", (11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24), strict=True)
    },
    "\x1b[I": "\x1b[5~",
    "\x1b[G": "\x1b[6~",
    "\x1b[L": "\x1b[2~",
    # urxvt: Ctrl with the arrows, Home and End
    **{f"\x1bO{sign}": f"\x1b[1;5{sign.upper()}" for sign in "abcd"},
    "\x1b[7^": "\x1b[1;5H",
    "\x1b[8^": "\x1b[1;5F",
}
"""Rarer spellings of keys, and the usual one. Reports of the window's focus, which are spelled like keys of the mode
SCO, have to be left off for that.
"""

_HALF = 0.5
_UNFINISHED = 2.0
"""Seconds after which a sequence that was begun is taken for lost; a slow line may part it."""
_UNFINISHED_PASTE = 60.0
"""The same for a paste: long ones come in many packets."""


class TerminalInput(XTermParser):
    """Textual's parser, fed with whole pieces only."""

    def __init__(self, debug: bool = False, *, mouse: bool = False) -> None:
        super().__init__(debug)
        self.mouse = mouse
        self._held = ""
        self._until = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """Yield the messages of the pieces that are whole now; the rest waits for its other part."""
        if not data:
            yield from super().feed(data)
            return
        self._held += data
        while self._held:
            piece = first_piece(self._held, mouse=self.mouse)
            if piece is None:
                self._until = monotonic() + _patience(self._held)
                return
            self._held = self._held[len(piece) :]
            yield from self._messages(piece)

    def tick(self) -> Iterable[Message]:
        """Yield the messages of what has waited too long for its other part."""
        if not self._held or monotonic() < self._until:
            return
        held, self._held = self._held, ""
        if held.startswith(_PASTE):
            yield from self._messages(held + _PASTE_END)
        elif held in (_ESC, _ESC * 2):
            yield events.Key("escape", _ESC)
        else:
            yield UnknownKey(held)  # Alt with a letter that begins sequences, or the torn half of one

    def _messages(self, piece: str) -> Iterable[Message]:
        if piece.startswith(_PASTE):
            yield events.Paste(piece[len(_PASTE) : -len(_PASTE_END)].replace("\0", ""))
        elif piece == _ESC:
            yield events.Key("escape", _ESC)
        elif piece in ("\x1b\r", "\x1b\n"):
            yield events.Key("alt+enter", None)
        elif paper := _PAPER.fullmatch(piece):
            yield Background(light=_is_light(*paper.groups()))
        elif probed := _CURSOR.fullmatch(piece):
            yield LetterWidth(int(probed[1]) - 1)
        else:
            piece = _SPELLED.get(piece, piece)
            if piece[0] != _ESC or _is_key(piece) or _REPORT.fullmatch(piece):
                yield from super().feed(piece)
            elif not _ANSWER.fullmatch(piece):
                yield UnknownKey(piece)


def first_piece(held: str, *, mouse: bool = False) -> str | None:
    """Return the first whole piece of what has come: a run of text, one key, one paste, one report; None while it is
    not whole. An Esc before a letter that no Alt goes with is a piece of its own.
    """
    if held[0] != _ESC:
        return held.partition(_ESC)[0]
    if held.startswith(_PASTE):
        end = held.find(_PASTE_END)
        return held[: end + len(_PASTE_END)] if end >= 0 else None
    whole, begun = _patterns(mouse)
    if found := whole.match(held):
        return found.group()
    if begun.fullmatch(held):
        return None
    return _with_alt(held, mouse)


def _with_alt(held: str, mouse: bool) -> str | None:
    """Return Esc and the key that stands behind it, which terminals send for Alt; Esc alone before a letter with
    marks.
    """
    if held[1] == _ESC:
        inner = first_piece(held[1:], mouse=mouse)
        return None if inner is None else _ESC + inner
    return held[:2] if held[1].isascii() else _ESC


def _is_key(piece: str) -> bool:
    """Return whether Textual knows the key, and it is not one that Alt goes with."""
    return piece in ANSI_SEQUENCES_KEYS and piece[1:2] in ("[", "O") and len(piece) > 2


def _is_light(*parts: str) -> bool:
    """Return whether a colour of red, green and blue, each as so many hexadecimal digits, is nearer to white than to
    black.
    """
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in parts)
    return bool(0.299 * red + 0.587 * green + 0.114 * blue > _HALF)


def _patience(held: str) -> float:
    if held in (_ESC, _ESC * 2):
        return constants.ESCAPE_DELAY
    return _UNFINISHED_PASTE if held.startswith(_PASTE) else _UNFINISHED
