"""Documents cited in running text: kind, number and symbol, date, issuer, subject, and what is doubtful about them.

A citation read wrongly is worse than one not read: where a sentence can be understood in two ways, for instance two
dates before two numbers, the likelier reading is given and `doubts` says why a person must look.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from cchc_tui.citations.cited import NO_DATE, Citation
from cchc_tui.citations.sentence import read_sentence
from cchc_tui.records.symbol import Symbol, find_symbols, parse_symbol

__all__ = ["NO_DATE", "Citation", "find_citations"]

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\t\n\r", " "))
_SENTENCE_END = re.compile(
    r"(?<!\bTP\.)(?<!\bTX\.)(?<!\bTT\.)(?<!\bQ\.)(?<!\bP\.)(?<=[.!?])\s+"
    r"(?=[A-ZÀÁẢÃẠĂẮÂẤẦẨĐÊẾỀÉÔỐỒƠỚÓÒỦÙÚƯỨỪỬÝ“\"(])"
    # Where a converter ran paragraphs together without a stop, a capital "Ngày" with a whole date begins the next.
    r"|(?<=[\w)”])\s+(?=Ngày\s+\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{2,4}|\s+tháng\s+\d{1,2}\s+năm))"
)


_MOST_IN_SENTENCE = 60


def find_citations(text: str) -> list[Citation]:
    """Every document cited in one paragraph, in order. Line ends count as spaces."""
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


def _with_loose(text: str, symbols: list[tuple[int, int, Symbol]]) -> list[tuple[int, int, Symbol]]:
    """The symbols, and those with spaces at every sign, which prose allows only between "số" and what follows."""
    for match in _LOOSE.finditer(text):
        start, end = match.span("symbol")
        inside = [s for s in symbols if s[0] < end and start < s[1]]
        if (not inside or inside[0][1] < end) and (symbol := parse_symbol(match["symbol"])):
            symbols = [s for s in symbols if s not in inside] + [(start, end, symbol)]
    return sorted(symbols, key=lambda s: s[0])
