"""Rules on the spelling of words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from cchc_tui.document.passages import COVER
from cchc_tui.language.spelling import near_misses, odd_abbreviations
from cchc_tui.language.text import clean, hidden_letters
from cchc_tui.records.finding import Severity
from cchc_tui.rules.context import ReportContext, TextIssue
from cchc_tui.rules.excerpt import around
from cchc_tui.rules.rule import GOOD_WRITING, ND30, text_rule


@text_rule(
    "spelling-compound",
    Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Từ ghép hành chính viết đúng như trong danh sách từ (templates/wording/tu-ghep.txt).",
    example="tuyền truyền, phố biến, các nhân",
)
def spelling_compound(context: ReportContext) -> Iterator[TextIssue]:
    """Report each near miss, with the likely word; the clerk decides, so nothing is cured by itself."""
    compounds = context.words.spelled.compounds
    if not compounds:
        return
    office = context.office
    people = (signatory.name for signatory in office.signatories)
    named = (office.full_name, office.short_name, office.place, office.province, *people)
    names = " ".join(filter(None, named)).casefold()
    for passage in context.passages:
        for slip in near_misses(passage.text, compounds, context.words.spelled.familiar):
            if slip.word.casefold() in names:
                continue
            yield TextIssue(passage, slip.start, slip.end, f"“{slip.word}” có phải “{slip.suggestion}”?")


@text_rule(
    "spelling-abbreviation",
    Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Chữ viết tắt dùng thống nhất trong cả văn bản.",
    example="THHC giữa nhiều TTHC",
)
def spelling_abbreviation(context: ReportContext) -> Iterator[TextIssue]:
    """Report each odd abbreviation; frequency counts in the whole report."""
    passages = context.passages
    starts = [0, *accumulate(len(p.text) + 2 for p in passages)]
    text = "\n\n".join(p.text for p in passages)
    for slip in odd_abbreviations(text, context.words.spelled.abbreviations):
        place = bisect_right(starts, slip.start) - 1
        start = slip.start - starts[place]
        message = f"“{slip.word}” có phải “{slip.suggestion}”?"
        yield TextIssue(passages[place], start, start + slip.end - slip.start, message)


_OLD = re.compile(r"(?<!\w)(?:(?!q)\w)*?(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\w)", re.IGNORECASE)
"""`hòa`: the mark on the first vowel: the older way."""
_NEW = re.compile(r"(?<!\w)(?:(?!q)\w)*?(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
"""`hoà`: the mark on the second vowel: the newer way."""


@text_rule(
    "tone-mix",
    Severity.NOTICE,
    clause=f"{ND30} không quy định kiểu đặt dấu thanh",
    says="Trong một văn bản nên đặt dấu thanh theo một kiểu.",
    example="hòa giải và hoà giải",
)
def tone_mix(context: ReportContext) -> Iterator[TextIssue]:
    """Yield one mark, at the first word of the rarer style, when both are used; neither is wrong by itself."""
    old, new = list(context.matches(_OLD)), list(context.matches(_NEW))
    if not old or not new:
        return
    rarer, usual = (new, old) if len(new) <= len(old) else (old, new)
    passage, match = rarer[0]
    message = (
        f"Dấu thanh đặt theo hai kiểu: “{match[0]}” ({len(rarer)} chỗ) và “{usual[0][1][0]}” ({len(usual)} chỗ)."
        " Nên dùng một kiểu."
    )
    yield TextIssue(passage, match.start(), match.end(), message)


_TOLD = 20
"""Of so many in one paragraph: what is full of them came from a broken conversion."""


@text_rule(
    "hidden-in-prose",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục I, khoản 4",
    says="Phần lời không lẫn ký tự ẩn, ký tự đảo chiều chữ.",
    example="chữ dán từ trang mạng kèm U+200B",
    cures=True,
)
def hidden_in_prose(context: ReportContext) -> Iterator[TextIssue]:
    """Report each word with a control, a zero-width or a direction mark inside it or beside it."""
    for passage in context.passages:
        text = passage.text
        if text.isprintable():
            continue
        hidden = set(hidden_letters(text)) - {COVER}
        at = 0
        places = [(m, m + 1) for m, letter in enumerate(text) if letter in hidden]
        for start, end in places[:_TOLD]:
            if start < at:
                continue
            first, at = _word_span(text, start, end)
            shown = clean(around(text, first, at)).strip()
            message = f"Có ký tự ẩn (U+{ord(text[start]):04X}) ở “{shown}”."
            yield TextIssue(passage, first, at, message, clean(text[first:at]) or None)


def _word_span(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
