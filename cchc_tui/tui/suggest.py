"""What the form offers while typing, from the symbol and from earlier records. Plain functions over records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from cchc_tui.language.text import fold
from cchc_tui.records.directive import INCOMING, Directive
from cchc_tui.records.symbol import Symbol, parse_symbol

_LOOK_BACK = 3000
"""Earlier records looked through for a completion: enough for years of a commune, quick at 100 000."""
_SERIES = 300
"""The year's latest documents: the last number of the series is among them."""
_SHORTEST_START = 3
_NUMBER_START = re.compile(r"\s*0*(\d{1,6})\s*(/.*)?")

folded = lru_cache(maxsize=16384)(fold)


@lru_cache(maxsize=4096)
def tail_of(symbol: str) -> str:
    """Return what stands after the number: `/UBND-NV`; "" without one."""
    found = _NUMBER_START.fullmatch(symbol)
    return (found[2] or "") if found else ""


Series = list[tuple[Symbol, str]]
"""Number and symbol of documents the office issued, the latest first."""


def series_of(records: Iterable[Directive], year: int | None = None) -> Series:
    """Return the latest documents of the office in `year`, or in any; `records` newest first."""
    own = (r for r in records if r.direction != INCOMING and r.issued_on and year in (None, r.issued_on.year))
    return [(parsed, r.symbol or "") for r in islice(own, _SERIES) if (parsed := r.parsed)]


def next_symbol(own: Series, earlier: Series, typed: str) -> str:
    """Return the symbol on offer: the number after the last one of the year's series `own`, or the usual ending for a
    typed number. A year without any begins its series anew with the usual ending. "" when there is nothing to offer.
    """
    if not own:
        tails = Counter(tail for _, s in earlier if (tail := tail_of(s)))
        return f"1{tails.most_common(1)[0][0]}" if tails and not typed else ""
    if not typed:
        numbered = [(p.number, s) for p, s in own if p.number is not None]
        if not numbered:
            return ""
        latest = max(numbered)[1]
        series = max(numbered)[0]
        return f"{series + 1}{tail_of(latest)}" if tail_of(latest) else ""
    found = _NUMBER_START.fullmatch(typed)
    if not found:
        return ""
    start = folded(found[2] or "")
    tails = Counter(tail for _, s in own if (tail := tail_of(s)) and folded(tail).startswith(start))
    if not tails:
        return ""
    tail = tails.most_common(1)[0][0]
    return "" if found[2] == tail else typed.partition("/")[0].rstrip() + tail


def complete_issuer(records: Iterable[Directive], typed: str) -> str:
    """Return the most used issuer that begins as typed."""
    return complete((r.issuer for r in records), typed)


def complete(values: Iterable[str | None], typed: str) -> str:
    """Return the most used value that begins as typed, marks and case aside; "" for none or when it is typed in
    full.
    """
    start = folded(typed)
    if len(start) < 1:
        return ""
    counts: Counter[str] = Counter()
    for number, value in enumerate(values):
        if number >= _LOOK_BACK:
            break
        if value and folded(value).startswith(start):
            counts[value] += 1
    best = counts.most_common(1)
    return best[0][0] if best and best[0][0] != typed else ""


def complete_subject(records: Iterable[Directive], typed: str) -> str:
    """Return an earlier subject that begins as typed, the latest first."""
    start = folded(typed)
    if len(start) < _SHORTEST_START:
        return ""
    for number, record in enumerate(records):
        if number >= _LOOK_BACK:
            break
        subject = record.subject or ""
        if folded(subject).startswith(start) and subject != typed:
            return subject
    return ""


def similar(records: Iterable[Directive], symbol: str) -> Directive | None:
    """Return the latest record with the same ending of the symbol: its issuer is the likely one."""
    tail = folded(tail_of(symbol))
    if not tail:
        return None
    for number, record in enumerate(records):
        if number >= _LOOK_BACK:
            break
        if record.symbol and folded(tail_of(record.symbol)) == tail:
            return record
    return None


def same_number(records: Iterable[Directive], symbol: str) -> list[Directive]:
    """Records whose number and symbol are the same document number, however written."""
    parsed = parse_symbol(symbol)
    if parsed is None or parsed.number is None:
        return []
    digits = str(parsed.number)
    # Looking for the digits first spares taking 100 000 symbols apart at every key.
    near = (r for r in records if r.symbol and digits in r.symbol)
    return [r for r in near if (other := r.parsed) is not None and other.key == parsed.key]
