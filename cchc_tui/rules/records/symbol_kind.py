"""A symbol whose code does not fit the kind of the document."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Severity
from cchc_tui.records.kind import KIND_BY_SLUG, Family, kinds_with
from cchc_tui.records.symbol import Symbol, parse_symbol
from cchc_tui.rules.rule import ND30, Book, Kept, RecordRule, Slip, is_outgoing

RIGHT_CODES = {"QCh": "QC", "DAn": "DA", "GN": "GNP", "TTh": "TTr"}
"""Codes that printed forms carry and the decree does not know → the decree's own (Phụ lục III, Mục I)."""


def check(book: Book) -> Iterator[Slip]:
    """A slip for each own document and report whose code is CV, unknown to the decree, or another kind's.

    Nothing is cured: a number given is never changed afterwards.
    """
    for kept in book.directives:
        if is_outgoing(kept.record) and kept.record.symbol and kept.record.kind:
            yield from _slips(kept, kept.record.symbol, kept.record.parsed, kept.record.kind)
    for report in book.reports:
        if report.record.symbol and report.record.kind and report.record.state != "frozen":
            numbered = parse_symbol(f"1/{report.record.symbol}")
            yield from _slips(report, report.record.symbol, numbered, report.record.kind)


def _slips(kept: Kept[Record], shown: str, parsed: Symbol | None, slug: str) -> Iterator[Slip]:
    kind = KIND_BY_SLUG.get(slug)
    if parsed is None or kind is None or parsed.party or kind.family in (Family.PARTY, Family.NORMATIVE):
        return
    code = parsed.type_code
    if code == "CV":
        message = code_of_a_letter(shown, parsed)
    elif code in RIGHT_CODES:
        message = f"Văn bản {shown}: Nghị định không có chữ viết tắt {code}, đúng là {RIGHT_CODES[code]}."
    elif slug == "cong-van" and code is not None:
        names = ", ".join(k.name.lower() for k in kinds_with(code))
        message = f"Văn bản {shown} ghi là công văn nhưng ký hiệu {code} là của {names or 'loại khác'}."
    elif code is not None and kind.abbreviation and code.casefold() != kind.abbreviation.casefold() and not parsed.year:
        message = f"Văn bản {shown} ghi là {kind.name.lower()} nhưng ký hiệu {code} không phải {kind.abbreviation}."
    elif code is None and kind.abbreviation and parsed.year is None:
        message = f"Văn bản {shown} ghi là {kind.name.lower()} nhưng ký hiệu thiếu chữ viết tắt {kind.abbreviation}."
    else:
        return
    yield Slip(kept, message, key="symbol")


def code_of_a_letter(shown: str, symbol: Symbol) -> str:
    """What to say of an official letter with a type code; the example keeps the letter's own number."""
    return f"Công văn {shown}: ký hiệu của công văn không có chữ CV, viết như {symbol.number or 17}/UBND-VP."


RULE = RecordRule(
    code="symbol-kind",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 3 và Phụ lục III",
    says="Ký hiệu mang chữ viết tắt của đúng tên loại; công văn không có chữ viết tắt.",
    example="17/CV-UBND, 05/QCh-UBND",
    check=check,
)
