"""Which date is whose: never paired in silence where a sentence can be understood in two ways."""

from __future__ import annotations

import re
from itertools import pairwise

from cchc_tui.citations.agencies import AGENCY
from cchc_tui.citations.cited import RECEIVED_DATE, SEVERAL_DATES, SHARED_DATE, UNSURE_DATE
from cchc_tui.citations.clauses import ISSUES, SENDS, TO_THE_DAY
from cchc_tui.citations.other_acts import (
    doubt_if_competing,
    doubt_if_event,
    is_not_of_issue,
    is_of_the_next_act,
)
from cchc_tui.citations.scene import CitationReading, Day, Scene

_BOUND = re.compile(r"(?<!\w)(?:từ|đến|tới|trước|sau|hết|trong)\s+(?:hết\s+)?ngày\s*$", re.IGNORECASE)
"""A date that says until when, not on which day something was issued."""
_BY_THEN = re.compile(r"[,;]\s*(?:đến|tới)\s+ngày\s*$")
"""`; đến ngày 03/4/2023 ban hành …`: what was issued then, where no `từ` and no `tính` stands before it."""


_SAME_DAY = re.compile(r"(?<!\w)cùng\s+ngày\s*$", re.IGNORECASE)
"""`cùng ngày `: the day of the document before."""


def assign_dates(scene: Scene) -> None:
    _one_day_for_all(scene)
    _days_after_lists(scene)
    for place, reading in enumerate(scene.readings):
        if reading.day is None and (day := _day_after(scene, place)):
            reading.day, day.used = day, True
            before, why = _day_before(scene, place)
            doubt_if_competing(reading, None if why else before)
    _days_before(scene)


def _one_day_for_all(scene: Scene) -> None:
    """Give one day to all: `Quyết định số A và Quyết định số B cùng ngày 14/4/2023`: of both, as the sentence says."""
    for day in scene.days:
        if not _SAME_DAY.search(scene.text[max(scene.start, day.start - 12) : day.start]):
            continue
        before = [r for r in scene.readings if r.at[1] <= day.start and r.day is None]
        days_before = [d.end for d in scene.days if d.end <= day.start]
        for reading in before:
            if not any(reading.at[1] <= end for end in days_before):
                reading.day, day.used = day, True
    for place, reading in enumerate(scene.readings[1:], start=1):
        after = scene.text[reading.at[1] : reading.at[1] + 24]
        if reading.day is None and re.match(r"\s*,?\s*cùng\s+ngày(?!\s*\d)", after):
            reading.day = scene.readings[place - 1].day or _day_after(scene, place - 1)


def _days_after_lists(scene: Scene) -> None:
    """Give the days that stand after lists: `số X và số Y ngày A và ngày B`, `số X, số Y ngày A`: whose date is whose
    is never sure.
    """
    for place in range(len(scene.readings) - 1, 0, -1):
        first = place
        while first > 0 and scene.are_joined(first - 1):
            first -= 1
        group = scene.readings[first : place + 1]
        if len(group) < 2 or any(r.day for r in group):
            continue
        days = run_of_days(scene, place)
        if not days:
            continue
        shared = [(reading, days[0]) for reading in group if _shares_code(scene, group)] or [(group[-1], days[0])]
        for reading, day in zip(group, days, strict=False) if len(days) > 1 else shared:
            reading.day, day.used = day, True
        for reading in group:
            reading.doubt(SEVERAL_DATES if len(days) > 1 else SHARED_DATE)


def _shares_code(scene: Scene, group: list[CitationReading]) -> bool:
    """Return whether the numbers are of one list with one code: `số 77, 81 và 93/UBND-VHXH`."""
    return all(re.fullmatch(r"\d+[a-zđ]?(?:/\d{4})?", scene.text[slice(*reading.at)]) for reading in group[:-1])


def run_of_days(scene: Scene, place: int) -> list[Day]:
    """Return the dates right after a number that follow each other with nothing but `và`, `,` between."""
    at = scene.readings[place].at[1]
    found: list[Day] = []
    for day in scene.days:
        between = scene.text[at : day.start] if day.start >= at else None
        if between is None:
            continue
        words = r"[\s,(]*(?:lần lượt\s+|cùng\s+)?(?:ngày\s+)?" if not found else r"\s*(?:,|và|,\s*và)\s*(?:ngày\s+)?"
        if not re.fullmatch(words, between, re.IGNORECASE):
            break
        found.append(day)
        at = day.end
    return found


