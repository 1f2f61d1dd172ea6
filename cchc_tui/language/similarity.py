"""Subjects ("trích yếu") so near each other that they may be one document entered twice.

Meant for documents of the same date. Two conditions: nine tenths of the words are shared, and the numbers are the
same. The numbers matter: an office's monthly letters differ in nothing else (tháng 5/2023, tháng 7/2023) and are
lawful all the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from cchc_tui.language.text import clean_line, fold

_SHARED = 0.9  # of both subjects' words (Dice); a kế hoạch and its tuyên truyền variant share 0.86
_MOST_COMPARED = 50  # earlier subjects looked at per subject; beyond it there is no single answer to show
_EMPTY_WORDS = {"va", "cua", "ve", "viec", "v", "cho", "cac", "tai", "theo", "tren", "trong", "doi", "voi"}
_ROMAN = set("IVX")


@dataclass(frozen=True, slots=True)
class _Subject:
    words: frozenset[tuple[str, int]]
    """Folded words, each with its count so far, so that a word said twice counts twice."""
    numbers: tuple[str, ...]
    names: frozenset[str]
    """Folded words with a capital first letter, but for the first word and abbreviations."""


def are_near(left: str, right: str) -> bool:
    """Return whether two subjects are near enough to ask the clerk; a subject without words is near nothing."""
    return _near(_read(left), _read(right))


def near_pairs(subjects: Sequence[str]) -> list[tuple[int, int]]:
    """Places of near subjects, earlier one first, in order.

    Not every pair is compared: only subjects with the same numbers that share one of their rarest words, of which a
    near pair must share one (prefix filtering), and of those the latest `_MOST_COMPARED`.
    """
    read = [_read(subject) for subject in subjects]
    frequency = Counter(word for subject in read for word in subject.words)
    seen: defaultdict[tuple[tuple[str, ...], tuple[str, int]], list[int]] = defaultdict(list)
    pairs = []
    for place, subject in enumerate(read):
        rare = sorted(subject.words, key=lambda word: (frequency[word], word))[: _prefix(len(subject.words))]
        candidates: set[int] = set()
        for word in rare:
            earlier = seen[subject.numbers, word]
            candidates.update(earlier[-_MOST_COMPARED:])
            earlier.append(place)
        latest = sorted(candidates)[-_MOST_COMPARED:]
        pairs += [(other, place) for other in latest if _near(read[other], subject)]
    return sorted(pairs)


def _prefix(count: int) -> int:
    """Return how many of a subject's rarest words must hold a shared one: at least `shared` are common to a near
    pair.
    """
    shared = ceil(_SHARED * count / (2 - _SHARED) - 1e-9)
    return count - shared + 1 if count else 0


@lru_cache(maxsize=4096)
def _read(subject: str) -> _Subject:
    words: set[tuple[str, int]] = set()
    numbers: list[str] = []
    names: set[str] = set()
    counts: Counter[str] = Counter()
    spaced = "".join(letter if letter.isalnum() else " " for letter in clean_line(subject))
    for place, word in enumerate(spaced.split()):
        folded = fold(word)
        if any(letter.isdigit() for letter in word) or (place and set(word) <= _ROMAN):
            numbers.append(folded.lstrip("0"))
        elif folded not in _EMPTY_WORDS:
            counts[folded] += 1
            words.add((folded, counts[folded]))
            if place and word.istitle():
                names.add(folded)
    return _Subject(frozenset(words), tuple(numbers), frozenset(names))


def _near(left: _Subject, right: _Subject) -> bool:
    if left.numbers != right.numbers or not left.words or not right.words:
        return False
    shared = len(left.words & right.words)
    if 2 * shared < _SHARED * (len(left.words) + len(right.words)):
        return False
    return not _name_different_things(left, right)


def _name_different_things(left: _Subject, right: _Subject) -> bool:
    """Return whether each names something the other does not: thôn Đông and thôn Đoài are two matters."""
    return bool(left.names - {word for word, _ in right.words}) and bool(right.names - {word for word, _ in left.words})
