"""C04: a ward that is named by a number in a small letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_WARD = re.compile(
    r"(?<!\d )(?<!số )(?<!\w)(?P<unit>phường|quận) (?P<number>\d{1,2})(?![\d/]|[.,]\d|\s*%|\s+(?:xã|người|lượt|hồ sơ))"
)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each `phường 1`, `quận 3`."""
    for passage, match in paper.matches(_WARD):
        right = f"{match['unit'].capitalize()} {match['number']}"
        yield Mark(passage, match.start(), match.end(), f"Đơn vị gọi theo số viết hoa: “{right}”.", right)


RULE = ProseRule(
    code="C04",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục III, khoản 1 điểm b",
    says="Đơn vị hành chính gọi theo số, tên người, sự kiện: danh từ chung viết hoa.",
    example="UBND phường 1",
    check=check,
)
