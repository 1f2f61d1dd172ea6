"""Issuer and subject of a citation, read from what stands around its number and date."""

from __future__ import annotations

import re

from cchc_tui.citations.agencies import AGENCY, is_mere_unit
from cchc_tui.citations.cited import NESTED_SUBJECT, SEVERAL_DATES, UNSURE_ISSUER, UNSURE_SUBJECT
from cchc_tui.citations.clauses import (
    ANOTHER_SOURCE,
    AT_A_SOURCE,
    BLANK_DAY,
    DONE,
    ISSUER_AFTER,
    ISSUER_AT,
    ISSUER_BEFORE,
    OUTSIDE_AGENCY,
    PREDICATE,
    SECOND_AGENCY,
    SENDS,
    SUBJECT_START,
    TO_THE_DAY,
    UNKNOWN_BEFORE,
    UNSURE,
    ClauseEnds,
    clause_end,
    closing_bracket,
    tidy,
)
from cchc_tui.citations.date_assignment import run_of_days
from cchc_tui.citations.scene import CitationReading, Scene
from cchc_tui.language.letters import SMALL

_LONGEST_SUBJECT = 300
_LEAD = 200
"""Letters before a citation that say how it is led to."""
_SUBJECT_REACH = 1_500
"""Letters in which a subject must end; the longest a record keeps has 500."""
_NEAR = 300
"""Letters before a citation in which the one who issued it is looked for."""

_TO_WHOM = re.compile(rf"\s+(?:gửi|trình|chuyển|giao|báo cáo)\s+(?=(?:cho\s+|đến\s+|tới\s+)?{AGENCY})")
"""`của UBND xã gửi UBND huyện`: the first is the issuer."""
_ENDS_IN_VERB = re.compile(
    r"(?:\s+(?:và|ban hành|ký|đề|lập|ra|có|gửi|nhận|nhận được|tiếp nhận|chuyển|chuyển đến|trình|phát hành|họp|tổ chức"
    r"|thông qua|áp dụng|công bố|nộp|từ|đến|tới|trước|sau|đã|được|vừa|mới))+$"
)
"""`UBND xã đã ban hành`: verbs left at the end of an agency's name."""
_GOES_ON = re.compile(rf"\s*;\s+(?!và\s)[{SMALL}]+\s[^;\d]*[;.]?\s*$")
"""`; theo dõi, đôn đốc.`: what follows a semicolon and names nobody may belong to the subject."""
_LEADS_TO_DAY = re.compile(r"[\s,(]*(?:(?:ký|đề|ban hành|vào)\s+)?ngày\s*$", re.IGNORECASE)
"""` ký ngày `: what stands before a day."""


def read_issuer_and_subject(scene: Scene, place: int, reading: CitationReading) -> None:
    closed = closing_bracket(scene.text, scene.start, reading.start, reading.at[1], scene.end)
    limit = min(scene.next_start(place), closed or scene.end)
    at = _after_day(scene, place, reading, limit)
    reading.end = at
    if m := ISSUER_AFTER.match(scene.text[at:limit]):
        set_issuer(reading, m)
        at += m.end()
        reading.end = at
    elif reading.issuer is None:
        _issuer_before(scene, place, reading)
    read_subject(scene, place, reading, at, scene.text[at : closed or scene.end])


def _after_day(scene: Scene, place: int, reading: CitationReading, limit: int) -> int:
    """Return where reading goes on after the date, if that follows the number; an issuer between the two is taken."""
    at, day = reading.at[1], reading.day
    if SEVERAL_DATES in reading.doubts and (run := run_of_days(scene, place)):
        return run[-1].end
    if day is None:
        blank = BLANK_DAY.match(scene.text, at, limit)
        return blank.end() if blank else at
    if not at <= day.start < limit:
        return at
    lead = scene.text[at : day.start]
    if m := ISSUER_AFTER.match(lead):
        if not TO_THE_DAY.fullmatch(lead[m.end() :]):
            return at
        set_issuer(reading, m)
        return day.end
    return day.end if TO_THE_DAY.fullmatch(lead) else at


