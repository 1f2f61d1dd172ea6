"""C13: Đảng for the Communist Party of Viet Nam."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import around
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_PARTY = re.compile(
    r"(?:(?<=của )|(?<=do )|(?<=theo )|(?<=chính sách )|(?<=trương ))đảng"
    r"(?!\w| (?:bộ|viên|ủy|uỷ|phái|cấp|đoàn|tịch|chính trị|khác))|(?<!\w)đảng(?=,? (?:và )?[Nn]hà nước)"
)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each `đảng` that is the Party; đảng viên and đảng bộ stay as they are."""
    for passage, match in paper.matches(_PARTY):
        shown = around(passage.text, match.start(), match.end())
        yield Mark(passage, match.start(), match.end(), f"Viết hoa “Đảng”: “{shown}”.")


RULE = ProseRule(
    code="C13",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục IV, khoản 1",
    says="Đảng Cộng sản Việt Nam gọi tắt viết hoa: Đảng.",
    example="chủ trương của đảng",
    check=check,
)
