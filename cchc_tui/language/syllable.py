"""What a written Vietnamese syllable can be: initial, rhyme, tone, and where the tone mark stands.

A model instead of a word list: some 19 000 syllables, of which a third are in use. Tones go by their Telex keys:
s sắc, f huyền, r hỏi, x ngã, j nặng, "" ngang. Words are NFC.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

TONE_MARKS = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
VOWELS = frozenset("aăâeêioôơuưy")
_INITIAL_LIST = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYME_LIST = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơng ơp ơt
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oe oec oem oen oeng oeo oet
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôp uôt ư ưa ưc ưi ưm ưn ưng ưt ưu
    ươc ươi ươm ươn ương ươp ươt ươu
    uân uâng uât uây uê uêch uên uênh uêu uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    y ych yêm yên yêng yêt yêu ynh yt
"""
_RHYME_LIST_AFTER_QU = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât âu ây
    e em en eo et eng ê êch ên ênh êt êu i in it o ôc ơ ơi ơn ơt y ya ych yên yêt yn ynh yp yt yu
"""
_INITIALS = frozenset(_INITIAL_LIST.split()) | {""}
_RHYMES = frozenset(_RHYME_LIST.split())
_RHYMES_AFTER_QU = frozenset(_RHYME_LIST_AFTER_QU.split())
_STOPS = ("c", "ch", "p", "t")  # rhymes ending in them take only sắc and nặng
_FRONT = frozenset("eêiy")
_INITIALS_BEFORE_UO = ("", "h", "th", "kh")  # uơ stands open only in uơ, huơ, thuở, khuơ


@cache
def _bare_letters() -> dict[str, tuple[str, str]]:
    """Lower-case letter with a tone → letter without it, tone."""
    return {
        unicodedata.normalize("NFC", vowel + mark): (vowel, tone)
        for vowel in VOWELS
        for tone, mark in TONE_MARKS.items()
    }


def split_tone(word: str) -> tuple[str, str]:
    """Return a lower-case word without its tone, and the tone ("" when it has none)."""
    flat, tone = "", ""
    for letter in word:
        bare, its_tone = _bare_letters().get(letter, (letter, ""))
        flat += bare
        tone = tone or its_tone
    return flat, tone


def split_syllable(flat: str) -> tuple[str, str] | None:
    """Return initial and rhyme of a lower-case syllable without tone, or None when Vietnamese has no such syllable.

    In gì, gìn, giếng the i belongs to the rhyme; elsewhere gi is the initial.
    """
    for length in (3, 2, 1, 0):
        initial, rhyme = flat[:length], flat[length:]
        if len(initial) == length and initial in _INITIALS and rhyme and _go_together(initial, rhyme):
            return initial, rhyme
    return None


def _go_together(initial: str, rhyme: str) -> bool:
    if initial == "qu":
        return rhyme in _RHYMES_AFTER_QU
    if rhyme not in _RHYMES or (rhyme == "uơ" and initial not in _INITIALS_BEFORE_UO):
        return False
    front = rhyme[0] in _FRONT
    if initial in ("k", "gh", "ngh"):
        return front
    if initial in ("c", "ng"):
        return not front
    if initial == "g":
        return not front or rhyme[0] == "i"
    return initial != "gi" or rhyme[0] != "i"


def ends_in_stop(flat: str) -> bool:
    """Return whether a vowel and c, ch, p or t end the letters: only sắc and nặng can be said on it."""
    stop = 2 if flat.endswith("ch") else 1
    return flat.endswith(_STOPS) and flat[-stop - 1 : -stop] in VOWELS and len(flat) > stop


@cache
def is_syllable(word: str) -> bool:
    """Return whether a word is one whole, rightly written Vietnamese syllable: any case, old or new tone style."""
    lower = word.lower()
    flat, tone = split_tone(lower)
    if split_syllable(flat) is None or (ends_in_stop(flat) and tone not in ("s", "j")):
        return False
    return lower in (place_tone(flat, tone), place_tone(flat, tone, old_style=False))


def nucleus(flat: str) -> tuple[int, int]:
    """Return start and end of the vowels that can carry the tone, past qu- and gi-."""
    start = 0
    if flat.startswith("qu") or (flat.startswith("gi") and flat[2:3] in VOWELS):
        start = 2
    while start < len(flat) and flat[start] not in VOWELS:
        start += 1
    end = start
    while end < len(flat) and flat[end] in VOWELS:
        end += 1
    return start, end


def _tone_place(flat: str, *, old_style: bool) -> int | None:
    """Return which letter carries the tone; None without a vowel.

    A marked vowel first (of ươ the ơ), the last but one of three, the second before a final consonant, else the
    first; only open oa, oe, uy differ between the styles.
    """
    start, end = nucleus(flat)
    vowels = flat[start:end]
    if not vowels:
        return None
    for marked in "êôơâăư":
        if marked in vowels:
            return start + vowels.index(marked)
    if len(vowels) == 1:
        return start
    if len(vowels) == 3 or end < len(flat):
        return start + 1
    return start + (0 if old_style or vowels not in ("oa", "oe", "uy") else 1)


def place_tone(flat: str, tone: str, *, old_style: bool = True) -> str:
    """Return the lower-case syllable with its tone: hòa, ủy in the old style, hoà, uỷ in the new one."""
    place = _tone_place(flat, old_style=old_style) if tone else None
    if place is None:
        return flat
    return unicodedata.normalize("NFC", flat[: place + 1] + TONE_MARKS[tone] + flat[place + 1 :])


@cache
def begins_rhyme(vowels: str) -> bool:
    """Return whether some rhyme begins with these letters; `uo`-forms on their way to ươ count."""
    return vowels in ("ưo", "uơ") or any(rhyme.startswith(vowels) for rhyme in _RHYMES | _RHYMES_AFTER_QU)


def all_syllables() -> Iterator[str]:
    """Yield every syllable of the model in the old style, in no particular order; giê- ones come twice."""
    for initial in _INITIALS:
        for rhyme in _RHYMES_AFTER_QU if initial == "qu" else _RHYMES:
            if not _go_together(initial, rhyme):
                continue
            for tone in ("", *TONE_MARKS):
                word = place_tone(initial + rhyme, tone)
                if is_syllable(word):
                    yield word
