"""The registers of documents as the decree prints them: ten columns each (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from cchc_tui.language.text import clean
from cchc_tui.language.wording import format_date
from cchc_tui.records.directive import INCOMING, Directive
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.records.period import Period, Window, free_period

Cell = str | int | date | None


@dataclass(frozen=True)
class RegisterColumn:
    """One column: its head as the decree words it, what it holds, its share of the width."""

    head: str
    cell: Callable[[Any], Cell]
    share: int


class BookRow(NamedTuple):
    """One row of a book, with the id of the record it says."""

    record: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Register:
    """A book that is kept, printed and bound."""

    title: str
    columns: tuple[RegisterColumn, ...]


def _kind_and_subject(directive: Directive) -> str:
    kind = KIND_BY_SLUG.get(directive.kind or "")
    name = kind.name if kind else ""
    subject = directive.subject or ""
    joined = subject if subject.lower().startswith(("về ", "ban hành ", "phê duyệt ")) else f"về việc {subject}"
    return f"{name} {joined}".strip() if subject else name


def _lines(values: Sequence[str]) -> str:
    return "; ".join(values)


OUTGOING_BOOK = Register(
    "Sổ đăng ký văn bản đi",
    (
        RegisterColumn("Số, ký hiệu văn bản", lambda d: d.symbol, 12),
        RegisterColumn("Ngày tháng văn bản", lambda d: d.issued_on, 8),
        RegisterColumn("Tên loại và trích yếu nội dung văn bản", _kind_and_subject, 23),
        RegisterColumn("Người ký", lambda d: d.signer, 9),
        RegisterColumn("Nơi nhận văn bản", lambda d: _lines(d.recipients), 12),
        RegisterColumn("Đơn vị, người nhận bản lưu", lambda d: d.kept_by, 9),
        RegisterColumn("Số lượng bản", lambda d: d.copies, 6),
        RegisterColumn("Ngày chuyển", lambda d: d.sent_on, 8),
        RegisterColumn("Ký nhận", lambda d: None, 6),
        RegisterColumn("Ghi chú", lambda d: d.note, 7),
    ),
)
"""Phụ lục IV, mục I."""

INCOMING_BOOK = Register(
    "Sổ đăng ký văn bản đến",
    (
        RegisterColumn("Ngày đến", lambda d: d.received_on, 8),
        RegisterColumn("Số đến", lambda d: d.received_number, 6),
        RegisterColumn("Tác giả", lambda d: d.issuer, 11),
        RegisterColumn("Số, ký hiệu văn bản", lambda d: d.symbol, 12),
        RegisterColumn("Ngày tháng văn bản", lambda d: d.issued_on, 8),
        RegisterColumn("Tên loại và trích yếu nội dung văn bản", _kind_and_subject, 23),
        RegisterColumn("Đơn vị hoặc người nhận", lambda d: _lines(d.recipients) or d.kept_by, 12),
        RegisterColumn("Ngày chuyển", lambda d: d.sent_on, 8),
        RegisterColumn("Ký nhận", lambda d: None, 6),
        RegisterColumn("Ghi chú", lambda d: d.note, 6),
    ),
)
"""Phụ lục IV, mục VI."""


def calendar_window(period: Period) -> Window:
    """Return the calendar days of a period: registers begin on 1 January, whatever the reporting regime (Điều 15 khoản
    1).
    """
    if period.free is not None:
        return period.free
    first, last = period.months
    following = date(period.year + last // 12, last % 12 + 1, 1)
    found = free_period(date(period.year, first, 1), date.fromordinal(following.toordinal() - 1)).free
    assert found is not None
    return found


def book_rows(directives: Iterable[Directive], window: Window, *, incoming: bool) -> list[tuple[Cell, ...]]:
    """Return the rows of one register; columns as in the book. Texts are cleaned: a file edited by hand may hold
    letters that a workbook refuses and a terminal obeys.
    """
    book = INCOMING_BOOK if incoming else OUTGOING_BOOK
    chosen = entered(directives, window, incoming=incoming)
    return [tuple(cleaned(column.cell(d)) for column in book.columns) for d in chosen]


def cleaned(cell: Cell) -> Cell:
    """Return a cell without letters that a workbook refuses or a terminal obeys."""
    return clean(cell) if isinstance(cell, str) else cell


def entered(directives: Iterable[Directive], window: Window, *, incoming: bool) -> list[Directive]:
    """Return the documents of one register: outgoing by date and number, incoming by arrival."""
    chosen = [d for d in directives if (d.direction == INCOMING) is incoming and _entered(d, incoming) in window]
    chosen.sort(key=lambda d: (_entered(d, incoming), *_number(d, incoming), d.id))
    return chosen


def _entered(directive: Directive, incoming: bool) -> date:
    """Return the day under which a document stands in its register; without one it stands nowhere."""
    return (directive.received_on if incoming else None) or directive.issued_on or date.min


def _number(directive: Directive, incoming: bool) -> tuple[int, tuple[int, int, str, int, str] | tuple[()]]:
    if incoming:
        return directive.received_number or 0, ()
    parsed = directive.parsed
    return 0, parsed.sort_key if parsed else ()


def printed(cell: Cell) -> str:
    """Return a cell as text: dates as the administration writes them."""
    if isinstance(cell, date):
        return format_date(cell)
    return "" if cell is None else str(cell)
