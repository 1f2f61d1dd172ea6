"""A heading that ends with a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.document.passages import PassageKind
from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import beginning
from cchc_tui.rules.letters import SMALL
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_NUMBERED = re.compile(rf"^(?:[IVX]{{1,5}}|Phần [IVX]+)[.\s]+[^{SMALL}]+$")


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each heading, or line set like one, with a stop at its end."""
    for passage in paper.document.passages:
        text = passage.text.rstrip()
        if passage.kind is not PassageKind.HEADING and not _NUMBERED.match(text):
            continue
        if text.endswith(".") and not text.endswith(("..", "./.", "v.v.")) and len(text) > 4:
            message = f"Đề mục “{beginning(text)}” không có dấu chấm ở cuối."
            yield Mark(passage, len(text) - 2, len(text), message, text[-2])


RULE = ProseRule(
    code="heading-stop",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm d",
    says="Cuối đề mục không có dấu chấm, mọi đề mục như nhau.",
    example="III. ĐÁNH GIÁ CHUNG.",
    check=check,
)
