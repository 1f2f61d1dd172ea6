"""C06: Điều, Chương, Mục with a small letter; khoản, điểm with a capital one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.letters import SMALL
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_LOWER = re.compile(
    r"(?:khoản|điểm) [\da-zđ]+(?:,? (?:và |khoản |điểm )?[\da-zđ]+){0,8} "
    r"(?P<word>điều|mục|chương|phần) (?=\d|[IVX]+\b)|(?:theo|tại) (?P<word2>điều) (?=\d{1,3}\b)"
)
_AFTER_ARTICLE = re.compile(r"[Đđ]iều \d+(?: (?:mục|Mục|chương|Chương|phần|Phần) [\dIVX]+\b)+")
_DIVISION = re.compile(r"(?:mục|chương|phần)(?= [\dIVX])")
_UPPER = re.compile(
    rf"(?<=[{SMALL},] )(?P<word>Khoản|Điểm) (?=\d{{1,2}}\b|[a-zđ]\b)(?=[^.]{{0,80}}(?:Điều|khoản|điều))"
)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each slip of the capital in a reference such as điểm a khoản 2 Điều 103."""
    for passage, match in paper.matches(_LOWER):
        group = "word" if match["word"] else "word2"
        right = match[group].capitalize()
        yield Mark(passage, match.start(group), match.end(group), f"Viện dẫn viết hoa “{right}”.", right)
    for passage, match in paper.matches(_AFTER_ARTICLE):
        for found in _DIVISION.finditer(passage.text, *match.span()):
            right = found[0].capitalize()
            yield Mark(passage, *found.span(), f"Viện dẫn viết hoa “{right}”.", right)
    for passage, match in paper.matches(_UPPER):
        right = match["word"].lower()
        yield Mark(passage, match.start("word"), match.end("word"), f"Viện dẫn viết thường “{right}”.", right)


RULE = ProseRule(
    code="C06",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 7",
    says="Viện dẫn: Phần, Chương, Mục, Điều viết hoa; khoản, điểm viết thường.",
    example="khoản 2 điều 15, Khoản 1 Điều 7",
    check=check,
)
