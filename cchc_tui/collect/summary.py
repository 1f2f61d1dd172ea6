"""The province's questions to a lake: who has reported, totals, tasks done, documents kept twice, faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_tui.collect.figure_totals import FigureTotal, figure_totals
from cchc_tui.collect.gatherings import gathering_of
from cchc_tui.collect.lake import open_gathering
from cchc_tui.language.text import order_key
from cchc_tui.language.wording import Qualifier, Quantity, add_quantities, without_zeros
from cchc_tui.records.period import Period, Window

if TYPE_CHECKING:
    import duckdb

REPORTED = "đã báo cáo"
DRAFTING = "đang soạn"
MISSING = "chưa có báo cáo"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one office is with the period."""

    province: str
    province_name: str
    commune: str
    office: str
    state: str
    """REPORTED: its report has number and date; DRAFTING: a sheet without them; MISSING: none."""
    documents: int
    """Documents issued in the window."""
    met: int
    not_met: int
    unset: int
    """Tasks of the year by evaluation: Đạt, Không đạt, not evaluated yet."""
    faults: int
    """Files that could not be read: the other numbers may be too small."""


@dataclass(frozen=True, slots=True)
class Total:
    """One measure of one channel over all offices that counted it."""

    channel: str
    measure: str
    channel_label: str
    measure_label: str
    unit: str
    quantity: Quantity
    offices: int
    period: str = ""
    """The code of the period the counts are stated for; "" for the whole window."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """One outgoing document that several offices of a province keep as their own."""

    province: str
    symbol: str
    issued_on: date
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a lake says of one period."""

    period: Period
    window: Window
    gathering: int
    """Number of the gathering that was asked: asked again, it gives the same answers."""
    gathered_on: str
    """dd/mm/yyyy"""
    standings: tuple[Standing, ...]
    totals: tuple[Total, ...]
    """For the whole window. A count stated for a longer time stands for the shorter ones inside it."""
    months: tuple[Total, ...]
    """The same counts by the period they are stated for."""
    figures: tuple[FigureTotal, ...]
    """The columns of the forms that offices filled in for periods inside the window."""
    straddling: int
    """Counts whose days lie only partly in the window: they are in no total."""
    repeated: tuple[Repeated, ...]
    faults: int
    """Rows of the table errors."""


def summarise(lake: Path, period: Period, window: Window, gathering: int | None = None) -> Summary:
    """Return the answers for one period, by default from the newest gathering. WrongUseError when `lake` is none."""
    chosen = gathering_of(lake, gathering)
    with open_gathering(lake, chosen) as duck:
        duck.execute("SET VARIABLE first = CAST($first AS DATE)", {"first": window.first})
        duck.execute("SET VARIABLE last = CAST($last AS DATE)", {"last": window.last})
        return Summary(
            period=period,
            window=window,
            gathering=chosen.id,
            gathered_on=chosen.day,
            standings=_standings(duck, period),
            totals=_totals(duck, _WHOLE),
            months=_totals(duck, _BY_PERIOD),
            figures=figure_totals(duck),
            straddling=_number(duck, _STRADDLING),
            repeated=_repeated(duck),
            faults=_number(duck, "SELECT count(*) FROM errors"),
        )


_STANDINGS = """
WITH sheets AS (
  SELECT province, commune, bool_or(number IS NOT NULL AND dated_on IS NOT NULL) AS signed
  FROM reports WHERE period = $period GROUP BY ALL
), issued AS (
  SELECT province, commune, count(*) AS n FROM directives
  WHERE issued_on BETWEEN getvariable('first') AND getvariable('last') GROUP BY ALL
), tasks AS (
  SELECT province, commune, count(*) FILTER (met) AS met, count(*) FILTER (NOT met) AS not_met,
    count(*) FILTER (met IS NULL) AS unset
  FROM checklist WHERE year = $year GROUP BY ALL
)
SELECT o.province, o.province_name, o.commune, o.office, s.signed,
  coalesce(i.n, 0), coalesce(t.met, 0), coalesce(t.not_met, 0), coalesce(t.unset, 0), o.faults
FROM offices o LEFT JOIN sheets s USING (province, commune) LEFT JOIN issued i USING (province, commune)
  LEFT JOIN tasks t USING (province, commune)
"""

