"""The counts of channels asked for like the figures of forms: any measure in any period, its target of a year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from cchc_tui.language.wording import Qualifier, Quantity, format_quantity
from cchc_tui.records.form import Target
from cchc_tui.records.measure_target import target_of
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import Measure
from cchc_tui.records.period import Period
from cchc_tui.records.yearbook import Yearbook, make_yearbook
from cchc_tui.report.rendering import PlaceholderError


def yearbooks(own: Yearbook, counts: Iterable[MediaCount]) -> Callable[[Period], Yearbook]:
    """Return what gives the counts of any period under a report's regime; of its own period what it sees itself."""
    kept = tuple(counts)

    def of(period: Period) -> Yearbook:
        if period == own.period:
            return own
        return make_yearbook(own.office, period, (), kept, (), regime=own.regime)

    return of


class MeasureFigures:
    """The measures of one office."""

    def __init__(self, own: Yearbook, counts: Iterable[MediaCount] = ()) -> None:
        """`own` is what the report sees; `counts` are all that the office keeps, its own when empty."""
        self._own = own
        self._of = yearbooks(own, tuple(counts) or own.media)

    def find(self, channel: str, code: str) -> Measure | None:
        """Return a measure of the office; names in prose spell its codes with `_` as well."""
        return self._own.office.measure_of(channel.replace("_", "-"), code.replace("_", "-"))

    def quantity(self, measure: Measure, period: Period) -> Quantity:
        """Return the total of a period. PlaceholderError where nothing was counted, or a part of another period than
        the report's own was not.
        """
        book, asked = self._of(period), (measure.channel or "", measure.code or "")
        total = book.total(*asked) if period == self._own.period else book.whole_total(*asked)
        if total is None:
            raise PlaceholderError(f"chưa có đủ số liệu {period.name} cho “{'.'.join(asked)}”.")
        return total

    def target(self, measure: Measure, year: int) -> Target | None:
        """Return what the measure must reach in a year."""
        return target_of(self._own.office, measure.channel or "", measure.code or "", year)


def exact_value(quantity: Quantity, path: str) -> Decimal:
    """Return the number of an exact count. PlaceholderError for “trên 90”: a rate would say more than is known."""
    if quantity.qualifier is not Qualifier.EXACT:
        raise PlaceholderError(f"“{path}” là {format_quantity(quantity)}, không phải số đúng, nên không tính tỷ lệ.")
    return Decimal(quantity.value)
