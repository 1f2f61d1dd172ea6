"""A date that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_DATE = re.compile(
    r"(?<![\w/.,-])(?:(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?![\d/])"
    r"|(?<=ngày )(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\s*,?\s+năm\s+(?P<y2>\d{4}))"
)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each day that does not exist."""
    for passage, match in paper.matches(_DATE):
        d, m, y = (int(match[k] or match[k + "2"]) for k in "dmy")
        try:
            date(y, m, d)
        except ValueError:
            yield Mark(passage, match.start(), match.end(), f"Không có ngày “{match[0]}” trong lịch.")


RULE = ProseRule(
    code="impossible-date",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 4 điểm b",
    says="Ngày ghi trong văn bản phải có trong lịch.",
    example="ngày 31/02/2023",
    check=check,
)
