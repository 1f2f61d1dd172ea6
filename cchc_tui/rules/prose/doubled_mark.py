"""A punctuation mark typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import around
from cchc_tui.rules.rule import GOOD_WRITING, Mark, Paper, ProseRule

_DOUBLED = re.compile(
    r"(?<=[\w)”])(?:(?P<same>[,;:])\s?(?P=same)+|(?<!\.)\.\.(?![.\w])|(?P<two>[,;:]\s?\.|\.\s?[,;])(?!\.))"
)
_SMALL = re.compile(r"(?:v\.v|tr|TP|Tp|tp|Q|P|TX|TT|tt)$")


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each doubled mark; an ellipsis and the stop of an abbreviation (v.v.,) are lawful."""
    for passage, match in paper.matches(_DOUBLED):
        if _SMALL.search(passage.text[: match.start()]):
            continue
        shown = around(passage.text, match.start(), match.end(), letters=12)
        new = None if match["two"] else match[0][0]
        yield Mark(passage, match.start(), match.end(), f"Dấu câu gõ hai lần ở “{shown}”.", new)


RULE = ProseRule(
    code="doubled-mark",
    severity=Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Mỗi chỗ chỉ có một dấu câu.",
    example="năm 2023.. hoặc xã,.",
    check=check,
)
