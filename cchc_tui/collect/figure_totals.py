"""The figures of forms over all offices: flows added up, stocks of the last period, rates from sums, never averaged."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from cchc_tui.language.wording import format_number, without_zeros

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class FigureTotal:
    """One column of one form over all offices that filled it in."""

    form: str
    column: str
    label: str
    unit: str
    value: int | Decimal | None
    """None where a rate has nothing to divide by, or no office has the figure."""
    offices: int
    """Offices with the figure."""
    lacking: int
    """Offices that filled in rows of the form in the window and left the column empty in some: the sum may lack them.
    """

    @property
    def words(self) -> str:
        """Return the figure with its unit: `97,28%`."""
        if self.value is None:
            return "không phát sinh"
        return (
            f"{format_number(self.value)}%" if self.unit == "%" else f"{format_number(self.value)} {self.unit}".rstrip()
        )


FIGURE_TOTALS = """
WITH inside AS (
  SELECT * FROM figures
  WHERE window_first >= getvariable('first') AND window_last <= getvariable('last') AND adds IS NOT NULL
), outermost AS (
  SELECT * FROM inside a WHERE NOT EXISTS (
    SELECT 1 FROM inside b
    WHERE a.province = b.province AND a.commune = b.commune AND a.form = b.form AND a."row" = b."row"
      AND b.window_first <= a.window_first AND b.window_last >= a.window_last
      AND (b.window_first, b.window_last) <> (a.window_first, a.window_last)
  )
), chosen AS (
  SELECT * FROM outermost
  QUALIFY adds = 'flow' OR row_number() OVER (
    PARTITION BY province, commune, form, "row", "column"
    ORDER BY CASE WHEN adds = 'opening' THEN window_first END, CASE WHEN adds = 'stock' THEN window_last END DESC
  ) = 1
)
SELECT form, "column", mode(column_label), mode(unit), max(places), min(place),
  sum(value), sum(numerator), sum(denominator), bool_or(unit = '%'),
  count(DISTINCT (province, commune)) FILTER (value IS NOT NULL OR numerator IS NOT NULL),
  count(DISTINCT (province, commune)) FILTER (value IS NULL AND numerator IS NULL)
FROM chosen GROUP BY form, "column" ORDER BY form, min(place), "column"
"""


def figure_totals(duck: duckdb.DuckDBPyConnection) -> tuple[FigureTotal, ...]:
    """Return every column of every form in the window that the connection's variables name."""
    found = []
    for row in duck.execute(FIGURE_TOTALS).fetchall():
        form, column, label, unit, places, _, value, numerator, denominator, is_rate, offices, lacking = row
        if is_rate:
            value = _rate(numerator, denominator, places or 0)
        shown = None if value is None else value if is_rate else without_zeros(value)
        found.append(FigureTotal(form, column, label or column, unit or "", shown, offices, lacking))
    return tuple(found)


def _rate(numerator: Decimal | None, denominator: Decimal | None, places: int) -> Decimal | None:
    if numerator is None or not denominator:
        return None
    return (100 * numerator / denominator).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
