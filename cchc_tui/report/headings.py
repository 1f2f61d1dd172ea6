"""The headings of a report's prose, for the editor's table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_CLOSING = re.compile(r"\s*Trên đây là\b")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: 1 is `I.`, 2 is `1.`, 3 is `a)` in the decree's levels for papers without Điều."""

    level: int
    text: str
    line: int
    """Line in the prose, from 1."""


def headings(body: str) -> list[Heading]:
    """Return the `#` headings of the prose in order; those inside a code fence are none."""
    found: list[Heading] = []
    fence = ""
    for number, line in enumerate(body.split("\n"), 1):
        if mark := _FENCE.match(line):
            fence = _after_fence(fence, mark[1])
        elif not fence and (heading := _HEADING.fullmatch(line)):
            found.append(Heading(len(heading[1]), (heading[2] or "").strip(), number))
    return found


def empty_sections(text: str) -> list[Heading]:
    """Return the headings of a report under which nothing is told: no sentence, no list, and no heading below them.

    The closing sentence and the appendix belong to no section.
    """
    lines = text.split("\n")
    found = headings(text)
    empty = []
    for at, heading in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if following is not None and following.level > heading.level:
            continue
        end = following.line - 1 if following else len(lines)
        if not any(_tells(line) for line in _own_lines(lines[heading.line : end])):
            empty.append(heading)
    return empty


def _own_lines(lines: list[str]) -> list[str]:
    at = next((n for n, line in enumerate(lines) if line.startswith(":::")), len(lines))
    return lines[:at]


def _tells(line: str) -> bool:
    return bool(line.strip()) and not _CLOSING.match(line)


def _after_fence(open_mark: str, mark: str) -> str:
    """Return the fence that is open after this line; "" when it closes the open one."""
    if not open_mark:
        return mark
    return "" if mark[0] == open_mark[0] and len(mark) >= len(open_mark) else open_mark
