"""A paragraph that stands twice, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.document.passages import Passage, PassageKind
from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import beginning
from cchc_tui.rules.prose import citation_listed_twice
from cchc_tui.rules.rule import GOOD_WRITING, Mark, Paper, ProseRule

_FEWEST_WORDS = 8  # shorter lines may well stand under two headings: Không có, Thực hiện thường xuyên
_PROSE = (PassageKind.PARAGRAPH, PassageKind.ITEM)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each paragraph or list item that an earlier one equals, spaces, capitals and its end mark apart.

    A document listed twice has a rule of its own, which says more.
    """
    first: dict[str, Passage] = {}
    again: list[tuple[Passage, Passage]] = []
    for passage in paper.document.passages:
        if passage.kind in _PROSE:
            words = passage.text.casefold().strip(" .;,-–+•").split()
            before = first.setdefault(" ".join(words), passage)
            if before is not passage and len(words) >= _FEWEST_WORDS:
                again.append((passage, before))
    listed = {id(mark.passage) for mark in citation_listed_twice.check(paper)} if again else set()
    for passage, before in again:
        if id(passage) not in listed:
            here, there = paper.shown_line(passage), paper.shown_line(before)
            message = f"Đoạn “{beginning(passage.text, letters=60)}” ({here}) lặp lại nguyên văn đoạn ở {there}."
            yield Mark(passage, 0, len(passage.text.rstrip()), message)


RULE = ProseRule(
    code="repeated-paragraph",
    severity=Severity.WARNING,
    clause=GOOD_WRITING,
    says="Không đoạn nào đứng hai lần nguyên văn trong một báo cáo.",
    example="dán hai lần cùng một đoạn",
    check=check,
)
