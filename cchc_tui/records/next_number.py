"""The next number of one of the office's own series, as a new document is offered it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cchc_tui.records.agency import code_key
from cchc_tui.records.directive import Directive, likely_kind
from cchc_tui.records.issuing import own_issuers, series_name
from cchc_tui.records.kind import KINDS
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.symbol import parse_symbol

LETTER_CODE = "CV"
"""What a công văn, which has no code of its own, is called for short."""


def code_of(directive: Directive) -> str:
    """Return the code of a document's kind as its symbol writes it; CV for a công văn, "" without a symbol."""
    parsed = directive.parsed
    return (parsed.type_code or LETTER_CODE) if parsed else ""


def next_own_symbol(office: OfficeSettings, own: Sequence[Directive], year: int, code: str) -> str:
    """Return `36/KH-UBND` for `kh`: the number after the last one of that kind's series in the year, with the ending
    the office usually writes. "" for a code of no kind.

    `own` are documents the office issued, the newest first. The number that was declared when the program was begun
    counts too, and documents of other kinds where they share the series.
    """
    tail = _usual_tail(office, own, code)
    parsed = parse_symbol(f"1{tail}") if tail else None
    if parsed is None:
        return ""
    name = series_name(office, likely_kind(parsed.text), parsed)
    numbers = [
        other.number
        for one in own
        if one.issued_on is not None
        and one.issued_on.year == year
        and (other := one.parsed) is not None
        and other.number is not None
        and series_name(office, one.kind, other) == name
    ]
    declared = [r.last_number for r in office.series if r.name == name and r.last_year == year and r.last_number]
    return f"{max([*numbers, *declared], default=0) + 1}{tail}"


def _usual_tail(office: OfficeSettings, own: Sequence[Directive], code: str) -> str:
    """Return what stands after the number in most documents of that kind, else what the decree would have there."""
    key = code_key(code)
    tails = Counter(
        one.symbol[len(one.symbol.partition("/")[0]) :]
        for one in own
        if one.symbol and "/" in one.symbol and code_key(code_of(one)) == key
    )
    if tails:
        return tails.most_common(1)[0][0]
    declared = [issuer.code for issuer in office.issuers]
    agency = next((word for word in own_issuers(office) if word not in map(code_key, declared)), "")
    if not agency:
        return ""
    if key == LETTER_CODE:
        return f"/{agency}"
    kind = next((k for k in KINDS if k.abbreviation and code_key(k.abbreviation) == key), None)
    return f"/{kind.abbreviation}-{agency}" if kind else ""
