"""A compound one slip away from a word of the office's list."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.language.spelling import near_misses
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import GOOD_WRITING, Mark, Paper, ProseRule


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each near miss, with the likely word; the clerk decides, so nothing is cured by itself."""
    compounds = paper.words.spelled.compounds
    if not compounds:
        return
    for passage in paper.passages:
        for slip in near_misses(passage.text, compounds):
            yield Mark(passage, slip.start, slip.end, f"“{slip.word}” có phải “{slip.suggestion}”?")


RULE = ProseRule(
    code="spelling-compound",
    severity=Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Từ ghép hành chính viết đúng như trong danh sách từ (templates/wording/tu-ghep.txt).",
    example="tuyền truyền, phố biến, các nhân",
    check=check,
)
