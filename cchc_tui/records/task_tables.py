"""Which table of tasks belongs to a period: the one a report on it prints, else the one its name says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc_tui.records.period import Period, parse_period
from cchc_tui.records.report_sheet import ReportSheet


def table_of_period(period: Period, sheets: Iterable[ReportSheet], names: Sequence[str]) -> str:
    """Return the name, of `names`, of the table that is worked on in a period; "" where there is no table."""
    printed = [sheet for sheet in sheets if sheet.checklist in names]
    for sheet in printed:
        if parse_period(sheet.period or "") == period:
            return sheet.checklist or ""
    named = [name for name in names if period.code in name]
    of_year = [name for name in names if str(period.year) in name]
    whole = [name for name in of_year if not any(mark in name for mark in ("quy-", "-thang"))]
    found = named or whole or of_year or list(names)
    return max(found, default="")


def table_for_report(period: Period, names: Sequence[str], wanted: str | None) -> str | None:
    """Return the table that a new report takes: the one named after its period, the one `wanted` where it exists, the
    only one of the year, else a new one of the wanted name.
    """
    own = [name for name in names if period.code in name]
    of_year = [name for name in names if str(period.year) in name]
    if own:
        return wanted if wanted in own else own[0]
    return of_year[0] if wanted and wanted not in names and len(of_year) == 1 else wanted
