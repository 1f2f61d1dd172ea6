"""Slips of the hand in official prose, found without a dictionary: near misses of listed compounds, odd abbreviations.

A dictionary of syllables finds next to nothing here, because a slip mostly gives another good syllable (`phố biến`,
`các nhân`). What is found is shown with a suggestion and never changed by itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from cchc_tui.language.syllable import is_syllable, split_tone
from cchc_tui.language.text import clean, clean_line, fold


class Misspelling(NamedTuple):
    """A place in the text that may be a slip."""

    start: int
    end: int
    word: str
    """As written there, on one line."""
    suggestion: str
    """What was probably meant, with the capitals of the text."""


@dataclass(frozen=True, slots=True)
class WordList:
    """The office's list of right words; `compounds` are of two syllables each, all lower case."""

    compounds: frozenset[str]
    abbreviations: frozenset[str]
    familiar: frozenset[str] = frozenset()
    """Other words of two syllables that official prose is full of: what stands in one is no slip of a compound."""


def read_word_list(text: str, familiar: str = "") -> WordList:
    """Return the words of two editable lists: one a line, `#` begins a remark; two syllables, or one abbreviation."""
    words = _lines(text)
    return WordList(
        frozenset(word.lower() for word in words if word.count(" ") == 1),
        frozenset(word for word in words if " " not in word),
        frozenset(word.lower() for word in _lines(familiar) if word.count(" ") == 1),
    )


