"""A paragraph without a mark at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_tui.document.passages import COVER, Passage, PassageKind
from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import ending
from cchc_tui.rules.rule import GOOD_WRITING, Mark, Paper, ProseRule

_FEWEST_WORDS = 8  # shorter lines are titles, captions and names
_CAPTION = re.compile(r"^(?:Bảng|Biểu|Hình|Sơ đồ|Phụ lục|Kính gửi|Nơi nhận|Ghi chú)\b")
_ENDED = re.compile(r"[.;:,!?…”\")\]/]$")


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each paragraph or list item of the prose that stops without any mark; headings and tables do so."""
    passages = [p for p in paper.document.body() if p.kind in (PassageKind.PARAGRAPH, PassageKind.ITEM)]
    for place, passage in enumerate(passages):
        text = passage.text.rstrip()
        if _ENDED.search(text) or len(text.split()) < _FEWEST_WORDS or _CAPTION.match(text) or COVER in text[-2:]:
            continue
        if text == text.upper():
            continue
        start = text.rfind(" ") + 1
        word = text[start:]
        new = word + _missing_mark(passages, place)
        yield Mark(passage, start, len(text), f"Cuối đoạn “{ending(text)}” thiếu dấu câu.", new)


def _missing_mark(passages: Sequence[Passage], place: int) -> str:
    """A semicolon inside a list whose other items have one, else a stop."""
    before = passages[place - 1].text.rstrip() if place else ""
    return ";" if passages[place].kind is PassageKind.ITEM and before.endswith(";") else "."


RULE = ProseRule(
    code="end-punctuation",
    severity=Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Mỗi đoạn, mỗi dòng liệt kê kết thúc bằng dấu câu.",
    example="…giải quyết TTHC tại UBND xã (hết dòng, không dấu)",
    check=check,
)
