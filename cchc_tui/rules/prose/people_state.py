"""C02: Nhân dân, Nhà nước in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import around
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_WORD = re.compile(r"(?<!\w)(?P<word>nhân dân|nhà nước)(?!\w)")
# Names and set terms in which the word is no noun of its own: agency names capitalise only their first word.
_NAMES = re.compile(
    r"(?:ủy ban|uỷ ban|hội đồng|tòa án|toà án|công an|quân đội|viện kiểm sát|nghệ sĩ|nhà giáo|thầy thuốc|quỹ tín dụng"
    r"|báo|giấy chứng minh|chứng minh|lực lượng vũ trang|kiểm sát|hội thẩm|an ninh|toàn dân|quốc phòng|thanh tra)\s+$",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"(?:hành chính|quản lý|cơ quan|tổ chức|ngân sách|doanh nghiệp|kho bạc|kiểm toán|bí mật|vốn|thanh tra|viên chức"
    r"|công chức|tài sản|ngân hàng|chủ tịch|bộ máy|đầu tư|sự nghiệp|cấp|đơn vị|sở hữu|nội bộ|khu vực|hệ thống)\s+$",
    re.IGNORECASE,
)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each of the two words in small letters where it is a noun of its own."""
    for passage, match in paper.matches(_WORD):
        before, after = passage.text[: match.start()], passage.text[match.end() :]
        if _NAMES.search(before) or after.startswith(" tệ"):
            continue
        if match["word"] == "nhà nước" and _ADJECTIVE.search(before):
            continue
        shown = around(passage.text, *match.span())
        right = match["word"][0].upper() + match["word"][1:]
        yield Mark(passage, match.start(), match.end(), f"Viết hoa “{right}”: “{shown}”.")


RULE = ProseRule(
    code="C02",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 1",
    says="Hai từ Nhân dân, Nhà nước viết hoa chữ N.",
    example="cán bộ, đảng viên và nhân dân",
    check=check,
)
