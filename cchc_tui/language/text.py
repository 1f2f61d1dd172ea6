"""Text as people type and paste it: cleaned for keeping, folded for searching, keyed for sorting, made safe
to show.

Everything a person typed reaches a record through `clean` or `clean_line`, so that the same words are the
same bytes (NFC) whatever keyboard, web page or PDF they came from. Nothing here compiles a regular
expression: `cchc list` imports this module at every start.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# VT is what Word's Shift+Enter leaves in pasted text, FF a page break: both part words, as a line end does.
_LINE_ENDS = "\v\f\u0085\u2028\u2029"
_ZERO_WIDTH = "\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff"
# Overrides and isolates can make a number read backwards on the screen and differently in the file.
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_KEPT_CONTROLS = "\n\t"


@cache
def _cleaning() -> dict[int, str | None]:
    """Return the table of `clean`: code point → what it becomes (None: nothing)."""
    table: dict[int, str | None] = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])
    table |= dict.fromkeys(map(ord, _ZERO_WIDTH + _BIDI))
    table |= dict.fromkeys([*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080), 0xFFFE, 0xFFFF])
    table |= dict.fromkeys(map(ord, _SPACES), " ")
    table |= dict.fromkeys(map(ord, _LINE_ENDS), "\n")
    for kept in _KEPT_CONTROLS:
        del table[ord(kept)]
    return table


def hidden_letters(text: str) -> str:
    """Return the characters that nobody sees and a record never keeps: controls, zero-width and bidirectional marks.

    Line ends, TAB and the fixed spaces are none: they only stand in the wrong place.
    """
    if text.isprintable():
        return ""
    table = _cleaning()
    return "".join(letter for letter in text if letter not in "\r" and table.get(ord(letter), letter) is None)


def clean(text: str) -> str:
    """Return the text as a record keeps it; cleaning twice changes nothing more.

    Line ends are LF, fixed and thin spaces are spaces, zero-width characters, bidirectional controls, control
    characters (but TAB) and lone surrogates are gone, no line ends in a space, no empty lines stand around
    the text. NFC comes last, because removing a character can bring a letter and its mark together.
    """
    if not text.isprintable():
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.replace("\n", "").isprintable():
            text = text.encode("utf-8", "ignore").decode("utf-8").translate(_cleaning())
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return `clean` for a one-line value: every run of spaces, tabs and line ends is one space, none at the ends."""
    return " ".join(clean(text).split())


_FOLDED_LETTERS = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"}
_FOLDED_SIGNS = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣", "-"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛‹›′´`", "'"),
    **dict.fromkeys("∕⁄", "/"),
}


@cache
def _folding() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(range(0x300, 0x370))
    table |= dict.fromkeys(map(ord, _ZERO_WIDTH + _BIDI))
    table |= {ord(letter): folded for letter, folded in (_FOLDED_LETTERS | _FOLDED_SIGNS).items()}
    return table


def fold(text: str) -> str:
    """Return the search key of a text: no marks, no case, `đ` as `d`, one kind of dash and quote, single spaces.

    The Icelandic Ð (U+00D0), which some keyboards and fonts give for Đ, folds like Đ.
    """
    if not text.isascii():
        # Signs before NFKD, which would turn ´ into a space with a mark; the table again after it, for the
        # marks.
        text = unicodedata.normalize("NFKD", text.translate(_folding())).translate(_folding()).casefold()
        if not text.isascii():
            text = unicodedata.normalize("NFKD", text).translate(_folding())
    return " ".join(text.lower().replace("`", "'").split())


@lru_cache(maxsize=64)
def _query_words(query: str) -> tuple[str, ...]:
    return tuple(fold(query).split())


def matches(folded_text: str, query: str) -> bool:
    """Return whether every word of the query occurs in a text already folded, in any order; an empty query always
    does.
    """
    return all(word in folded_text for word in _query_words(query))


def slug(text: str) -> str:
    """Return ASCII lower-case letters and digits joined by hyphens (`Kế hoạch` → `ke-hoach`); "" when none is left."""
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in fold(text)).split())


# The order of CLDR's Vietnamese collation: space, signs, digits, letters with ă â đ ê ô ơ ư as letters of
# their own.
_ALPHABET = "\t\n _-–—,;:!?.…'‘’\"“”()[]{}§@*/\\&#%`´^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền hỏi ngã sắc nặng, each sorted after the level tone


@cache
def _weights(letter: str) -> tuple[str, str, str]:
    """Return a letter's weights on the three levels: which letter, which tone, which case.

    The letter's weight is one character; the tone level has a common weight for the letter and one for its
    tone, so that a text without a tone sorts before the same text with one.
    """
    bare, tones = "", ""
    for part in unicodedata.normalize("NFD", letter):
        if part in _TONES:
            tones += chr(2 + _TONES.index(part))
        else:
            bare += part
    bare = unicodedata.normalize("NFC", bare)
    lower = bare.lower()
    if lower not in _ALPHABET:
        bare = unicodedata.normalize("NFD", bare)[0]
        lower, tones = bare.lower()[0], tones + "\x07"
    place = _ALPHABET.find(lower)
    weight = chr(1 + place) if place >= 0 else chr(min(0x1000 + ord(lower), 0x10FFFF))
    return weight, "\x01" + tones, "\x02" if bare != lower else "\x01"


def order_key(text: str) -> tuple[str, str, str]:
    """Return a sort key for Vietnamese dictionary order, equal to ICU's `vi`: letters first, then tones, then case.

    Space sorts before every letter, so phrases sort word by word. Digits sort as characters: a document
    number has its own `Symbol.sort_key`.
    """
    levels = [_weights(letter) for letter in unicodedata.normalize("NFC", text)]
    return (
        "".join([level[0] for level in levels]),
        "".join([level[1] for level in levels]),
        "".join([level[2] for level in levels]),
    )


_LONGEST_WORD_COMPARED = 100  # letters; beyond it nobody has mistyped a name of ours


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice a mistyped word most likely meant, for "ý bạn là …?"; None when none is near.

    Marks and case do not count.
    """
    from difflib import get_close_matches  # only wanted once something went wrong

    by_fold = {fold(choice): choice for choice in reversed(list(choices))}
    close = get_close_matches(fold(word[:_LONGEST_WORD_COMPARED]), by_fold, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None


_HARMFUL = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_REPLACEMENT = "\ufffd"


@cache
def _shown(letter: str) -> str:
    code = ord(letter)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    category = unicodedata.category(letter)
    if category == "Zs":
        return " "
    return _REPLACEMENT if category in _HARMFUL else letter


def printable(text: str, *, keep: str = "") -> str:
    """Return the text with nothing left that a terminal could obey: ESC is shown as `␛`, other hidden characters as
    U+FFFD.

    For anything from a file, a file name or another program on its way to a screen. Line ends and TAB are
    shown too (`␊`, `␉`) unless named in `keep`.
    """
    if text.isprintable():
        return text
    return "".join(letter if letter in keep else _shown(letter) for letter in text)
