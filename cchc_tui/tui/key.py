"""One key press as the program sees it, whatever the terminal sent."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its name, and the character it types ("" for a key that types nothing)."""

    name: str
    char: str = ""


BACKSPACE = Key("backspace")
ENTER = Key("enter")
NEW_LINE = Key("newline")
"""Ctrl+J: a new line where a text may have several, else Enter; the keypad's Enter of some terminals sends it."""

# The same key under the names different terminals give it.
_SAME = {
    "ctrl+j": "newline",
    "alt+enter": "newline",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "backtab": "shift+tab",
}


def read_key(name: str, character: str | None) -> tuple[Key, ...]:
    """Return the keys that one terminal event stands for; none for a key held with Alt, which no command of ours
    uses.
    """
    name = _SAME.get(name, name)
    if name.startswith("alt+"):
        return ()
    if character and len(character) == 1 and not _is_control(character):
        return (Key(character, character),)
    return (Key(name),)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc"
