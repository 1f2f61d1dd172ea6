"""The citations of one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cchc_tui.citations.agencies import AGENCY, issuer_by_symbol
from cchc_tui.citations.cited import (
    BAD_DATE,
    FAR_KIND,
    NO_DATE,
    NO_KIND,
    NO_NUMBER,
    NO_SUBJECT,
    NO_SYMBOL,
    OTHER_KIND,
    SHARED_SUBJECT,
    UNREAD_SYMBOL,
    Citation,
)
from cchc_tui.citations.clauses import ISSUER_AFTER, ISSUES
from cchc_tui.citations.date_assignment import assign_dates
from cchc_tui.citations.kinds import (
    kind_before,
    kind_by_symbol,
    kind_issuer_before,
    kind_name_before,
    kind_pattern,
    kind_slug,
    kinds_agree,
    law_name_before,
)
from cchc_tui.citations.laws import find_laws
from cchc_tui.citations.reading_parts import read_issuer_and_subject, read_subject, set_issuer
from cchc_tui.citations.scene import CitationReading, Scene, find_days
from cchc_tui.records.symbol import Symbol

_NEAR = 240
"""Letters before a number in which its kind is looked for."""


def read_sentence(text: str, start: int, end: int, symbols: list[tuple[int, int, Symbol]]) -> Iterator[Citation]:
    """Yield the citations of the sentence from `start` to `end`, in order."""
    laws = list(find_laws(text, start, end, [(a, b) for a, b, _ in symbols]))
    taken = [(a, b) for a, b, _ in symbols] + [(law.start, law.end) for law in laws]
    scene = Scene(text, start, end, find_days(text, start, end, taken))
    last = start
    for begin, stop, symbol in symbols:
        reading = _head(scene, last, begin, stop, symbol)
        if reading is not None:
            scene.readings.append(reading)
            last = stop
    if not scene.readings:
        yield from sorted((*laws, *_unnumbered(scene)), key=lambda c: c.start)
        return
    assign_dates(scene)
    for place, reading in enumerate(scene.readings):
        read_issuer_and_subject(scene, place, reading)
    _share_in_lists(scene)
    for reading in scene.readings:
        _judge(reading)
    numbered = [reading.result() for reading in scene.readings]
    # A law inside a subject ("về việc triển khai Luật Căn cước ngày …") is part of that subject.
    apart = [law for law in laws if not any(c.start <= law.start < c.end for c in numbered)]
    yield from sorted((*apart, *numbered), key=lambda c: c.start)


def _head(scene: Scene, lo: int, begin: int, stop: int, symbol: Symbol) -> CitationReading | None:
    lo = max(lo, begin - _NEAR)
    before = scene.text[lo:begin]
    at = (begin, stop)
    if m := kind_before().search(before):
        return CitationReading(symbol, at, lo + m.start("kind"), kind_slug(m["kind"]), m["kind"])
    if m := kind_issuer_before().search(before):
        return CitationReading(symbol, at, lo + m.start("kind"), kind_slug(m["kind"]), m["kind"], issuer=m["issuer"])
    numbered = re.search(r"(?i:số)\s*:?\s*[.…_ ]*$", before)
    if numbered is None and not (symbol.year or symbol.type_code) and symbol.unit is None:
        return None
    start = lo + numbered.start() if numbered else begin
    reading = CitationReading(symbol, at, start, None, "")
    named = _last(kind_name_before(), before) if numbered else None
    if numbered and named is None and (symbol.agency or "").startswith("QH"):
        named = law_name_before().search(before)
    if m := named:
        reading.start, reading.kind, reading.kind_text = lo + m.start("kind"), kind_slug(m["kind"]), m["kind"]
        reading.name = m["name"]
    return reading


def _share_in_lists(scene: Scene) -> None:
    """Share what a list says once: `Công văn số X ngày A, số Y ngày B của UBND xã về …`: kind from the first, issuer
    and subject from the last.
    """
    for place in range(1, len(scene.readings)):
        here, before = scene.readings[place], scene.readings[place - 1]
        unnamed = here.kind is None and not here.kind_text and here.symbol is not None
        if unnamed and before.kind and here.symbol and scene.continues_list(place):
            here.kind = before.kind if kinds_agree(before.kind, here.symbol) else None
        if here.issuer is None and before.issuer and scene.continues_list(place) and _is_same_act(scene):
            here.issuer = before.issuer
    for place in range(len(scene.readings) - 2, -1, -1):
        here, then = scene.readings[place], scene.readings[place + 1]
        between = scene.text[here.end : then.start]
        if here.subject is None and re.fullmatch(r"\s*\)?\s*(?:,|và|;|,\s*và)\s*(?:các)?\s*", between):
            if here.issuer is None and then.issuer:
                here.issuer = then.issuer
            if then.subject:
                here.subject = then.subject
                here.doubt(SHARED_SUBJECT)
                then.doubt(SHARED_SUBJECT)


def _is_same_act(scene: Scene) -> bool:
    """Return whether the citation before was issued in this very sentence (`UBND xã ban hành A và B`)."""
    first = scene.readings[0]
    lead = scene.text[scene.start : first.start]
    return bool(re.search(rf"(?:{ISSUES})(?:\s+\w+){{0,4}}\s*:?\s*$", lead)) and first.issuer is not None


def _judge(reading: CitationReading) -> None:
    symbol = reading.symbol
    assert symbol is not None
    if reading.kind is None:
        reading.kind = kind_by_symbol(symbol)
        if reading.kind is None and symbol.agency and symbol.agency.startswith("QH"):
            reading.kind = "luat" if reading.kind_text.lower().endswith("luật") else None
        if reading.kind is None:
            reading.doubt(NO_KIND)
    elif symbol.agency is None and symbol.type_code is None:
        reading.doubt(UNREAD_SYMBOL.format(symbol.text))
    elif not kinds_agree(reading.kind, symbol):
        reading.doubt(OTHER_KIND)
    if reading.name and reading.kind != "luat":
        reading.doubt(FAR_KIND)
    if reading.kind == "cong-van" and symbol.party:
        reading.kind = "cong-van-dang"
    if reading.issuer is None:
        reading.issuer = issuer_by_symbol(symbol)
    if reading.day is None:
        reading.doubt(NO_DATE)
    elif reading.day.value is None:
        reading.doubt(BAD_DATE)
    if not reading.subject:
        reading.subject = None
        reading.doubt(NO_SUBJECT)
    if symbol.number is None:
        reading.doubt(NO_NUMBER)


def _unnumbered(scene: Scene) -> Iterator[Citation]:
    for match in _without_number().finditer(scene.text, scene.start, scene.end):
        day = next((d for d in scene.days if d.start == match.start("d")), None)
        if day is None:
            continue
        kind = kind_slug(match["kind"])
        if kind in ("luat", "phap-lenh"):
            continue  # `find_laws` reads them whole
        reading = CitationReading(None, (match.start(), match.start()), match.start(), kind, match["kind"])
        reading.day, reading.end = day, day.end
        reading.issuer = match["issuer"]
        at = day.end
        if reading.issuer is None and (m := ISSUER_AFTER.match(scene.text[at : scene.end])):
            set_issuer(reading, m)
            at += m.end()
        scene.readings.append(reading)
        read_subject(scene, len(scene.readings) - 1, reading, at, scene.text[at : scene.end])
        if reading.subject and day.value:
            reading.doubt(NO_SYMBOL)
            yield reading.result()


@cache
def _without_number() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<kind>{kind_pattern()})(?:\s+(?P<name>(?-i:[A-ZĐÂĂÊÔƠƯ])[^,;:()\d]{{3,120}}?))??"
        rf"(?:\s+(?:của|do)\s+(?P<issuer>{AGENCY}[^,;:()]{{0,60}}?))?(?:\s+ban hành)?\s*,?\s+ngày\s+"
        rf"(?P<d>\d{{1,2}})(?=\s?[/.-]\s?\d|\s+tháng)"
    )


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the match that reaches the end of `text` and begins last."""
    found = None
    at = 0
    while (m := pattern.search(text, at)) is not None:
        found, at = m, m.start() + 1
    return found
