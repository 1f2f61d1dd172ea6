"""The words về việc with a capital letter inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.letters import SMALL
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_ABOUT = re.compile(rf"(?<=[\w)] )(?P<word>Về) (?:việc )?(?=[{SMALL}])")


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each capital "Về" between a document and its subject."""
    for passage, match in paper.matches(_ABOUT):
        if "/" not in passage.text[max(0, match.start() - 60) : match.start()]:
            continue
        yield Mark(passage, match.start("word"), match.end("word"), "Giữa câu viết thường “về việc”.", "về")


RULE = ProseRule(
    code="subject-capital",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục I",
    says="Chữ “về việc” giữa câu viết thường.",
    example="Công văn số 91/UBND-VP Về việc triển khai",
    check=check,
)
