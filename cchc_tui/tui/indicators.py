"""Columns of forms as rows of the first screen: through the months, or the quarters they were filled in for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.language.wording import Quantity
from cchc_tui.records.figure_book import FigureBook
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.form import ColumnKind, FormColumn, StatisticalForm
from cchc_tui.records.period import Period, PeriodKind

if TYPE_CHECKING:
    from cchc_tui.office import Office


@dataclass(frozen=True, slots=True)
class CountRow:
    """One measure through the months, with its total in the period and in the one before."""

    label: str
    channel: str
    unit: str
    months: tuple[Quantity | None, ...]
    owed: tuple[bool, ...]
    """Months that are over and have no count, of a measure that is counted by months."""
    total: Quantity | None
    before: Quantity | None
    """None where this period or the one before is not wholly recorded: they cannot be compared."""
    form: str = ""
    """The form whose column it is; "" for a count of a channel."""


def indicator_rows(office: Office, period: Period, months: Sequence[Period]) -> Iterator[CountRow]:
    """Yield the columns that the office wants on its first screen, else of each form with figures those that have a
    target in the year, or the first that has figures.
    """
    if not office.records.stored(FigureRow):
        return
    book = office.figures.book
    wanted = [path.partition(".")[::2] for path in office.settings.overview]
    for code in dict.fromkeys([code for code, _ in wanted] or [code for code, _ in book.forms()]):
        try:
            form = book.table(code, period).form
        except CchcError:  # told by the check of records
            continue
        keys = [key for path, key in wanted if path == code]
        keys = keys or [target.column for target in form.targets if target.year == period.year]
        named = [column for key in dict.fromkeys(keys) if (column := form.column(key)) is not None]
        numbers = [column for column in form.columns if column.kind is not ColumnKind.TEXT]
        rows = (row for column in named or numbers if (row := _row(book, form, column, period, months)) is not None)
        yield from rows if keys else islice(rows, 1)


def _row(
    book: FigureBook, form: StatisticalForm, column: FormColumn, period: Period, months: Sequence[Period]
) -> CountRow | None:
    values = tuple(_value(book, form, column, month) for month in months)
    now = book.table(form.code, period).whole.get(column.key)
    then = book.table(form.code, period.previous).whole.get(column.key) if period.free is None else None
    if not any(values) and not isinstance(now, Decimal):
        return None
    unit = "%" if column.is_rate else column.unit or form.unit
    none_owed = (False,) * len(months)
    return CountRow(_label(column), form.code, unit, values, none_owed, _quantity(now), _quantity(then), form.code)


def _label(column: FormColumn) -> str:
    """Return the column's own head; of a bare “Tổng số” or “Tỷ lệ (%)” the head over it too."""
    own = column.head[-1]
    return own if len(column.head) < 2 or len(own.split()) > 2 + column.is_rate else f"{column.head[-2]}: {own.lower()}"


def _value(book: FigureBook, form: StatisticalForm, column: FormColumn, month: Period) -> Quantity | None:
    """Return the figure of a month; of a form filled in by quarters that of the quarter, in its last month."""
    value = book.table(form.code, month).whole.get(column.key)
    if value is None and month.number % 3 == 0:
        value = book.table(form.code, Period(PeriodKind.QUARTER, month.year, month.number // 3)).whole.get(column.key)
    return _quantity(value)


def _quantity(value: object) -> Quantity | None:
    return Quantity(value) if isinstance(value, Decimal) else None
