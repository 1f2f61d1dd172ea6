"""Numbers written in words: `hai mươi bốn`, `một nghìn hai trăm linh năm`, `hai triệu rưỡi`."""

from __future__ import annotations

from collections.abc import Sequence

_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_NOUGHT = "không"
_TEN, _TENS, _DOZEN = "mười", "mươi", "chục"
_FILLERS = ("linh", "lẻ")
_HALF = "rưỡi"
HUNDRED = "trăm"
SCALES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "vạn": 10**4, "nghìn": 1000, "ngàn": 1000}
"""Words that say how many noughts follow, the greatest first."""
_ONLY_AFTER_TENS = ("mốt", "lăm", "nhăm")
NUMBER_WORDS = (*_DIGITS, _NOUGHT, _TEN, _TENS, _DOZEN, HUNDRED, *_FILLERS, *SCALES, _HALF)
"""Every word that a number in words is made of."""


def parse_number_words(text: str) -> int | None:
    """Return the number that words say; None for anything else, also for `hai nghìn ba`, which people mean as 2.300."""
    words = text.casefold().split()
    return _whole(words) if words else None


def _whole(words: Sequence[str]) -> int | None:
    for word, scale in SCALES.items():
        if word not in words:
            continue
        at = words.index(word)
        head, rest = _below_thousand(words[:at]), words[at + 1 :]
        if not head:
            return None
        if not rest:
            return head * scale
        if list(rest) == [_HALF]:
            return head * scale + scale // 2
        below = None if len(rest) == 1 else _whole(rest)
        return None if below is None or below >= scale else head * scale + below
    return _below_thousand(words)


def _below_thousand(words: Sequence[str]) -> int | None:
    if HUNDRED not in words:
        return _below_hundred(words)
    at = words.index(HUNDRED)
    head, rest = words[:at], words[at + 1 :]
    hundreds = 0 if list(head) == [_NOUGHT] else _one(head)
    if hundreds is None:
        return None
    if not rest:
        return hundreds * 100
    if list(rest) == [_HALF]:
        return hundreds * 100 + 50
    below = None if len(rest) == 1 and rest[0] != _TEN else _below_hundred(rest)
    return None if below is None else hundreds * 100 + below


def _below_hundred(words: Sequence[str]) -> int | None:
    """Return `mười lăm`, `hai mươi mốt`, `linh năm`, `ba chục`, `bảy`."""
    if not words:
        return None
    if words[0] in _FILLERS:
        return _one(words[1:])
    if words[0] == _TEN:
        return 10 if len(words) == 1 else _after_ten(words[1:], 10)
    if len(words) > 1 and words[1] in (_TENS, _DOZEN):
        tens = _one(words[:1])
        if tens is None or len(words) == 2:
            return tens and tens * 10
        return _after_ten(words[2:], tens * 10) if words[1] == _TENS else None
    return _one(words)


def _after_ten(words: Sequence[str], tens: int) -> int | None:
    ones = _DIGITS.get(words[0]) if len(words) == 1 else None
    return None if ones is None else tens + ones


def _one(words: Sequence[str]) -> int | None:
    return _DIGITS.get(words[0]) if len(words) == 1 and words[0] not in _ONLY_AFTER_TENS else None
