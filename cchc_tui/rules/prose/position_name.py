"""C09: a position before a person's name in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.letters import CAPITAL, SMALL
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_POSITION = re.compile(
    r"(?<!\w)(?P<word>phó chủ tịch|chủ tịch|phó bí thư|bí thư|thủ tướng|bộ trưởng|giám đốc|trưởng phòng)"
    rf"(?P<name>(?: [{CAPITAL}][{SMALL}]+){{2,4}})(?!\w)"
)
_AGENCY = re.compile(r"^ (?:Hội|Ủy|Uỷ|Mặt|Đảng|Sở|Phòng|Bộ|Ban|Trung|Văn|Liên|Công)\b")


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each position in small letters with a person's name after it."""
    for passage, match in paper.matches(_POSITION):
        if _AGENCY.match(match["name"]):
            continue
        right = match["word"][0].upper() + match["word"][1:]
        message = f"Chức vụ đi với họ tên viết hoa: “{right}{match['name']}”."
        yield Mark(passage, match.start("word"), match.end("word"), message)


RULE = ProseRule(
    code="C09",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 2",
    says="Chức vụ đi với tên người cụ thể viết hoa.",
    example="đồng chí chủ tịch Nguyễn Văn An",
    check=check,
)
