"""C10: names of weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_DAYS = "hai|ba|tư|năm|sáu|bảy"
_WEEKDAY = re.compile(
    rf"(?:(?<=sáng )|(?<=chiều )|(?<=tối )|(?<=ngày )|(?<=vào ))(?P<one>[Tt]hứ (?:{_DAYS}))(?!\w)"
    rf"|(?<!\w)(?P<two>[Tt]hứ (?:{_DAYS}))(?= (?:hằng|hàng|mỗi) tuần)",
    re.IGNORECASE,
)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each weekday not written `thứ Hai`; "thứ hai" that counts is no weekday."""
    for passage, match in paper.matches(_WEEKDAY):
        written = match["one"] or match["two"]
        day = written.split()[1]
        right = ("Thứ " if match.start() == 0 else "thứ ") + day[0].upper() + day[1:].lower()
        if written != right:
            yield Mark(passage, match.start(), match.end(), f"Ngày trong tuần viết “{right}”.", right)


RULE = ProseRule(
    code="C10",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 5",
    says="Ngày trong tuần viết bằng chữ: thứ Hai, thứ Tư.",
    example="sáng thứ hai hằng tuần",
    check=check,
)
