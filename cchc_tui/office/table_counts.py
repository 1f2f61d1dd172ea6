"""A table of counts as records: measures in its columns or its rows, months in the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_tui.errors import FindingsError, WrongUseError
from cchc_tui.importing.mapped_table import MappedColumn, MappedTable, TableLine
from cchc_tui.importing.table_grid import UNCOUNTED
from cchc_tui.language.text import slug
from cchc_tui.language.wording import Qualifier, Quantity, parse_quantity
from cchc_tui.office.reading import RecordReader
from cchc_tui.records.form import HEAD_SEPARATOR
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import Measure
from cchc_tui.records.period import Period, PeriodKind, parse_period
from cchc_tui.records.table_mapping import PERIOD, ROW, VALUE
from cchc_tui.storage.stored import Stored

_MONTH = re.compile(r"(?:tháng\s*|T\s*)?(?P<number>\d{1,2})(?:\s*[/.-]\s*(?P<year>20\d\d))?", re.IGNORECASE)
"""`Tháng 7`, `T7`, `7/2026`: a month, its year that of the table where it names none."""

_SUMS = ("tong", "tong-so", "tong-cong", "cong")


@dataclass(frozen=True, slots=True)
class CountChange:
    """One count that a table would set."""

    measure: Measure
    period: Period
    quantity: Quantity
    stored: Stored[MediaCount] | None
    """The count as it is kept; None where there is none."""


def count_changes(table: MappedTable, reader: RecordReader, period: Period | None) -> tuple[CountChange, ...]:
    """Return the counts that differ from what is kept. FindingsError naming the line of what cannot be read."""
    measures = {f"{m.channel}.{m.code}": m for m in reader.settings.measures}
    kept = {
        (s.record.channel, s.record.measure, s.record.period): s
        for s in reader.stored(MediaCount)
        if s.record.predecessor is None
    }
    meanings = {name.label: name.meaning for name in table.names}
    found: dict[tuple[str | None, ...], CountChange] = {}
    for line in table.lines:
        for column, text in _figures(table, line):
            measure = measures.get(column.meaning) or measures.get(meanings.get(line.label, ""))
            if measure is None:
                continue
            of, quantity = _period(line, column, period), _quantity(line, column, text, measure)
            key = (measure.channel, measure.code, of.code)
            if key in found and found[key].quantity != quantity:
                raise FindingsError(
                    f"Dòng {line.line}: {measure.label} của {of.name} có hai số trong bảng.", "Sửa bảng rồi nhập lại."
                )
            found[key] = CountChange(measure, of, quantity, kept.get(key))
    return tuple(c for c in found.values() if c.stored is None or c.stored.record.quantity != c.quantity)


def unnamed_rows(table: MappedTable) -> list[str]:
    """Return the names of rows that stand for no measure, so that their numbers are not taken."""
    if not any(column.meaning == VALUE for column in table.columns):
        return []
    return [name.label for name in table.names if not name.meaning]


def count_pairs(changes: Sequence[CountChange], source: str) -> Iterator[tuple[Stored[MediaCount] | None, MediaCount]]:
    """Yield the records to be kept."""
    for change in changes:
        quantity = change.quantity
        told = None if quantity.qualifier is Qualifier.EXACT else quantity.qualifier.value
        if change.stored is not None:
            yield (
                change.stored,
                change.stored.record.change(
                    value=quantity.value, qualifier=told, source=source or change.stored.record.source
                ),
            )
        else:
            yield None, MediaCount(
                channel=change.measure.channel, measure=change.measure.code, period=change.period.code,
                value=quantity.value, qualifier=told, source=source or None,
            )  # fmt: skip


def _figures(table: MappedTable, line: TableLine) -> Iterator[tuple[MappedColumn, str]]:
    """Yield the columns with a figure in a row; a column of sums beside the months is none."""
    by_months = any(c.meaning == VALUE and slug(c.head) not in _SUMS for c in table.columns)
    for column in table.columns:
        text = line.cells.get(column.at, "")
        is_sum = column.meaning == VALUE and by_months and slug(column.head) in _SUMS
        if column.taken and column.meaning not in (ROW, PERIOD) and text not in ("", "-", "–") and not is_sum:
            yield column, text


def _period(line: TableLine, column: MappedColumn, period: Period | None) -> Period:
    """Return the period of a number: what its row says, else its column's head, else that of the table."""
    own = column.head.rpartition(HEAD_SEPARATOR)[2] if column.meaning == VALUE else ""
    for words in (line.period, own):
        if words and (found := _named(words, period)) is not None:
            return found
    if line.period:
        raise FindingsError(f"Dòng {line.line}: “{line.period}” không phải là một kỳ.", "Viết như 9/2026, quý 3/2026.")
    if period is None:
        raise WrongUseError("Chưa biết số liệu của kỳ nào.", "Thêm --period KỲ: quý 3/2026, 9/2026, 2026.")
    return period


def _named(words: str, period: Period | None) -> Period | None:
    if (found := parse_period(words)) is not None and found.year:
        return found
    month = _MONTH.fullmatch(words.strip())
    if month and 1 <= int(month["number"]) <= 12 and (month["year"] or period):
        year = int(month["year"]) if month["year"] else period.year if period else 0
        return Period(PeriodKind.MONTH, year, int(month["number"]))
    return parse_period(f"{words}/{period.year}") if period else None


def _quantity(line: TableLine, column: MappedColumn, text: str, measure: Measure) -> Quantity:
    if text.startswith(UNCOUNTED):
        raise FindingsError(
            f"Dòng {line.line}: ô “{text[:60]}” là công thức chưa có kết quả.", "Mở tệp bằng Excel, lưu lại rồi nhập."
        )
    unit = measure.unit or ""
    bare = text.removesuffix(unit).strip() if unit else text
    quantity = parse_quantity(bare, decimals=bool(measure.places))
    if quantity is None:
        raise FindingsError(
            f"Dòng {line.line}: “{text}” không phải là một số ở cột “{column.head}”.",
            "Viết như 1.234; không có số thì để trống.",
        )
    return quantity