def set_issuer(reading: CitationReading, match: re.Match[str]) -> None:
    issuer = _TO_WHOM.split(match["issuer"].strip())[0]
    issuer = _ENDS_IN_VERB.sub("", issuer)
    if not issuer:
        return
    if is_mere_unit(issuer):
        reading.doubt(UNSURE_ISSUER)
        return
    reading.issuer = issuer
    if match["head"] is None or len(issuer) > 100:
        reading.doubt(UNSURE_ISSUER)


def _issuer_before(scene: Scene, place: int, reading: CitationReading) -> None:
    lo = max(scene.readings[place - 1].at[1] if place else scene.start, reading.start - _NEAR)
    before = scene.text[lo : reading.start]
    if at := ISSUER_AT.search(before):
        reading.issuer = at["issuer"]
        return
    found = ISSUER_BEFORE.search(before)
    if found is None:
        if (unknown := UNKNOWN_BEFORE.search(before)) and not is_mere_unit(unknown["issuer"]):
            reading.issuer = unknown["issuer"]
            reading.doubt(UNSURE_ISSUER)
        return
    if re.match(SENDS, found["verb"]):
        return
    reading.issuer = re.sub(rf"(?:\s+{DONE})+$", "", OUTSIDE_AGENCY.split(found["issuer"])[0]).strip(" ,")
    if SECOND_AGENCY.search(reading.issuer):
        reading.doubt(UNSURE_ISSUER)


def read_subject(scene: Scene, place: int, reading: CitationReading, at: int, tail: str) -> None:
    start = SUBJECT_START.match(tail)
    if start is None:
        reading.subject = tidy(reading.name) if reading.name else None
        return
    begin = at + start.end()
    stop = _subject_end(scene, place, reading, begin)
    if start["bracket"] and (bracket := scene.text.find(")", begin, stop)) > 0:
        stop = bracket
    quoted = start["about"] and re.search(r"[”\"]\s*(?=[.,;)]|$)", scene.text[begin:stop])
    if quoted:
        stop = begin + quoted.start()
    if not quoted and (predicate := PREDICATE.search(scene.text, begin, stop)):
        stop = predicate.start()
        reading.doubt(UNSURE_SUBJECT)
    subject = scene.text[begin:stop]
    day = reading.day
    if day is not None and begin <= day.start < stop and not quoted:
        cut = _LEADS_TO_DAY.search(scene.text[begin : day.start])
        subject = scene.text[begin : begin + cut.start()] if cut else subject
        stop = stop if not cut else begin
    if _GOES_ON.match(scene.text, stop, scene.end):
        reading.doubt(UNSURE_SUBJECT)
    is_whole = bool(re.match(r"\s*(?:[.;]|\./\.|$)", scene.text[stop : scene.end])) and not quoted
    reading.subject = tidy(subject, whole=is_whole)
    reading.end = max(reading.end, stop)
    if reading.subject and (len(reading.subject) > _LONGEST_SUBJECT or UNSURE.search(reading.subject)):
        reading.doubt(UNSURE_SUBJECT)


def _subject_end(scene: Scene, place: int, reading: CitationReading, begin: int) -> int:
    """Return where a subject that begins at `begin` ends: with its clause, or before the next citation of a list."""
    stop = min(scene.end, begin + _SUBJECT_REACH)
    if bracket := closing_bracket(scene.text, scene.start, reading.start, begin, scene.end):
        stop = bracket
    nested = 0
    ends = ClauseEnds(scene.text, begin)
    for other in scene.readings[place + 1 :]:
        if other.start >= stop:
            break
        clause = ends.before(other.start)
        if clause is not None:
            return clause
        lead = scene.text[max(begin, other.start - _LEAD) : other.start]
        if AT_A_SOURCE.search(lead):
            reading.doubt(NESTED_SUBJECT)
            if own := ANOTHER_SOURCE.search(lead):
                return other.start - len(lead) + own.start()
        if re.search(r"(?:[,;]|(?<!\w)và|(?<!\w)cùng)\s*(?:(?:theo|tại|thực hiện|căn cứ|các)\s+)*$", lead):
            if nested:
                reading.doubt(NESTED_SUBJECT)
            return other.start
        nested += 1
        if nested > 1:
            reading.doubt(NESTED_SUBJECT)
    after = scene.readings[place + nested].at[1] if nested else begin
    return min(clause_end(scene.text, after, stop) or stop, stop)
