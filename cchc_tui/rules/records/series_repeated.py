"""A number given twice in a series of the office."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.language.wording import format_date
from cchc_tui.records.allowed_duplicate import reason_to_keep
from cchc_tui.records.finding import Severity
from cchc_tui.rules.record_series import HOW_TO_DECLARE, Numbered, number_series
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for each number that an earlier document of the series has under another symbol."""
    for series in number_series(book):
        first: dict[tuple[int, str], Numbered] = {}
        for row in series.documents:
            parsed = row.kept.record.parsed
            if parsed is None or reason_to_keep(row.kept.record):
                continue
            other = first.setdefault((row.number, parsed.suffix), row)
            if other is row or (other.kept.record.parsed and other.kept.record.parsed.key == parsed.key):
                continue  # the same symbol again is a duplicate, which has a rule of its own
            hint = "" if series.declared else HOW_TO_DECLARE
            yield Slip(
                row.kept,
                f"Số {row.number} cấp hai lần trong {series.label}: {other.kept.record.symbol} ngày"
                f" {format_date(other.day)} và {row.kept.record.symbol} ngày {format_date(row.day)}.{hint}",
                key="symbol",
            )


RULE = RecordRule(
    code="series-repeated",
    severity=Severity.WARNING,
    clause=f"{ND30}, Điều 15 khoản 1",
    says="Trong một sổ đánh số của một năm, mỗi số cấp một lần.",
    example="17/UBND-VP và 17/UBND-VHXH cùng trong sổ công văn",
    needs_office=True,
    check=check,
)
