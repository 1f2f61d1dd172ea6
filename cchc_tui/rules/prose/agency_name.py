"""C08: names of agencies with the wrong capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cchc_tui.document.passages import PassageKind
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each name of the office's list written with other capitals; words all in capitals are titles."""
    names = paper.words.names
    if not names:
        return
    right = {name.lower(): name for name in names}
    for passage, match in paper.matches(_any_of(names)):
        written = match[0]
        name = right[" ".join(written.lower().split())]
        if written in (name, name.upper()) or written.isupper() or passage.kind is PassageKind.HEADING:
            continue
        yield Mark(passage, match.start(), match.end(), f"Tên cơ quan, tổ chức viết “{name}”.")


@lru_cache(maxsize=4)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted(names, key=len, reverse=True)
    alternatives = "|".join(r"\s+".join(map(re.escape, name.split())) for name in words)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


RULE = ProseRule(
    code="C08",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục IV",
    says="Tên cơ quan viết hoa chữ đầu của từ chỉ loại hình, chức năng, lĩnh vực (templates/wording/ten-co-quan.txt).",
    example="bộ phận tiếp nhận và trả kết quả",
    check=check,
)
