"""List columns from the field declaration: what stands in them and how they sort."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from cchc_tui.language.text import order_key, printable
from cchc_tui.office import Stored
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Field, FieldType, Record, is_empty, list_columns, place_key
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings, choices_of
from cchc_tui.records.period import parse_period
from cchc_tui.records.typed import show_value
from cchc_tui.tui.widgets.table import Column

Row = Stored[Record]
_FLEXIBLE = {"subject", "task", "measure"}
_KEPT = {"evaluation"}
_RIGHT = {FieldType.INTEGER, FieldType.PLACE, FieldType.NUMBER, FieldType.DATE}
_HEADS = {"issued_on": "Ngày", "position": "Số"}
"""Heads that are shorter than the field's label."""


def columns_of(cls: type[Record], settings: OfficeSettings) -> list[Column[Row]]:
    """Return the columns of a kind of record; for documents with a sign for those that came from outside."""
    columns = [_column(cls, declared, settings) for declared in list_columns(cls)]
    if cls is Directive:
        columns.insert(2, Column("direction", "", 1, _way, style=lambda row: "accent"))
    return columns


def _way(row: Row) -> str:
    return "←" if getattr(row.record, "direction", None) == "incoming" else ""


def badge(settings: OfficeSettings, code: str | None) -> tuple[str, str]:
    """Return an evaluation with its sign, and its ink: done, not done, the worst of all, not evaluated."""
    if not code:
        return "·", "muted"
    label = settings.evaluation_label(code)
    if code in {e.code for e in settings.evaluations if e.met}:
        return f"√ {label}", "good"
    failing = [e.code for e in settings.evaluations if not e.met]
    return (f"× {label}", "bad") if code == failing[-1:][0] else (f"! {label}", "warn")


def _column(cls: type[Record], declared: Field, settings: OfficeSettings) -> Column[Row]:
    key = declared.key
    words = (
        {c.code: c.label for c in choices_of(declared, settings)} if declared.choices or declared.choices_from else {}
    )

    def text(row: Row) -> str:
        value = getattr(row.record, key)
        if key == "evaluation":
            return badge(settings, value)[0]
        if isinstance(row.record, MediaCount) and key == "measure":  # channels have measures of the same code
            measure = settings.measure_of(row.record.channel, value)
            return measure.label or "" if measure else value or ""
        if words:
            return words.get(value, value or "")
        if declared.type is FieldType.PERIOD:
            return _brief_period(value or "")
        shown = show_value(declared, value)
        return printable(shown.replace("\n", "; ")) if shown else ""

    return Column(
        key=key,
        placeholder="(chưa có số)" if cls is Directive and key == "symbol" else "",
        label=_HEADS.get(key, declared.label),
        width=_width(declared),
        text=text,
        align="right" if declared.type in _RIGHT else "left",
        order=_order(cls, declared, words),
        flexible=key in _FLEXIBLE,
        kept=key in _KEPT,
        style=(lambda row: badge(settings, row.record.evaluation)[1]) if key == "evaluation" else _plain,  # type: ignore[attr-defined]
    )


def _plain(row: Row) -> str:
    return ""


def _brief_period(code: str) -> str:
    """Return `tháng 6/2023`, `quý III/2023`, `năm 2023`: as short as it can be read."""
    period = parse_period(code)
    if period is None or period.free is not None:
        return printable(code)
    return period.name.replace(" đầu năm ", " ").replace(" năm ", "/")


def _width(declared: Field) -> int:
    """Return the declared width, or a little more where that lets the head stand in full with its arrow."""
    label = len(_HEADS.get(declared.key, declared.label)) + 1
    return label if declared.width < label <= declared.width + 4 else declared.width


def _order(cls: type[Record], declared: Field, words: dict[str, str]) -> Callable[[Row], Any]:
    """Numbers as numbers, days as days, document numbers by their number, words in Vietnamese order; empty last."""
    key = declared.key
    if cls is Directive and key == "symbol":
        return _by_symbol
    keys: dict[str, Any] = {}

    def order(row: Row) -> Any:
        value = getattr(row.record, key)
        if is_empty(value):
            return (1, 0)
        if declared.type is FieldType.PERIOD:
            return (0, *_by_period(value))
        if declared.type is FieldType.PLACE:
            return (0, place_key(value))
        if not isinstance(value, str):
            return (0, value if not isinstance(value, tuple) else order_key(value[0]))
        if value not in keys:
            keys[value] = (0, order_key(words.get(value, value)))
        return keys[value]

    return order


def _by_symbol(row: Row) -> Any:
    assert isinstance(row.record, Directive)
    parsed = row.record.parsed
    return (0, parsed.sort_key) if parsed else (1, (row.record.symbol or "",))


def _by_period(code: str) -> tuple[Any, ...]:
    period = parse_period(code)
    if period is None:
        return (date.max, code)
    if period.free is not None:
        return (period.free.last, code)
    return (date(period.year, period.months[1], 28), code)
