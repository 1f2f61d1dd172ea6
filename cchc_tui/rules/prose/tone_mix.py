"""Two styles of placing tone marks in one report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_OLD = re.compile(r"(?<!\w)(?:(?!q)\w)*?(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\w)", re.IGNORECASE)
_NEW = re.compile(r"(?<!\w)(?:(?!q)\w)*?(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)


def check(paper: Paper) -> Iterator[Mark]:
    """One mark, at the first word of the rarer style, when both are used; neither is wrong by itself."""
    old, new = list(paper.matches(_OLD)), list(paper.matches(_NEW))
    if not old or not new:
        return
    rarer, usual = (new, old) if len(new) <= len(old) else (old, new)
    passage, match = rarer[0]
    message = (
        f"Dấu thanh đặt theo hai kiểu: “{match[0]}” ({len(rarer)} chỗ) và “{usual[0][1][0]}” ({len(usual)} chỗ)."
        " Nên dùng một kiểu."
    )
    yield Mark(passage, match.start(), match.end(), message)


RULE = ProseRule(
    code="tone-mix",
    severity=Severity.NOTICE,
    clause=f"{ND30} không quy định kiểu đặt dấu thanh",
    says="Trong một văn bản nên đặt dấu thanh theo một kiểu.",
    example="hòa giải và hoà giải",
    check=check,
)
