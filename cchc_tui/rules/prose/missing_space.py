"""No space after a punctuation mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import around
from cchc_tui.rules.letters import CAPITAL, SMALL
from cchc_tui.rules.rule import GOOD_WRITING, Mark, Paper, ProseRule

_JOINED = re.compile(
    rf"(?<=[{SMALL}]{{2}})(?P<mark>[.;:!?,])(?P<next>[{CAPITAL}][{SMALL}]+(?=[\s,.;])|(?<=,)[{SMALL}]+(?=\s))"
)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark where a word begins right after a mark."""
    for passage, match in paper.matches(_JOINED):
        shown = around(passage.text, match.start(), match.end(), letters=1)
        message = f"Thiếu dấu cách sau dấu “{match['mark']}” ở “{shown}”."
        yield Mark(passage, match.start(), match.end(), message, f"{match['mark']} {match['next']}")


RULE = ProseRule(
    code="missing-space",
    severity=Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Sau dấu câu có một dấu cách.",
    example="của xã.Ngoài ra",
    check=check,
)
