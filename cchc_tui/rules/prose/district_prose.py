"""The district level in the prose of a report about the two-level time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.records.district_level import two_tier_from
from cchc_tui.rules.rule import Mark, Paper, ProseRule

_DISTRICT = re.compile(
    r"(?<!\w)(?P<unit>(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Phòng [A-ZĐ]\w+(?: \w+)?|cấp|tỉnh,)"
    r" (?:huyện|quận|thị xã))(?!\w)(?! (?:cũ|trước đây|trước khi))"
)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each district office named in a report whose window begins after the level was abolished."""
    book = paper.yearbook
    if book is None or book.window.first < two_tier_from(paper.office):
        return
    for passage, match in paper.matches(_DISTRICT):
        message = f"“{match['unit']}”: không còn cấp huyện từ ngày 01/7/2025."
        yield Mark(passage, match.start("unit"), match.end("unit"), message)


RULE = ProseRule(
    code="district-prose",
    severity=Severity.NOTICE,
    clause="Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    says="Báo cáo về thời gian từ 01/7/2025 không nhắc cấp huyện như còn đang có.",
    example="theo chỉ đạo của UBND huyện",
    check=check,
)
