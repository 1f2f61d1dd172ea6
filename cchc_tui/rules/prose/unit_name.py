"""C03: the unit before a proper name in a capital letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.document.passages import PassageKind
from cchc_tui.records.finding import Severity
from cchc_tui.rules.letters import CAPITAL, SMALL
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_UNIT = re.compile(
    rf"(?<=[{SMALL}{CAPITAL},] )(?P<unit>Xã|Huyện|Tỉnh|Thôn|Ấp|Khu phố) (?P<name>(?:[{CAPITAL}][{SMALL}]*\s?){{1,4}})"
)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each capital unit inside a sentence; units named after a person or an event may be right."""
    for passage, match in paper.matches(_UNIT):
        if passage.kind is PassageKind.HEADING:
            continue
        unit = match["unit"]
        right = f"{unit.lower()} {match['name'].strip()}"
        message = f"Chữ chỉ đơn vị viết thường: “{right}” (trừ nơi mang tên người, sự kiện, số)."
        yield Mark(passage, match.start("unit"), match.end("unit"), message)


RULE = ProseRule(
    code="C03",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục III, khoản 1 điểm a",
    says="Đơn vị hành chính có tên riêng: danh từ chung viết thường.",
    example="của Xã Hà Kỳ",
    check=check,
)
