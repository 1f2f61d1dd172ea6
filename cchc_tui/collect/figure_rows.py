"""Rows of figures as rows of the lake: one for each column of a form, rates by what they are worked out from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from cchc_tui.errors import CchcError
from cchc_tui.records.figures import CellValue, FigureRow
from cchc_tui.records.form import ColumnKind, FormColumn, StatisticalForm, filled

_HEAD = " > "
_BOUND = Decimal(10) ** 19
"""What the columns of numbers hold; a bigger one, which nobody means, goes as the text it is."""


def figure_rows(record: FigureRow, form_of: Callable[[str], StatisticalForm]) -> Iterator[Mapping[str, Any]]:
    """Yield a row for each column: a value, a text, or for a rate its numerator and denominator, whose sums give the
    rate of many offices. Of a form that nobody knows the filled in columns alone.
    """
    try:
        form = form_of(record.form or "")
    except CchcError:
        for place, (key, value) in enumerate(sorted(record.cells.items())):
            yield {"column": key, "column_label": key, "place": place, **_plain(value)}
        return
    cells = filled(form, record.cells)
    for place, column in enumerate(form.columns):
        kept = _rate(column, cells) if column.is_rate else _plain(cells.get(column.key))
        yield {
            "column": column.key,
            "column_label": _HEAD.join(column.head),
            "place": place,
            "unit": "%" if column.is_rate else column.unit or form.unit,
            "places": column.places,
            "adds": _adds(form, column),
            **kept,
        }


def _plain(value: CellValue) -> dict[str, Any]:
    if isinstance(value, Decimal) and abs(value) < _BOUND:
        return {"value": str(value)}
    return {"text": None if value is None else str(value)}


def _rate(column: FormColumn, cells: Mapping[str, CellValue]) -> dict[str, Any]:
    """Return what a rate is worked out from, where both are known."""
    assert column.formula is not None
    top, below = column.formula.parts(cells)
    known = top is not None and below is not None and max(abs(top), abs(below)) < _BOUND
    return {} if not known else {"numerator": str(top), "denominator": str(below)}


def _adds(form: StatisticalForm, column: FormColumn) -> str | None:
    """Return how the column adds up over periods, one that is worked out as the first that it needs; None for text."""
    if column.kind is ColumnKind.TEXT:
        return None
    if column.formula is None or (not column.is_rate and column.kind is not ColumnKind.FLOW):
        return column.kind.value
    needed = form.column(column.formula.columns[-1])
    return _adds(form, needed) if needed is not None else ColumnKind.FLOW.value