def _day_after(scene: Scene, place: int) -> Day | None:
    reading = scene.readings[place]
    limit = scene.next_start(place)
    days = [d for d in scene.days if reading.at[1] <= d.start < limit and not d.used]
    if not days:
        return None
    between = scene.text[reading.at[1] : days[0].start]
    if TO_THE_DAY.fullmatch(between):
        return None if is_of_the_next_act(scene, reading, days[0]) else days[0]
    issuer = rf"[\s,]*(?:của|do)\s+{AGENCY}[^,;:()]{{0,80}}?\s*,?\s*\(?(?:(?:ký\s+)?ban hành\s+|ký\s+)?ngày\s*"
    if re.fullmatch(issuer, between, re.IGNORECASE) and not re.search(r"\svề\s", between):
        if is_not_of_issue(reading, between) or is_of_the_next_act(scene, reading, days[0]):
            return None
        return days[0]
    return _day_at_the_end(scene, reading, days[-1], limit)


def _day_at_the_end(scene: Scene, reading: CitationReading, day: Day, limit: int) -> Day | None:
    """Return `… về việc A (ngày 21/02/2023)`, `… về việc A, ban hành ngày 21/02/2023`."""
    before, after = scene.text[max(scene.start, day.start - 40) : day.start], scene.text[day.end : limit]
    closes = re.match(r"\s*(?:[);]|\.?\s*$|\./\.|,?\s*(?:và)?\s*$)", after)
    leads = re.search(
        r"(?:\(\s*(?:ký\s+|ban hành\s+)?ngày|,\s*(?:ký|ban hành)\s+ngày|(?:,|\svào)\s*ngày)\s*$", before, re.IGNORECASE
    )
    if not closes or not leads:
        return None
    if limit < scene.end and not after.strip():  # `…, ngày 20/3/2024 Công văn số 44/UBND-VP`: rather the next one's
        return None
    if re.search(r"(?:,|vào)\s*ngày\s*$", before, re.IGNORECASE):
        doubt_if_event(reading, scene.text[reading.at[1] : day.start])
    return day


def _days_before(scene: Scene) -> None:
    """Give the day that stands before: `Ngày 21/02/2023 UBND xã đã ban hành công văn số …`."""
    waiting = [r for r in scene.readings if r.day is None]
    if not waiting:
        return
    leading = [d for d in scene.days if not d.used and d.end <= waiting[0].start]
    if len(leading) > 1 and len(waiting) > 1 and _stand_together(scene.text, leading):
        for reading, day in zip(waiting, leading, strict=False):
            reading.day, day.used = day, True
        for reading in waiting:
            reading.doubt(SEVERAL_DATES)
        return
    shared: Day | None = None
    for place, reading in enumerate(scene.readings):
        if reading.day is not None:
            continue
        found, why = _day_before(scene, place)
        if found is not None:
            reading.day = shared = found
            found.used = True
            if why:
                reading.doubt(why)
        elif shared is not None and place and scene.continues_list(place):
            reading.day = shared
            reading.doubt(SHARED_DATE)


def _day_before(scene: Scene, place: int) -> tuple[Day | None, str]:
    reading = scene.readings[place]
    lo = scene.readings[place - 1].at[1] if place else scene.start
    days = [d for d in scene.days if lo <= d.start and d.end <= reading.start and not d.used]
    if not days:
        return None, ""
    day = days[-1]
    if not re.search(
        r"(?:ngày|^|[-+*(,;:])\s*$", scene.text[max(scene.start, day.start - 20) : day.start], re.IGNORECASE
    ):
        return None, ""
    lead = scene.text[max(scene.start, day.start - 20) : day.start]
    by_then = _BY_THEN.search(lead) and not re.search(r"(?i:từ|tính)\W", scene.text[lo : day.start])
    if _BOUND.search(lead) and not by_then:
        return None, ""
    between = scene.text[day.end : reading.start]
    if re.search(rf"{ISSUES}(?:\s+(?:\w+\s+){{0,5}}(?:văn bản)?\s*:)?\s*(?:các|những|hai|02)?\s*$", between):
        return (None, "") if re.search(r"(?:tổ chức|triển khai|thực hiện)(?!\w)", between) else (
            day, UNSURE_DATE if by_then else ""
        )  # fmt: skip
    if re.search(rf"{SENDS}\s*$", between):
        return day, RECEIVED_DATE
    if re.fullmatch(r"\s*[:,-]?\s*", between):  # "- 21/02/2023: Công văn số …"
        return day, ""
    return None, ""


def _stand_together(text: str, days: list[Day]) -> bool:
    pairs = pairwise(days)
    return all(re.fullmatch(r"\s*(?:,|và|,\s*và)\s*(?:ngày\s+)?", text[a.end : b.start]) for a, b in pairs)
