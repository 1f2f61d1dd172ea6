"""Documents cited in running text: kind, number and symbol, date, issuer, subject, and what is doubtful about them.

A citation read wrongly is worse than one not read: where a sentence can be understood in two ways, for instance two
dates before two numbers, the likelier reading is given and `doubts` says why a person must look.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from cchc_tui.citations.cited import NO_DATE, Citation
from cchc_tui.citations.kinds import is_announced
from cchc_tui.citations.sentence import read_sentence
from cchc_tui.language.letters import CAPITAL
from cchc_tui.records.symbol import Symbol, find_symbols, parse_symbol, unread_symbol

__all__ = ["NO_DATE", "Citation", "find_citations"]

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\t\n\r", " "))
_SENTENCE_END = re.compile(
    r"(?<!\bTP\.)(?<!\bTX\.)(?<!\bTT\.)(?<!\bQ\.)(?<!\bP\.)(?<=[.!?])\s+"
    rf"(?=[{CAPITAL}“\"(])"
    # Where a converter ran paragraphs together without a stop, a capital "Ngày" with a whole date begins the next.
    r"|(?<=[\w)”])\s+(?=Ngày\s+\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{2,4}|\s+tháng\s+\d{1,2}\s+năm))"
)


_MOST_IN_SENTENCE = 60


def find_citations(text: str) -> list[Citation]:
    """Return every document cited in one paragraph, in order. Line ends count as spaces."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = text.translate(_SPACES)
    if "/" not in text and "ngày" not in text and "-" not in text:
        return []
    symbols = _with_loose(text, find_symbols(text))
    found: list[Citation] = []
    start = 0
    for end in [*(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]:
        inside = [s for s in symbols if start <= s[0] < end]
        # No person wrote a sentence with so many documents; in parts its reading takes no longer than its length.
        cuts = [symbol[0] for symbol in inside[_MOST_IN_SENTENCE::_MOST_IN_SENTENCE]]
        for first, last in pairwise([start, *cuts, end]):
            part = [s for s in inside if first <= s[0] < last]
            if part or "ngày" in text[first:last]:
                found += read_sentence(text, first, last, part)
        symbols = symbols[len(inside) :]
        start = end
    return found


_LOOSE = re.compile(
    r"(?i:số)\s*:?\s*(?P<symbol>\d{1,5}\s?/\s?[A-ZĐ][A-ZĐa-z&]+(?:\s?[-–]\s?[A-ZĐ][A-ZĐa-z0-9&]+){1,2})"
    r"(?=\s*,?\s+(?:ngày|của|về|V/v|v/v))"
)
"""`số 15/BC-UBND ngày`: a symbol whose kind word is missing."""
_TOKEN = re.compile(
    r"(?<![\w/.,&@-])(?P<number>\d{1,5}[a-zđ]?)(?P<code>(?:/\d{4})?[/-](?=[^\s,;()]*[A-ZĐ])[^\s,;()\[\]“”\"]+?)"
    r"(?=[.:]*(?:[\s,;()\[\]“”\"]|$))"
)
"""A number and whatever stands behind its sign, up to a space, a comma, a bracket, or a full stop and a space."""
_NUMBERS_BEFORE = re.compile(
    r"(?i:số)\s*:?\s*(?P<list>(?:\d{1,5}[a-zđ]?(?:/\d{4})?\s*(?:,\s*và|,|;|và)\s*(?:số\s+)?)+)$"
)
"""`số 12, 13 và `: numbers that share the symbol behind them."""
_ONE_OF_LIST = re.compile(r"(?P<number>\d{1,5}[a-zđ]?)(?P<year>/\d{4})?")
"""`12/2026`: one of those numbers."""
_LONGEST_TOKEN, _LONGEST_LIST = 60, 200


def _with_loose(text: str, symbols: list[tuple[int, int, Symbol]]) -> list[tuple[int, int, Symbol]]:
    """Return the symbols; those with spaces at every sign, which prose allows only between "số" and what follows;
    those that only the name of a kind before them tells; and the numbers of a list that share the code of its last.
    """
    for match in _LOOSE.finditer(text):
        start, end = match.span("symbol")
        inside = [s for s in symbols if s[0] < end and start < s[1]]
        if (not inside or inside[0][1] < end) and (symbol := parse_symbol(match["symbol"])):
            symbols = [s for s in symbols if s not in inside] + [(start, end, symbol)]
    symbols = _whole(text, sorted(symbols, key=lambda s: s[0]))
    return sorted((*symbols, *_of_lists(text, symbols)), key=lambda s: s[0])


def _whole(text: str, symbols: list[tuple[int, int, Symbol]]) -> list[tuple[int, int, Symbol]]:
    """Return the symbols up to the space or sign that ends each, and those nobody can read but a kind or "số"
    announces.
    """
    found: dict[int, tuple[int, int, Symbol]] = {start: (start, end, symbol) for start, end, symbol in symbols}
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        if end - start > _LONGEST_TOKEN:
            continue
        known = found.get(start)
        if known is not None and known[1] >= end:
            continue
        if known is None and not is_announced(text[max(0, start - 60) : start]):
            continue
        symbol = parse_symbol(token[0])
        if symbol is None and known is not None and not re.match(r"[/.&-]\w", text[known[1] : end]):
            continue
        found[start] = (start, end, symbol or unread_symbol(token["number"], token["code"]))
    return sorted(found.values(), key=lambda s: s[0])


def _of_lists(text: str, symbols: list[tuple[int, int, Symbol]]) -> Iterator[tuple[int, int, Symbol]]:
    """Yield `số 77, 81 và 93/UBND-VHXH`: 77 and 81 with the code of 93."""
    for start, end, symbol in symbols:
        lead = text[max(0, start - _LONGEST_LIST) : start]
        numbers = _NUMBERS_BEFORE.search(lead)
        if numbers is None or symbol.number is None:
            continue
        code = re.sub(r"^\d+[a-zđ]?(?:/\d{4}(?=[/]))?", "", text[start:end])
        year = f"/{symbol.year}" if symbol.year else ""
        base = start - len(lead) + numbers.start("list")
        for one in _ONE_OF_LIST.finditer(numbers["list"]):
            shared = parse_symbol(f"{one['number']}{one['year'] or year}{code}")
            if shared is not None:
                yield base + one.start(), base + one.end(), shared
