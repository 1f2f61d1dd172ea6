"""C11: tết Nguyên đán and other festivals of the lunar year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.document.passages import PassageKind
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_TET = re.compile(r"(?<!\w)(?P<tet>[Tt]ết) (?P<name>[Nn]guyên [Đđ]án|[Đđ]oan [Nn]gọ|[Tt]rung [Tt]hu)(?!\w)")


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each festival not written `tết Nguyên đán`, `tết Trung thu`."""
    for passage, match in paper.matches(_TET):
        name = match["name"].capitalize()
        starts = match.start() == 0 or passage.text[: match.start()].rstrip().endswith((".", ":", "-", "+"))
        right = f"{match['tet'] if starts else 'tết'} {name}"
        if match[0] != right and passage.kind is not PassageKind.HEADING:
            yield Mark(passage, match.start(), match.end(), f"Tên ngày tết viết “{right}”.", right)


RULE = ProseRule(
    code="C11",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 5 điểm c",
    says="Tên các ngày tết: tết Nguyên đán, tết Trung thu.",
    example="Tết Nguyên Đán",
    check=check,
)
