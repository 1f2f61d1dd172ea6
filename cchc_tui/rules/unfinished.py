"""Rules on what nobody has replaced yet: words of an example on a page that goes out."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.document.official import OfficialDocument
from cchc_tui.records.finding import Severity
from cchc_tui.records.template_words import template_words
from cchc_tui.rules.context import HeadIssue, LineIssue
from cchc_tui.rules.rule import PROGRAM, page_rule

_GAP = "[chưa có "
"""How a word begins that only a draft prints, in place of what is told otherwise."""


@page_rule(
    "template-words",
    Severity.ERROR,
    clause=PROGRAM,
    says="Không còn chữ của mẫu chưa thay.",
    example="UBND xã Mẫu, tỉnh Mẫu, ký Nguyễn Văn A",
)
def template_words_left(page: OfficialDocument) -> Iterator[LineIssue | HeadIssue]:
    """Report each word of an example, in the head and in the text; in a draft as a warning."""
    severity = Severity.WARNING if page.head.draft else None
    for key, text in _head_texts(page):
        for word in template_words(text):
            yield HeadIssue(key, f"Còn chữ của mẫu chưa thay: “{word}”.", word, severity)
    for number, line in enumerate(page.body.split("\n"), page.body_line):
        for word in template_words(line):
            if not (page.head.draft and word.startswith(_GAP)):
                yield LineIssue(number, f"Còn chữ của mẫu chưa thay: “{word}”.", word, severity)


def _head_texts(page: OfficialDocument) -> Iterator[tuple[str, str]]:
    """Yield what the head prints, each with the key it stands under."""
    head = page.head
    signatures = (*(head.signatures or (head.signature,)), *((head.left_signature,) if head.left_signature else ()))
    names = [line for each in signatures for line in (*each.authority, each.other_position, each.name)]
    plain = {
        "co-quan-chu-quan": head.superior, "co-quan": head.agency, "ten-co-quan": (head.agency_in_text,),
        "dia-danh": (head.place,), "trich-yeu": head.subject, "kinh-gui": head.addressees,
        "can-cu": head.legal_bases, "noi-nhan": head.recipients, "ky": names,
    }  # fmt: skip
    return ((key, line) for key, lines in plain.items() for line in lines)
