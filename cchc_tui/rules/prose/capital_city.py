"""C05: Thủ đô Hà Nội, Thành phố Hồ Chí Minh."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_CITY = re.compile(r"(?<!\w)(?:thủ đô Hà Nội|thành phố Hồ Chí Minh)(?!\w)")


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each of the two names with a small first letter."""
    for passage, match in paper.matches(_CITY):
        right = match[0][0].upper() + match[0][1:]
        yield Mark(passage, match.start(), match.end(), f"Viết hoa “{right}”.", right)


RULE = ProseRule(
    code="C05",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục III, khoản 1 điểm c",
    says="Hai tên riêng Thủ đô Hà Nội, Thành phố Hồ Chí Minh viết hoa chữ đầu.",
    example="thành phố Hồ Chí Minh",
    check=check,
)
