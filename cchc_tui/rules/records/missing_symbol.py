"""An issued document without number and symbol."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for each document whose symbol is empty, has no number, or cannot be read."""
    for kept in book.directives:
        record = kept.record
        parsed = record.parsed
        if record.kind in ("luat", "phap-lenh") or (parsed is not None and parsed.number is not None):
            continue
        if not record.symbol:
            message = f"Văn bản “{record.subject or record.id}” chưa ghi số, ký hiệu."
        elif parsed is None:
            message = f"Không đọc được số, ký hiệu “{record.symbol}”. Viết như 17/UBND-VP, 59/KH-UBND, 24-NQ/ĐU."
        else:
            message = f"Văn bản {record.symbol} chưa có số."
        yield Slip(kept, message, key="symbol")


RULE = RecordRule(
    code="missing-symbol",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 3",
    says="Văn bản đã ban hành thì có số và ký hiệu.",
    example="/KH-UBND ngày 31/12/2022",
    check=check,
)
