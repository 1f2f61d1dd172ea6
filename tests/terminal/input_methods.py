"""What Vietnamese input methods send down an SSH line for a text, as seen with a key logger on the far side."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

DEL = "\x7f"
CONTROL_H = "\x08"
PHANTOM = "\u202f"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _parts(letter: str) -> tuple[str, str, str]:
    """The bare letter, the letter with its mark but no tone, and the letter itself: e, ê, ế."""
    marks = unicodedata.normalize("NFD", letter)
    untoned = unicodedata.normalize("NFC", "".join(c for c in marks if c not in _TONES))
    bare = {"đ": "d", "Đ": "D"}.get(letter) or marks[0]
    return bare, untoned, letter


def _words(text: str) -> Iterator[str]:
    word = ""
    for letter in text:
        if letter.isalpha():
            word += letter
        else:
            yield word
            yield letter
            word = ""
    yield word


def _retyped(text: str, backspace: str, before: str = "") -> list[str]:
    """One chunk per key pressed: a mark replaces its letter, a tone at the word's end retypes from its vowel on."""
    chunks: list[str] = []
    extra = backspace if before else ""
    for word in _words(text):
        shown = ""
        for letter in word:
            bare, untoned, _ = _parts(letter)
            chunks.append(bare)
            if untoned != bare:
                chunks.append(before + extra + backspace + untoned)
            shown += untoned
        place = next((n for n, letter in enumerate(word) if letter != _parts(letter)[1]), None)
        if place is not None:
            chunks.append(before + extra + backspace * (len(word) - place) + word[place:])
        elif not word.isalpha() and word:
            chunks[-1:] = [word]
    return chunks


def unikey(text: str) -> list[str]:
    """Backspace as DEL, then the retyped letters, in one packet."""
    return _retyped(text, DEL)


def evkey(text: str) -> list[str]:
    """The same with Backspace as ^H, as PuTTY sends it when so set."""
    return _retyped(text, CONTROL_H)


def openkey(text: str) -> list[str]:
    """A phantom space first, taken back by one Backspace more."""
    return _retyped(text, DEL, PHANTOM)


def openkey_by_paste(text: str) -> list[str]:
    """Backspaces as keys, the retyped letters as a bracketed paste."""
    chunks = []
    for chunk in _retyped(text, DEL):
        letters = chunk.lstrip(DEL)
        pasted = len(chunk) > len(letters)
        chunks.append(chunk[: len(chunk) - len(letters)] + (f"\x1b[200~{letters}\x1b[201~" if pasted else letters))
    return chunks


def windows_layout(text: str) -> list[str]:
    """Windows' own Vietnamese layout: ă â đ ê ô ơ ư as they are, tones as combining marks after them."""
    chunks = []
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in marks if c in _TONES)
        chunks += [unicodedata.normalize("NFC", "".join(c for c in marks if c not in _TONES)), *tone]
    return chunks


def decomposed(text: str) -> list[str]:
    """macOS file names and some terminals: everything in NFD."""
    return list(unicodedata.normalize("NFD", text))


def composed(text: str) -> list[str]:
    """ibus and fcitx: whole words, composed."""
    return [text]


METHODS: dict[str, Callable[[str], list[str]]] = {
    function.__name__: function
    for function in (unikey, evkey, openkey, openkey_by_paste, windows_layout, decomposed, composed)
}
