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

# The same key under the names different terminals give it.
_SAME = {"ctrl+j": "enter", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+i": "tab", "backtab": "shift+tab"}


def read_key(name: str, character: str | None) -> tuple[Key, ...]:
    """The keys that one terminal event stands for; usually one.

    Alt+x is what a slow line makes of Esc and x in one packet: it comes back as these two keys, as no command
    of ours uses Alt.
    """
    if name.startswith("alt+"):
        rest = name.removeprefix("alt+")
        return (Key("escape"), *read_key(rest, character or (rest if len(rest) == 1 else None)))
    if character and len(character) == 1 and not _is_control(character):
        return (Key(character, character),)
    return (Key(_SAME.get(name, name)),)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc"
