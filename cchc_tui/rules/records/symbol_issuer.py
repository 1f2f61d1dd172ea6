"""A symbol whose abbreviation is another agency's."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.directive import INCOMING
from cchc_tui.records.finding import Severity
from cchc_tui.records.issuing import guess_by_symbol, is_own_name, level_of_name
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip where the abbreviation leaves no doubt and the issuer is the office, or stands at another level."""
    for kept in book.directives:
        record = kept.record
        if not record.issuer or not record.symbol:
            continue
        told = guess_by_symbol(record, book.office)
        if told.doubt or told.direction != INCOMING:
            continue
        own, level = is_own_name(record.issuer, book.office), level_of_name(record.issuer)
        if own or (level and told.level and level != told.level):
            whose = told.issuer or f"cơ quan {told.level}"
            yield Slip(
                kept,
                f"Ký hiệu {record.symbol} là của {whose}, mà cơ quan ban hành ghi “{record.issuer}”.",
                key="issuer",
                severity=Severity.ERROR if own else Severity.WARNING,
            )


RULE = RecordRule(
    code="symbol-issuer",
    severity=Severity.ERROR,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 3",
    says="Chữ viết tắt trong ký hiệu là của cơ quan ban hành.",
    example="20-NQ/ĐU ghi của UBND phường",
    needs_office=True,
    check=check,
)
