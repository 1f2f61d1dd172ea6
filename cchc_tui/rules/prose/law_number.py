"""A law cited with its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_LAW = re.compile(
    r"(?<!\w)(?:Luật|Bộ luật|Pháp lệnh)(?!\w)[^;.()“”]{0,120}?"
    r"(?P<number>\s*,?\s+số\s+\d{1,3}/\d{4}/(?:QH|UBTVQH|PL-UBTVQH)\d+)"
)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each law or ordinance with a number; quoted titles of other documents are left alone."""
    for passage, match in paper.matches(_LAW):
        if passage.text[: match.start()].count("“") > passage.text[: match.start()].count("”"):
            continue
        message = f"Viện dẫn luật, pháp lệnh chỉ ghi tên và ngày, không ghi số: bỏ “{match['number'].strip(' ,')}”."
        yield Mark(passage, match.start("number"), match.end("number"), message)


RULE = ProseRule(
    code="law-number",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm a",
    says="Luật, pháp lệnh viện dẫn không ghi số, ký hiệu và cơ quan ban hành.",
    example="Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    check=check,
)
