"""Telex and VNI: the keys of one word → the word they type.

For consoles without an input method. Nothing is remembered between keys: the whole word is composed anew from its
keys, which makes Backspace, undo and the end of a word simple (7–30 µs a key).

Telex: aa ee oo dd aw ow uw, w alone for ư, s f r x j for the tone, z takes the tone away. VNI: 6 7 8 9 and 1–5, 0.
The tone may be typed anywhere after its vowel; a mark repeated is taken back and the key itself stands
(`ass` → `as`); old tone style unless asked otherwise (hòa, Ủy).
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from cchc_tui.language.syllable import VOWELS, begins_rhyme, ends_in_stop, is_syllable, nucleus, place_tone, split_tone


class Method(StrEnum):
    """How marks are typed."""

    TELEX = "telex"
    VNI = "vni"

    @property
    def label(self) -> str:
        """The name people know it by."""
        return {"telex": "Telex", "vni": "VNI"}[self]


_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"a": "ă", "o": "ơ", "u": "ư"}  # with the breve of ă: one key in Telex
_PLAIN = {"â": "a", "ă": "a", "ê": "e", "ô": "o", "ơ": "o", "ư": "u", "đ": "d"}
_VNI_TONES = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j", "0": "z"}
_HORN_AFTER_UO = "cimnptu"  # after uơ or ưo these letters can only belong to ươ
_OPEN_UO_INITIALS = ("", "h", "th", "kh")


class _Word:
    """The letters typed so far, lower case and without tone, and what the typist has taken back."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.capitals: list[bool] = []
        self.tone = ""
        self.taken_back: set[str] = set()
        self.taken_back_at_once = False  # the key was repeated on the spot, so the typist meant it
        self.horned_by_itself = False  # bưoc has become bươc: the w still to come is no undo
        self.from_w: int | None = None

    @property
    def flat(self) -> str:
        return "".join(self.letters)

    def add(self, letter: str, *, capital: bool) -> None:
        """Take a letter that marks nothing. ưo and uơ become ươ once a letter follows that only ươ can have."""
        self.letters.append(letter)
        self.capitals.append(capital)
        pair, before = "".join(self.letters[-3:-1]), "".join(self.letters[-4:-3])
        if pair in ("uơ", "ưo") and letter in _HORN_AFTER_UO and before != "q" and "horn" not in self.taken_back:
            self.horned_by_itself = pair == "ưo"
            self.letters[-3:-1] = ["ư", "ơ"]

    def set_tone(self, tone: str) -> bool:
        """Return whether the key was used up as a tone."""
        start, end = nucleus(self.flat)
        if "tone" in self.taken_back or start == end:
            return False
        if tone == "z":
            had_tone, self.tone = bool(self.tone), ""
            return had_tone
        if tone in "frx" and ends_in_stop(self.flat):
            return False
        if self.tone == tone:
            self.tone = ""
            self.taken_back.add("tone")
            return False
        self.tone = tone
        return True

    def set_bar(self) -> bool:
        """Set the bar of đ: at the start of a word, or on the last consonant of an abbreviation (HĐND, QĐ)."""
        if "bar" in self.taken_back or not self.letters:
            return False
        begins = self.letters[0] in "dđ"
        start, end = nucleus(self.flat)
        if not begins and len(self.letters) > 1 and start < end:
            return False
        place = 0 if begins else len(self.letters) - 1
        if self.letters[place] == "d":
            self.letters[place] = "đ"
            return True
        if self.letters[place] == "đ":
            self._take_back("bar", {place: "d"})
        return False

    def set_circumflex(self, only: str = "") -> bool:
        """Set the circumflex. `only`: the vowel the Telex key stands for; VNI's 6 marks whichever vowel can have it."""
        if "circumflex" in self.taken_back:
            return False
        changes: list[dict[int, str]] = []
        for place in self._vowels_from_last():
            letter = self.letters[place]
            plain = _PLAIN.get(letter, letter)
            if plain not in _CIRCUMFLEX or (only and plain != only):
                continue
            if letter == _CIRCUMFLEX[plain] and not changes:
                return self._take_back("circumflex", {place: plain})
            change = {place: _CIRCUMFLEX[plain]}
            if plain == "o" and place and self.letters[place - 1] == "ư":
                change[place - 1] = "u"  # ươ and o make uô
            changes.append(change)
        if only and changes and len(self.letters) - 1 not in changes[0] and not self._stays_vietnamese(changes[0]):
            return False
        return self._change(changes)

    def set_horn(self, marked: str) -> bool:
        """Set the horn. `marked`: which of a, o, u the key can mark (Telex w: all, VNI 7: o u, 8: a)."""
        if "horn" in self.taken_back:
            return False
        if self.horned_by_itself:
            self.horned_by_itself = False
            return True
        start, end = nucleus(self.flat)
        vowels = self.flat[start:end]
        if "u" in marked and "ươ" in vowels:
            place = start + vowels.index("ươ")
            return self._take_back("horn", {place: "u", place + 1: "o"})
        changes = self._horns_on_uo(start, vowels) if "u" in marked else []
        for place in self._vowels_from_last():
            letter = self.letters[place]
            plain = _PLAIN.get(letter, letter)
            if plain not in marked or plain not in _HORN:
                continue
            if letter == _HORN[plain] and not changes:
                return self._take_back("horn", {place: plain})
            changes.append({place: _HORN[plain]})
        return self._change(changes)

    def _horns_on_uo(self, start: int, vowels: str) -> list[dict[int, str]]:
        """Set both horns, uo → ươ, but uơ first where a syllable can end in it: thuở, huơ."""
        for pair in ("uo", "uô", "ưo", "uơ"):
            if pair in vowels:
                place = start + vowels.index(pair)
                both, one = {place: "ư", place + 1: "ơ"}, {place + 1: "ơ"}
                is_open = place + 2 == len(self.letters) and self.flat[:place] in _OPEN_UO_INITIALS
                return [one, both] if is_open and pair[1] != "ơ" else [both, one]
        return []

    def _vowels_from_last(self) -> range:
        start, end = nucleus(self.flat)
        return range(end - 1, start - 1, -1)

    def _change(self, changes: list[dict[int, str]]) -> bool:
        """Make the first change that keeps the letters Vietnamese, else the first one; False without any."""
        if not changes:
            return False
        self._put(next((change for change in changes if self._stays_vietnamese(change)), changes[0]))
        return True

    def _stays_vietnamese(self, change: dict[int, str]) -> bool:
        flat = "".join(change.get(place, letter) for place, letter in enumerate(self.letters))
        return begins_rhyme(flat[nucleus(flat)[0] :])

    def _take_back(self, mark: str, letters: dict[int, str]) -> bool:
        self._put(letters)
        self.taken_back.add(mark)
        return False

    def _put(self, change: dict[int, str]) -> None:
        for place, letter in change.items():
            self.letters[place] = letter


