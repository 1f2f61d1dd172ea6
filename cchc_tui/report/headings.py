"""The headings of a report's prose, for the editor's table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: 1 is `I.`, 2 is `1.`, 3 is `a)` in the decree's levels for papers without Điều."""

    level: int
    text: str
    line: int
    """Line in the prose, from 1."""


def headings(body: str) -> list[Heading]:
    """The `#` headings of the prose in order; those inside a code fence are none."""
    found: list[Heading] = []
    fence = ""
    for number, line in enumerate(body.split("\n"), 1):
        if mark := _FENCE.match(line):
            fence = _after_fence(fence, mark[1])
        elif not fence and (heading := _HEADING.fullmatch(line)):
            found.append(Heading(len(heading[1]), (heading[2] or "").strip(), number))
    return found


def _after_fence(open_mark: str, mark: str) -> str:
    """The fence that is open after this line; "" when it closes the open one."""
    if not open_mark:
        return mark
    return "" if mark[0] == open_mark[0] and len(mark) >= len(open_mark) else open_mark
