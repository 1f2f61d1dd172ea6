"""Numbers without the thousands' point, or with the decimals' point of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.language.wording import format_number
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import Mark, Paper, ProseRule

_COUNTED = (
    r"(?:lượt|bài|tin|hồ sơ|người|văn bản|tờ|phiếu|cuộc|buổi|hộ|đồng|triệu|cán bộ|công dân|đại biểu|giờ|phút|cái|chiếc"
    r"|trường|thủ tục|tài khoản|giao dịch|khẩu|m2|km|ha)"
)
_LONG = re.compile(
    rf"(?<![\w/.,:-])(?P<number>\d{{4,9}})(?![\w/.,:-]*\d)(?=\s+{_COUNTED}(?!\w))"
    r"|(?:(?<=khoảng )|(?<=trên ))(?P<vague>\d{4,9})(?![\w/.,:-]*\d)"
)
_FOREIGN = re.compile(rf"(?<![\w/.,:-])(?P<number>\d{{1,3}}(?:,\d{{3}})+)(?=\s+{_COUNTED}(?!\w))")
_PERCENT = re.compile(r"(?<![\w/.,-])(?P<whole>\d{1,3})\.(?P<part>\d{1,2})(?P<sign>\s?%)")
# "Số 2500" names a document; "tổng số 2500 lượt" counts.
_NAMED = re.compile(r"(?:năm|(?<!tổng )(?<!con )số|mã|điện thoại|ĐT|Điều|giai đoạn)\s*:?\s*$", re.IGNORECASE)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each count of four digits or more without points, and each percentage with a decimal point."""
    for passage, match in paper.matches(_LONG):
        number = match["number"] or match["vague"]
        if _NAMED.search(passage.text[: match.start()]) or number.startswith("0") or _is_year(match, number):
            continue
        right = format_number(int(number))
        message = f"Số {number} viết có dấu chấm ngăn hàng nghìn: {right}."
        yield Mark(passage, match.start(), match.end(), message, right)
    for passage, match in paper.matches(_FOREIGN):
        right = match["number"].replace(",", ".")
        message = f"Số {match['number']}: hàng nghìn ngăn bằng dấu chấm, phần lẻ bằng dấu phẩy."
        yield Mark(passage, match.start(), match.end(), message, None if match["number"].count(",") == 1 else right)
    for passage, match in paper.matches(_PERCENT):
        right = f"{match['whole']},{match['part']}{match['sign']}"
        yield Mark(passage, match.start(), match.end(), f"Phần lẻ viết bằng dấu phẩy: {right}.", right)


def _is_year(match: re.Match[str], number: str) -> bool:
    return match["number"] is None and number[:2] in ("19", "20") and len(number) == 4


RULE = ProseRule(
    code="number-form",
    severity=Severity.NOTICE,
    clause="Quy ước trình bày, theo cách viết số của Luật Kế toán năm 2015 (Điều 11)",
    says="Hàng nghìn ngăn bằng dấu chấm, phần lẻ bằng dấu phẩy.",
    example="khoảng trên 2500 lượt, 97.7%",
    check=check,
)