def _press_telex(word: _Word, key: str, *, capital: bool) -> None:
    if key == "w":
        _press_w(word, capital=capital)
        return
    used = (
        (key in "sfrxjz" and word.set_tone(key))
        or (key in "aeo" and word.set_circumflex(key))
        or (key == "d" and word.set_bar())
    )
    if not used:
        word.add(key, capital=capital)


def _press_w(word: _Word, *, capital: bool) -> None:
    """Press w: it marks a, o, u; with no vowel yet it is ư itself, and ww is w."""
    if word.set_horn("aou"):
        return
    start, end = nucleus(word.flat)
    if start == end and "horn" not in word.taken_back and word.flat not in ("q", "qu"):
        word.from_w = len(word.letters)
        word.add("ư", capital=capital)
    elif word.from_w == len(word.letters) - 1 and word.letters[-1] == "u":
        word.letters[-1] = "w"
    else:
        word.add("w", capital=capital)


def _press_vni(word: _Word, key: str, *, capital: bool) -> None:
    used = (
        (key in _VNI_TONES and word.set_tone(_VNI_TONES[key]))
        or (key == "6" and word.set_circumflex())
        or (key == "7" and word.set_horn("ou"))
        or (key == "8" and word.set_horn("a"))
        or (key == "9" and word.set_bar())
    )
    if not used:
        word.add(key, capital=capital)


def _type(keys: str, method: Method) -> _Word:
    word = _Word()
    press = _press_telex if method is Method.TELEX else _press_vni
    before = ""
    for key in keys:
        taken_back = len(word.taken_back)
        press(word, key.lower(), capital=key.isupper())
        if len(word.taken_back) > taken_back and key.lower() == before:
            word.taken_back_at_once = True
        before = key.lower()
    return word


def _spell(word: _Word, *, old_style: bool) -> str:
    toned = place_tone(word.flat, word.tone, old_style=old_style)
    return "".join(letter.upper() if capital else letter for letter, capital in zip(toned, word.capitals, strict=True))


def compose(keys: str, method: Method = Method.TELEX, *, old_style: bool = True) -> str:
    """Return what the keys of one word show while it is being typed."""
    return _spell(_type(keys, method), old_style=old_style)


def finish(keys: str, method: Method = Method.TELEX, *, old_style: bool = True) -> str:
    """Return what stays when the word ends: `compose`, or the keys themselves when that gave no Vietnamese word.

    Abbreviations with đ (HĐND, TTĐT, QĐ) stay, and so does a word in which the typist took back a mark on the spot
    (`tesst`); in `server` the second r only seems to.
    """
    typed = _type(keys, method)
    shown = _spell(typed, old_style=old_style)
    is_abbreviation = "đ" in typed.flat and not VOWELS.intersection(typed.flat)
    return shown if typed.taken_back_at_once or is_abbreviation or is_syllable(shown) else keys


_TELEX_KEYS = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_VNI_KEYS = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}


def to_keys(word: str, method: Method = Method.TELEX) -> str | None:
    """Keys that compose to a word already in the text, so that typing can go on after Backspace.

    None when no keys do (`test` typed in Telex is tét): the next letter then simply stands after it.
    """
    word = unicodedata.normalize("NFC", word)
    keys = "".join(_keys_of(letter, method) for letter in word)
    if compose(keys, method) == word:
        return keys
    # oo itself is typed ooo: xooong.
    keys = "".join(
        ("o" if _is_second_o(word, place) else "") + _keys_of(letter, method) for place, letter in enumerate(word)
    )
    if compose(keys, method) == word:
        return keys
    return _keys_with_repeats(word, method)


def _is_second_o(word: str, place: int) -> bool:
    return place > 0 and split_tone(word[place - 1 : place + 1].lower())[0] == "oo"


def _keys_of(letter: str, method: Method) -> str:
    flat, tone = split_tone(letter.lower())
    if method is Method.TELEX:
        keys = _TELEX_KEYS.get(flat, flat) + tone
    else:
        numbers = {tone: number for number, tone in _VNI_TONES.items()}
        keys = _VNI_KEYS.get(flat, flat) + (numbers[tone] if tone else "")
    return keys.upper() if letter.isupper() else keys


def _keys_with_repeats(word: str, method: Method) -> str | None:
    """Keys where a letter that would mark is repeated to stand for itself: `tesst`."""
    keys = ""
    for place, letter in enumerate(word):
        wanted = word[: place + 1]
        for tried in (keys + _keys_of(letter, method), keys + letter * 2):
            if compose(tried, method) == wanted:
                keys = tried
                break
        else:
            return None
    return keys
