"""What the measures of channels must reach in a year, as targets of forms are."""

from __future__ import annotations

from decimal import Decimal

from cchc_tui.records.form import Target
from cchc_tui.records.office import OfficeSettings


def target_of(office: OfficeSettings, channel: str, measure: str, year: int) -> Target | None:
    """Return what a measure must reach in a year; None where nothing is asked of it."""
    path = f"{channel}.{measure}"
    row = next((row for row in office.targets if row.measure == path and row.year == year), None)
    if row is None:
        return None
    return Target(path, year, *(None if bound is None else Decimal(bound) for bound in (row.at_least, row.at_most)))
