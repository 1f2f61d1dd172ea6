"""Characters in the prose that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.document.passages import COVER
from cchc_tui.language.text import clean, hidden_letters
from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import around
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_TOLD = 20
"""Of so many in one paragraph: what is full of them came from a broken conversion."""


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each word with a control, a zero-width or a direction mark inside it or beside it."""
    for passage in paper.passages:
        text = passage.text
        if text.isprintable():
            continue
        hidden = set(hidden_letters(text)) - {COVER}
        at = 0
        places = [(m, m + 1) for m, letter in enumerate(text) if letter in hidden]
        for start, end in places[:_TOLD]:
            if start < at:
                continue
            first, at = _word(text, start, end)
            shown = clean(around(text, first, at)).strip()
            message = f"Có ký tự ẩn (U+{ord(text[start]):04X}) ở “{shown}”."
            yield Mark(passage, first, at, message, clean(text[first:at]) or None)


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


RULE = ProseRule(
    code="hidden-in-prose",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục I, khoản 4",
    says="Phần lời không lẫn ký tự ẩn, ký tự đảo chiều chữ.",
    example="chữ dán từ trang mạng kèm U+200B",
    check=check,
)
