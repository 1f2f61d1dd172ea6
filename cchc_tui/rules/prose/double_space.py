"""Two spaces in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import around
from cchc_tui.rules.rule import GOOD_WRITING, Mark, Paper, ProseRule

# Before a mark no space is right at all, which another rule says.
_SPACES = re.compile(r"(?<=\S) {2,}(?! )(?![.,;:!?](?![\w.,:;!?/]))(?=(?P<slash>/)|\S)")
_FILLED_IN = re.compile(r"(?:số|ngày|tháng|năm):?\Z", re.IGNORECASE)
_ROOM = 3  # so many spaces are room for a number or a day


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each run of spaces between words; room left for a number or a day is lawful."""
    for passage, match in paper.matches(_SPACES):
        before = passage.text[max(0, match.start() - 8) : match.start()]
        if len(match[0]) >= _ROOM and (match["slash"] or _FILLED_IN.search(before)):
            continue
        start, end = match.start() - 1, match.end() + 1
        shown = around(passage.text, start, end)
        new = passage.text[start] + " " + passage.text[end - 1]
        yield Mark(passage, start, end, f"Thừa dấu cách ở “{shown}”.", new)


RULE = ProseRule(
    code="double-space",
    severity=Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Giữa hai chữ chỉ có một dấu cách.",
    example="trên  đài truyền thanh",
    check=check,
)
