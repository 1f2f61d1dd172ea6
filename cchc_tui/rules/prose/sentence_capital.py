"""C01: a sentence or line that begins with a small letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.document.passages import Passage, PassageKind
from cchc_tui.records.finding import Severity
from cchc_tui.rules.letters import SMALL
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_AFTER_STOP = re.compile(rf"(?<=[\w)”%][.?!]) +(?P<letter>[{SMALL}])(?=\w*)")
_ABBREVIATED = re.compile(r"(?:(?<!\w)(?:TP|Tp|tp|TX|TT|tr|Q|P|v\.v|vv|số|STT|Th\.S|ThS|TS|PGS|GS)|(?<!\w)\w|\d)\.$")
_FIRST = re.compile(rf"^(?:[-–+•]\s*)?(?P<letter>[{SMALL}])(?!\)|\w*://)")
_MARKER = re.compile(r"^(?:[a-zđ]\)|[a-z]{1,4}\.)")


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each small letter after a full stop, and at the beginning of a paragraph or list item."""
    for passage in paper.document.passages:
        if passage.kind is PassageKind.CELL:
            continue
        text = passage.text
        if not _MARKER.match(text) and (first := _FIRST.match(text)):
            yield _mark(passage, first)
        for match in _AFTER_STOP.finditer(text):
            if not _ABBREVIATED.search(text[: match.start()]):
                yield _mark(passage, match)


def _mark(passage: Passage, match: re.Match[str]) -> Mark:
    start = match.start("letter")
    word = re.match(r"\w+", passage.text[start:])
    end = start + (len(word[0]) if word else 1)
    written = passage.text[start:end]
    right = written[0].upper() + written[1:]
    return Mark(passage, start, end, f"Đầu câu viết hoa: “{right}”, không phải “{written}”.", right)


RULE = ProseRule(
    code="C01",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục I",
    says="Viết hoa chữ đầu câu và chữ đầu dòng.",
    example="của xã. ngoài ra",
    check=check,
)
