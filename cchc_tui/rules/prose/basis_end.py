"""Căn cứ lines with a wrong end or beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.document.passages import Passage, PassageKind
from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import ending
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_BASIS = re.compile(r"^(?P<dash>[-–+]\s*)?Căn cứ\s")


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each căn cứ that a dash begins, that does not end in ";" or, as the last one, in "." or ","."""
    lines = [(p, m) for p in paper.document.body() if (m := _BASIS.match(p.text))]
    for place, (passage, match) in enumerate(lines):
        text = passage.text.rstrip()
        if match["dash"] or passage.kind is PassageKind.ITEM:
            new = "Căn cứ" if match["dash"] else None  # the mark of a Markdown list is not among the words
            yield Mark(passage, 0, match.end() - 1, "Trước chữ “Căn cứ” không có gạch đầu dòng.", new)
        is_last = place + 1 == len(lines)
        if text.endswith((";", ".", ",", ":") if is_last else ";"):
            continue
        right = "." if is_last else ";"
        yield _end(passage, text, right)


def _end(passage: Passage, text: str, right: str) -> Mark:
    bare = text.rstrip(".,;:")
    start = bare.rfind(" ") + 1
    message = f"Căn cứ “{ending(text)}” phải kết thúc bằng dấu “{right}”."
    return Mark(passage, start, len(text), message, bare[start:] + right)


RULE = ProseRule(
    code="basis-end",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm a",
    says="Mỗi căn cứ xuống dòng, cuối dòng là dấu chấm phẩy, dòng cuối là dấu chấm; không gạch đầu dòng.",
    example="- Căn cứ Nghị định số 30/2020/NĐ-CP ….",
    check=check,
)
