"""Numbers left out in a series of the office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cchc_tui.records.finding import Severity
from cchc_tui.rules.record_series import NumberSeries, number_series
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip

_DENSE = 0.8
"""Share of the numbers that must be recorded before a missing one is pointed out: an office may record some only."""
_SHOWN = 5


def check(book: Book) -> Iterator[Slip]:
    """A slip on the last document of a series whose numbers are nearly all recorded, naming those left out."""
    for series in number_series(book):
        missing = _missing(series)
        if not missing:
            continue
        shown = ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in missing[:_SHOWN])
        more = "…" if len(missing) > _SHOWN else ""
        yield Slip(
            series.documents[-1].kept,
            f"Trong {series.label} chưa thấy số {shown}{more}: văn bản chưa nhập, hoặc số không dùng đến?",
            key="symbol",
        )


def _missing(series: NumberSeries) -> Sequence[tuple[int, int]]:
    numbers = sorted({row.number for row in series.documents})
    span = numbers[-1] - numbers[0] + 1
    if len(numbers) < _DENSE * span:
        return ()
    return [(a + 1, b - 1) for a, b in pairwise(numbers) if b - a > 1]


RULE = RecordRule(
    code="series-gap",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Điều 15 khoản 1",
    says="Số của một sổ liên tục từ đầu năm.",
    example="có số 41 và 43, không có số 42",
    needs_office=True,
    check=check,
)
