"""An abbreviation one letter away from one the report uses often."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from cchc_tui.language.spelling import odd_abbreviations
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import GOOD_WRITING, Mark, Paper, ProseRule


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each odd abbreviation; frequency counts in the whole report."""
    passages = paper.passages
    starts = [0, *accumulate(len(p.text) + 2 for p in passages)]
    text = "\n\n".join(p.text for p in passages)
    for slip in odd_abbreviations(text, paper.words.spelled.abbreviations):
        place = bisect_right(starts, slip.start) - 1
        start = slip.start - starts[place]
        message = f"“{slip.word}” có phải “{slip.suggestion}”?"
        yield Mark(passages[place], start, start + slip.end - slip.start, message)


RULE = ProseRule(
    code="spelling-abbreviation",
    severity=Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Chữ viết tắt dùng thống nhất trong cả văn bản.",
    example="THHC giữa nhiều TTHC",
    check=check,
)