_INSIDE = "window_first >= getvariable('first') AND window_last <= getvariable('last')"
_OUTERMOST = f"""
WITH inside AS (SELECT * FROM media WHERE {_INSIDE}),
outermost AS (
  SELECT * FROM inside a WHERE NOT EXISTS (
    SELECT 1 FROM inside b
    WHERE a.province = b.province AND a.commune = b.commune AND a.channel = b.channel AND a.measure = b.measure
      AND a.predecessor IS NOT DISTINCT FROM b.predecessor
      AND b.window_first <= a.window_first AND b.window_last >= a.window_last
      AND (b.window_first, b.window_last) <> (a.window_first, a.window_last)
  )
)
"""
_SUMMED = """
SELECT channel, measure, mode(channel_label), mode(measure_label), mode(unit), sum(value),
  list(DISTINCT qualifier), count(DISTINCT (province, commune)), {period}
FROM {counts} GROUP BY channel, measure{by} ORDER BY channel, measure{by}
"""
_WHOLE = _OUTERMOST + _SUMMED.format(period="''", counts="outermost", by="")
_BY_PERIOD = f"WITH inside AS (SELECT * FROM media WHERE {_INSIDE})" + _SUMMED.format(
    period="period", counts="inside", by=", period"
)
_STRADDLING = f"""
SELECT count(*) FROM media
WHERE window_first <= getvariable('last') AND window_last >= getvariable('first') AND NOT ({_INSIDE})
  AND NOT (window_first <= getvariable('first') AND window_last >= getvariable('last'))
"""
_REPEATED = """
SELECT province, any_value(symbol), min(issued_on), list(DISTINCT office ORDER BY office) FROM directives
WHERE identity IS NOT NULL AND coalesce(direction, 'outgoing') = 'outgoing'
  AND issued_on BETWEEN getvariable('first') AND getvariable('last')
GROUP BY province, identity HAVING count(DISTINCT commune) > 1 ORDER BY province, identity
"""


def _standings(duck: duckdb.DuckDBPyConnection, period: Period) -> tuple[Standing, ...]:
    rows = duck.execute(_STANDINGS, {"period": period.code, "year": period.year}).fetchall()
    found = [
        Standing(
            province,
            name or province,
            commune,
            office or commune,
            _state(signed),
            documents,
            met,
            not_met,
            unset,
            faults,
        )
        for province, name, commune, office, signed, documents, met, not_met, unset, faults in rows
    ]
    return tuple(sorted(found, key=lambda s: (s.province, order_key(s.office), s.commune)))


def _state(signed: bool | None) -> str:
    if signed is None:
        return MISSING
    return REPORTED if signed else DRAFTING


def _totals(duck: duckdb.DuckDBPyConnection, sql: str) -> tuple[Total, ...]:
    return tuple(
        Total(
            channel=channel,
            measure=measure,
            channel_label=channel_label or channel,
            measure_label=measure_label or measure,
            unit=unit or "",
            quantity=Quantity(without_zeros(value or Decimal(0)), _together(qualifiers)),
            offices=offices,
            period=period,
        )
        for channel, measure, channel_label, measure_label, unit, value, qualifiers, offices, period in _rows(duck, sql)
    )


def _together(qualifiers: Sequence[str]) -> Qualifier:
    """Return how sure a sum is whose parts carry these qualifiers: the domain's own rule, asked about sums of
    nothing.
    """
    return add_quantities(Quantity(0, Qualifier(q)) for q in qualifiers).qualifier


def _repeated(duck: duckdb.DuckDBPyConnection) -> tuple[Repeated, ...]:
    return tuple(Repeated(p, symbol, day, tuple(offices)) for p, symbol, day, offices in _rows(duck, _REPEATED))


def _rows(duck: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return duck.execute(sql).fetchall()


def _number(duck: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(_rows(duck, sql)[0][0])
