"""What the form offers while typing, from the symbol and from earlier records. Plain functions over records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from cchc_tui.language.text import fold
from cchc_tui.records.directive import OUTGOING, Directive
from cchc_tui.records.next_number import code_of, next_own_symbol
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.symbol import parse_symbol

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


def own_papers(records: Iterable[Directive]) -> list[Directive]:
    """Return the latest documents the office issued, the newest first as `records` are."""
    return list(islice((r for r in records if r.direction == OUTGOING and r.issued_on and r.parsed), _SERIES))


def next_symbol(office: OfficeSettings, own: Sequence[Directive], year: int, typed: str, kind: str = "") -> str:
    """Return the symbol on offer: for the letters of a kind (`kh`) the next number of its series; for a typed number
    its usual ending; for nothing the next number of the series of `kind`, else of the newest document. "" for none.
    """
    found = _NUMBER_START.fullmatch(typed)
    if found is None:
        code = typed.strip() or kind or (code_of(own[0]) if own else "")
        return next_own_symbol(office, own, year, code) if code and not any(c.isdigit() for c in code) else ""
    start = folded(found[2] or "")
    this_year = [r for r in own if r.issued_on and r.issued_on.year == year] or own
    tails = Counter(tail for r in this_year if (tail := tail_of(r.symbol or "")) and folded(tail).startswith(start))
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
    """Return records whose number and symbol are the same document number, however written."""
    parsed = parse_symbol(symbol)
    if parsed is None or parsed.number is None:
        return []
    digits = str(parsed.number)
    # Looking for the digits first spares taking 100 000 symbols apart at every key.
    near = (r for r in records if r.symbol and digits in r.symbol)
    return [r for r in near if (other := r.parsed) is not None and other.key == parsed.key]
