"""What a paper typed without a head says of itself: its kind and subject, in its first heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cchc_tui.records.kind import Kind

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
"""`````: a fence of code, in which `#` is no title."""
_TITLE = re.compile(r" {0,3}#[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
"""`# BÁO CÁO`: the first head, taken for the paper's kind."""
_DEEPER = re.compile(r" {0,3}#(#{1,5}[ \t])")
"""`### Kết quả`: a head under it, which moves up by one."""
_SECOND = re.compile(r" {0,3}(?:##[ \t]+(.*?)(?:[ \t]+#+)?|\*\*([^*]+)\*\*)[ \t]*$")
"""`## Kết quả quý I`: the head below the title, taken for its subject."""
_EDGES = " \t:.-–*_"


@dataclass(frozen=True)
class TitleLine:
    """The kind and the subject that a text names first, the line (from 1) it does so on (0: nowhere), and the text
    without it, line for line as before.
    """

    kind: Kind | None
    subject: str
    line: int
    body: str


def take_title(body: str, kinds: Mapping[str, Kind]) -> TitleLine:
    """Return what the first heading of level one says. A subject may stand under it, as a heading or in bold.

    Where it was the only heading of its level, those below it become headings of the first level.
    """
    rows = body.split("\n")
    place, title = next(_titles(rows), (-1, ""))
    if place < 0:
        return TitleLine(None, "", 0, body)
    kind, subject = _parted(title.strip(_EDGES), kinds)
    rows[place] = ""
    if kind and not subject:
        subject = _subject_below(rows, place)
    if next(_titles(rows), None) is None:
        rows = [_DEEPER.sub(r"\1", row) if free else row for free, row in _unfenced(rows)]
    return TitleLine(kind, subject[:1].upper() + subject[1:], place + 1, "\n".join(rows))


def _unfenced(rows: list[str]) -> list[tuple[bool, str]]:
    """Return each row with whether it is text, not typed code."""
    found, in_code = [], False
    for row in rows:
        fence = bool(_FENCE.match(row))
        found.append((not in_code and not fence, row))
        in_code ^= fence
    return found


def _titles(rows: list[str]) -> Iterator[tuple[int, str]]:
    for place, (free, row) in enumerate(_unfenced(rows)):
        match = _TITLE.match(row) if free else None
        if match:
            yield place, match[1]


def _parted(title: str, kinds: Mapping[str, Kind]) -> tuple[Kind | None, str]:
    """Return the kind whose name the title begins with, and what follows it."""
    words = " ".join(title.split())
    for kind in sorted(kinds.values(), key=lambda each: len(each.name), reverse=True):
        rest = words[len(kind.name) :]
        if words.casefold().startswith(kind.name.casefold()) and (not rest or not rest[0].isalnum()):
            return kind, rest.strip(_EDGES)
    return None, words


def _subject_below(rows: list[str], place: int) -> str:
    """Return the subject from the next row that says something, and empty that row; "" when it is no such row."""
    below = next((n for n in range(place + 1, len(rows)) if rows[n].strip()), None)
    match = _SECOND.match(rows[below]) if below is not None else None
    if below is None or match is None:
        return ""
    rows[below] = ""
    return (match[1] or match[2]).strip(_EDGES)
