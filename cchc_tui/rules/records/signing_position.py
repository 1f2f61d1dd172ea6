"""A signatory's position with the agency's name, or not in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip

_PREFIXED = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\s*\.", re.IGNORECASE)
_AGENCY = re.compile(
    r"\s+(?:UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|ỦY BAN|HỘI ĐỒNG|xã|phường|XÃ|PHƯỜNG|thị trấn|huyện|tỉnh)(?!\w).*$"
)


def check(book: Book) -> Iterator[Slip]:
    """A slip for each line of an open report's signing block that names the agency or is not in capitals."""
    for kept in book.reports:
        lines = kept.record.signing
        if kept.record.state == "frozen":
            continue
        for place, line in enumerate(lines):
            right = line.upper() if _PREFIXED.match(line) else _AGENCY.sub("", line).upper()
            if right != line and right:
                yield Slip(
                    kept,
                    f"Báo cáo {kept.record.title}: chức vụ “{line}” viết in hoa, không kèm tên cơ quan: “{right}”.",
                    key="signing",
                    quote=line,
                    new=(*lines[:place], right, *lines[place + 1 :]),
                )


RULE = RecordRule(
    code="signing-position",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 7 điểm b",
    says="Chức vụ người ký viết in hoa và không ghi tên cơ quan.",
    example="Phó chủ tịch UBND xã",
    check=check,
)
