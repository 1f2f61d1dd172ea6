"""C12: names of holidays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_NAMES = ("Quốc khánh", "Quốc tế Lao động", "Quốc tế Phụ nữ", "Nhà giáo Việt Nam", "Pháp luật Việt Nam",
          "Chuyển đổi số quốc gia", "Thương binh - Liệt sĩ")  # fmt: skip
_HOLIDAY = re.compile(rf"(?<=ngày |Ngày )(?:{'|'.join(map(re.escape, _NAMES))})(?!\w)", re.IGNORECASE)
_RIGHT = {name.lower(): name for name in _NAMES}


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each holiday after "ngày" written with other capitals."""
    for passage, match in paper.matches(_HOLIDAY):
        right = _RIGHT[match[0].lower()]
        if match[0] != right and not match[0].isupper():
            yield Mark(passage, match.start(), match.end(), f"Tên ngày kỷ niệm viết “{right}”.", right)


RULE = ProseRule(
    code="C12",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 4",
    says="Tên ngày lễ, ngày kỷ niệm viết hoa: ngày Quốc khánh, ngày Quốc tế Lao động.",
    example="ngày quốc khánh 2-9",
    check=check,
)
