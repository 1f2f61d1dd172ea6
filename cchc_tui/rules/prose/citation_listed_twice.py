"""A document that stands twice in the list of what was issued."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.citations import Citation
from cchc_tui.document.passages import Passage
from cchc_tui.language.wording import format_date
from cchc_tui.records.allowed_duplicate import reason_to_keep
from cchc_tui.records.finding import Severity
from cchc_tui.rules.prose.citation_repeated import Key, document_key, is_full, same_year
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each line that lists a document with date and subject which a line above lists too."""
    first: dict[Key, tuple[Passage, Citation]] = {}
    kept = _kept_on_purpose(paper)
    for passage, citation in paper.citations:
        key = document_key(citation)
        lead = passage.text[: citation.start].strip()
        if key is None or not is_full(citation) or not lead.startswith(("Ngày", "-", "+")):
            continue
        above, before = first.setdefault(key, (passage, citation))
        if before is citation or before.subject != citation.subject or key[0] in kept:
            continue
        if not same_year(before.issued_on, citation.issued_on):
            continue
        day = format_date(citation.issued_on) if citation.issued_on else ""
        there = paper.shown_line(above)
        message = f"Văn bản số {citation.symbol_text} ngày {day} được liệt kê hai lần, lần đầu ở {there}."
        yield Mark(passage, citation.start, citation.end, message)


def _kept_on_purpose(paper: Paper) -> set[str]:
    """Symbols that the records hold twice, with the reason why."""
    directives = paper.yearbook.directives if paper.yearbook else ()
    return {d.parsed.key for d in directives if d.parsed and reason_to_keep(d)}


RULE = ProseRule(
    code="citation-listed-twice",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục VI, Phần I, mục III.1.h",
    says="Mỗi văn bản chỉ liệt kê một lần trong báo cáo.",
    example="hai dòng cùng là công văn số 17/CV-UBND ngày 21/02/2023",
    check=check,
)
