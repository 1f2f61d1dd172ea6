"""A cited document whose symbol does not fit its kind."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.records.symbol_kind import RIGHT_CODES, code_of_a_letter
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule


def check(paper: Paper) -> Iterator[Mark]:
    """A mark at the first citation of each such symbol; documents among the records have their rule there.

    Nothing is cured: the number stands so on the document itself.
    """
    book = paper.yearbook
    known = {d.parsed.key for d in book.directives if d.parsed} if book else set()
    for passage, citation in paper.citations:
        symbol = citation.symbol
        if symbol is None or symbol.party or symbol.key in known:
            continue
        known.add(symbol.key)
        if symbol.type_code == "CV":
            message = code_of_a_letter(citation.symbol_text or symbol.text, symbol)
        elif symbol.type_code in RIGHT_CODES:
            right = RIGHT_CODES[symbol.type_code]
            message = f"{citation.symbol_text}: Nghị định không có chữ viết tắt {symbol.type_code}, đúng là {right}."
        else:
            continue
        yield Mark(passage, *citation.symbol_at, message)


RULE = ProseRule(
    code="cited-symbol",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 3 và Phụ lục III",
    says="Ký hiệu của văn bản được nhắc đến mang chữ viết tắt của đúng tên loại; công văn không có chữ viết tắt.",
    example="Công văn số 17/CV-UBND trong phần lời",
    check=check,
)