def _lines(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    return [line for line in lines if line and not line.startswith("#")]


_SYLLABLE = re.compile(r"[^\W\d_¹²³⁰⁴-⁹]+")
"""Letters without the small numbers of notes behind them."""


class _Token(NamedTuple):
    start: int
    end: int
    key: str
    """The syllable without marks of style, see `_key`."""


def near_misses(text: str, compounds: Iterable[str], familiar: Iterable[str] = ()) -> list[Misspelling]:
    """Pairs of syllables that are no listed compound but become one by changing one syllable's marks or one letter.

    Syllables that form a listed or a familiar word with their other neighbour are left alone: in `các nhân viên` the
    word is nhân viên, in `trường hợp ký` it is trường hợp. `text` is NFC.
    """
    listed = _listed(frozenset(compounds))
    known = listed.written.keys() | _keys(frozenset(familiar))
    tokens = [_Token(*match.span(), _key(match[0].lower())) for match in _SYLLABLE.finditer(text)]
    pairs = [place for place in range(len(tokens) - 1) if _stand_together(text, tokens[place], tokens[place + 1])]
    taken = set()
    for place in pairs:
        if (tokens[place].key, tokens[place + 1].key) in known:
            taken |= {place, place + 1}
    slips = []
    for place in pairs:
        if place in taken or place + 1 in taken:
            continue
        meant = _nearest_compound(tokens[place].key, tokens[place + 1].key, listed)
        if meant:
            start, end = tokens[place].start, tokens[place + 1].end
            slips.append(
                Misspelling(start, end, clean_line(text[start:end]), _with_capitals_of(text[start:end], meant))
            )
    return slips


def _stand_together(text: str, left: _Token, right: _Token) -> bool:
    between = text[left.end : right.start]
    if not between.isspace() or "\n\n" in between:
        return False
    # `phố cổ Hội An`, `Văn Bán`: where the second begins with a capital a name begins, or is.
    return not text[right.start].isupper() or text[left.start : right.end].isupper()


@lru_cache(maxsize=4096)
def _key(syllable: str) -> str:
    """Return letters without tone, then the tone: the same for hòa and hoà, kỹ and kĩ, which are both right."""
    flat, tone = split_tone(syllable)
    if len(flat) == 2 and flat[1] == "y" and flat[0] in "hklmstv":
        flat = flat[0] + "i"
    return flat + tone


@dataclass(frozen=True, slots=True)
class _Listed:
    written: dict[tuple[str, str], str]
    """Keys of both syllables → the compound as listed."""
    after: dict[str, list[str]]
    """Key of a first syllable → keys of the second ones listed with it."""
    before: dict[str, list[str]]


@lru_cache(maxsize=8)
def _keys(words: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Keys of both syllables of each word."""
    pairs = (word.split() for word in words)
    return frozenset((_key(first), _key(second)) for first, second in pairs)


@lru_cache(maxsize=8)
def _listed(compounds: frozenset[str]) -> _Listed:
    written: dict[tuple[str, str], str] = {}
    after: defaultdict[str, list[str]] = defaultdict(list)
    before: defaultdict[str, list[str]] = defaultdict(list)
    for compound in sorted(compounds):
        first, second = map(_key, compound.split())
        written[first, second] = compound
        after[first].append(second)
        before[second].append(first)
    return _Listed(written, dict(after), dict(before))


def _nearest_compound(first: str, second: str, listed: _Listed) -> str | None:
    """Return the listed compound meant; one that differs by marks only goes before one that differs by a letter."""
    meant = [(second, other, (first, other)) for other in listed.after.get(first, ()) if _is_near(second, other)]
    meant += [(first, other, (other, second)) for other in listed.before.get(second, ()) if _is_near(first, other)]
    ranked = sorted((_bare(typed) != _bare(other), listed.written[pair]) for typed, other, pair in meant)
    return ranked[0][1] if ranked else None


def _flat(key: str) -> str:
    """Return a key without its tone; no syllable ends in a tone's letter."""
    return key.rstrip("sfrxj")


@lru_cache(maxsize=4096)
def _bare(key: str) -> str:
    return fold(_flat(key))


# Everyday words stand beside anything (tại khoản 2, việc là, để xuất bản), so they count as slips only by a last letter
# too many (các nhân).
_EVERYDAY = """
    ai ấy ba bao bằng bị bởi các cần chỉ cho chưa có còn của cũng cùng do dưới đã đang đâu đây để đến đi đó được gì giữa
    hai hay hết hoặc hơn họ ít khi không kia là lại lên lúc mà mọi mỗi một nào này nay nên nếu ngoài nhất nhiều nhưng
    những như nó nữa phải qua ra rất rồi sao sau sẽ tại tôi tới từ thay theo thêm thì trên trong trước và vào về vì với
    xuống
"""


@cache
def _everyday() -> frozenset[str]:
    return frozenset(map(_key, _EVERYDAY.split()))


@lru_cache(maxsize=1 << 16)
def _is_near(typed: str, other: str) -> bool:
    flat, other_flat = _flat(typed), _flat(other)
    if typed in _everyday():
        same_tone = typed[len(flat) :] == other[len(other_flat) :]
        return len(flat) > 1 and same_tone and other_flat == flat[:-1]
    if _bare(typed) == _bare(other):
        return True
    if len(flat) == 1:
        return False
    return _differ_by_one(typed, other) and _can_slip(typed, other)


def _differ_by_one(word: str, other: str) -> bool:
    """Return whether one letter added, dropped, changed or two swapped make one word of the other."""
    if abs(len(word) - len(other)) > 1:
        return False
    rest, other_rest = _differing_ends(word, other)
    swapped = len(rest) > 1 and rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return swapped or rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]


def _differing_ends(word: str, other: str) -> tuple[str, str]:
    same = 0
    while same < min(len(word), len(other)) and word[same] == other[same]:
        same += 1
    return word[same:], other[same:]


_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_MISHEARD = ("sx", "ct", "nl", "ln", "dr", "dv", "gr", "iy", "ng")


@cache
def _near_letters() -> frozenset[str]:
    """Pairs of letters that hands or ears mistake for each other: neighbours on the keyboard, s and x, c and t."""
    pairs = set(_MISHEARD)
    for row, letters in enumerate(_KEY_ROWS):
        pairs |= {letters[place : place + 2] for place in range(len(letters) - 1)}
        below = _KEY_ROWS[row + 1] if row + 1 < len(_KEY_ROWS) else ""
        for place, letter in enumerate(below):
            pairs |= {letters[place] + letter, letters[place + 1] + letter}
    return frozenset(pairs | {pair[::-1] for pair in pairs})


def _can_slip(typed: str, other: str) -> bool:
    """Of two words that differ by one letter, whether the letter is one that is mistaken or simply missing."""
    if len(typed) != len(other):
        return True
    left, right = _differing_ends(typed, other)
    letters = fold(left[0]) + fold(right[0])
    return letters[0] == letters[1] or letters in _near_letters() or left[1:] != right[1:]


def _with_capitals_of(written: str, meant: str) -> str:
    if written.isupper():
        return meant.upper()
    capitals = [word[0].isupper() for word in written.split()]
    words = zip(meant.split(), capitals, strict=True)
    return " ".join(word[0].upper() + word[1:] if capital else word for word, capital in words)


_SHORTEST_ABBREVIATION = 4  # BNV and BTV are both right
_OFTEN = 3
_SELDOM = 2  # times; what a text abbreviates so more often is a name of its own: HSMT beside HSDT
_TIMES_RARER = 4


def odd_abbreviations(text: str, known: Iterable[str] = ()) -> list[Misspelling]:
    """Return rare abbreviations one letter away from a frequent one of the same text: THHC beside many TTHC.

    Capital syllables of headings are no abbreviations, and parts of symbols (156/QĐ-SGDĐT) are names of their own.
    """
    pattern = r"(?<![\w/&-])[^\W\d_]+(?![\w/&-])"
    tokens = [match for match in re.finditer(pattern, text) if _is_abbreviation(match[0])]
    counts = Counter(match[0] for match in tokens)
    right = set(known)
    frequent = [word for word, count in counts.most_common() if count >= _OFTEN]
    slips = []
    for match in tokens:
        if match[0] in right or counts[match[0]] > _SELDOM:
            continue
        for other in frequent:
            if counts[match[0]] * _TIMES_RARER <= counts[other] and _differ_by_one(match[0], other):
                slips.append(Misspelling(*match.span(), match[0], other))
                break
    return slips


def _is_abbreviation(word: str) -> bool:
    """Return whether it is an abbreviation: those have no tone (HĐND); capitals with one are words of a heading run
    together.
    """
    if len(word) < _SHORTEST_ABBREVIATION or not word.isupper():
        return False
    return not split_tone(word.lower())[1] and not is_syllable(word)
