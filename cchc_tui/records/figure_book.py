"""The figures of an office as tables: any form in any period, the same period a year before, the year so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cchc_tui.errors import WrongUseError
from cchc_tui.records.figures import CellValue, FigureRow
from cchc_tui.records.form import Balance, ColumnKind, StatisticalForm, added_up, broken_balances, filled, total
from cchc_tui.records.period import MONTHS_IN_YEAR, Period, PeriodKind, free_period

_FAR, _MUCH = 5, 50
"""How many times, and by how many at least, a figure differs from the period before when it is asked about."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One row of a table, with what its formulas give."""

    code: str
    label: str
    group: str
    cells: Mapping[str, CellValue]
    number: str = ""
    """`1.1.2` where the form numbers its rows."""
    summed: bool = False
    """Whether it is the sum of the rows below its number."""

    @property
    def title(self) -> str:
        """Number and label: `1.1.2 Ban hành kế hoạch`."""
        return f"{self.number} {self.label}".lstrip()

    @property
    def level(self) -> int:
        """How deep it lies, from 0."""
        return self.number.count(".")


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One form in one period."""

    form: StatisticalForm
    period: Period
    lines: tuple[FigureLine, ...]
    whole: Mapping[str, CellValue]
    """The total of all rows; of a form with one row, that row."""
    parts: tuple[Period, ...] = ()
    """The shorter periods it was added up from; none where it was filled in itself."""

    def with_cells(self, row: str, cells: Mapping[str, CellValue]) -> FigureTable:
        """Return the table as it would be with these cells of one row, formulas and total worked out anew."""
        lines = tuple(
            replace(line, cells=filled(self.form, {**line.cells, **cells})) if line.code == row else line
            for line in self.lines
        )
        lines = with_sums(self.form, lines)
        return replace(self, lines=lines, whole=_whole(self.form, lines))

    def faults(self, before: FigureTable) -> list[FigureFault]:
        """Return what is wrong in it, beside the table of the period before."""
        found = [fault for line in self.lines for fault in _line_faults(self, line, before)]
        return found + _target_faults(self)

    def jumps(self, before: FigureTable) -> list[FigureFault]:
        """Return the rows with a figure five times, or a fifth of, what it was in the period before."""
        return [fault for line in self.lines if (fault := _jump(self, line, before.cells(line.code)))]

    def cells(self, row: str = "") -> Mapping[str, CellValue]:
        """Return the cells of a row, by default the total's; nothing for a row that is not there."""
        return self.whole if not row else next((line.cells for line in self.lines if line.code == row), {})


@dataclass(frozen=True, slots=True)
class FigureFault:
    """What is wrong in a table: a balance, a missing figure, a target missed."""

    code: str
    """figure-balance, figure-carried, figure-missing, figure-target, figure-jump, figure-total."""
    row: str
    column: str
    message: str


class FigureBook:
    """All rows that an office keeps, looked up by form and period."""

    def __init__(self, rows: Iterable[FigureRow], form_of: Callable[[str], StatisticalForm]) -> None:
        """`form_of` gives a form by its name, or refuses it with a sentence."""
        self._form_of = form_of
        self._rows: dict[tuple[str, str], list[FigureRow]] = {}
        for row in rows:
            self._rows.setdefault((row.form or "", row.period or ""), []).append(row)

    def forms(self) -> list[tuple[str, str]]:
        """Return the forms that have figures, each with a period's code, in order."""
        return sorted(self._rows)

    def table(self, code: str, period: Period) -> FigureTable:
        """Return a form in a period as it was filled in, or for a longer period added up from the quarters or months
        it consists of; rows of the form that nobody filled are there, empty.
        """
        form = self._form_of(code)
        if (code, period.code) in self._rows or not (parts := self._parts(code, period)):
            return self._table(form, period)
        tables = [self._table(form, part) for part in parts]
        names = {line.code: line for table in tables for line in table.lines}
        lines = tuple(
            replace(line, cells=added_up(form, [table.cells(line.code) for table in tables])) for line in names.values()
        )
        return FigureTable(form, period, lines, _whole(form, lines), tuple(parts))

    def same_period_last_year(self, code: str, period: Period) -> FigureTable:
        """Return the same period of the year before (cùng kỳ)."""
        return self.table(code, a_year_before(period))

    def faults(self, code: str, period: Period) -> list[FigureFault]:
        """Return what is wrong with a form in a period."""
        table, before = self.table(code, period), self.table(code, period.previous)
        return [*table.faults(before), *table.jumps(before), *self._other_than_parts(table)]

    def series(self, code: str, period: Period) -> list[FigureTable]:
        """Return a form in the quarters of a period that have figures, else in its months, else in itself; nothing for
        a free one.
        """
        if period.free is not None:
            return []
        first, last = period.months
        quarters = [Period(PeriodKind.QUARTER, period.year, n) for n in range((first + 2) // 3, last // 3 + 1)]
        months = [Period(PeriodKind.MONTH, period.year, n) for n in range(first, last + 1) if n <= MONTHS_IN_YEAR]
        for parts in (quarters if len(quarters) > 1 else [], months, [period]):
            if known := [part for part in parts if (code, part.code) in self._rows]:
                return [self._table(self._form_of(code), part) for part in known]
        return []

    def rows(self, code: str, period: Period) -> list[FigureRow]:
        """Return the rows of a form that were filled in for a period, in their order."""
        kept = self._rows.get((code, period.code), [])
        return sorted(kept, key=lambda row: (row.position or 0, row.id))

    def _other_than_parts(self, table: FigureTable) -> list[FigureFault]:
        """Return the rows of a longer period, filled in itself, that are not what its shorter ones add up to."""
        parts = self._parts(table.form.code, table.period) if not table.parts else []
        if not parts or (table.form.code, table.period.code) not in self._rows:
            return []
        tables = [self._table(table.form, part) for part in parts]
        found = []
        for line in table.lines:
            added = added_up(table.form, [part.cells(line.code) for part in tables])
            for column in table.form.columns:
                own, sum_ = line.cells.get(column.key), added.get(column.key)
                if isinstance(own, Decimal) and isinstance(sum_, Decimal) and own != sum_:
                    message = (
                        f"{line.label}: {column.head[-1]} ghi {number_text(own)}, mà cộng {len(parts)} kỳ bên trong"
                    )
                    found.append(
                        FigureFault("figure-total", line.code, column.key, f"{message} là {number_text(sum_)}.")
                    )
                    break
        return found

    def _table(self, form: StatisticalForm, period: Period) -> FigureTable:
        kept: dict[str, FigureRow] = {}
        offices: dict[str, dict[str | None, FigureRow]] = {}
        for row in self._rows.get((form.code, period.code), []):
            kept.setdefault(row.row or "", row)
            offices.setdefault(row.row or "", {}).setdefault(row.predecessor, row)
        fixed = {row.code: FigureLine(row.code, row.label, row.group, row.given, row.number) for row in form.rows}
        own = sorted(
            (row for row in kept.values() if row.row not in fixed), key=lambda row: (row.position or 0, row.id)
        )
        places = [*fixed.values(), *(FigureLine(r.row or "", r.label or r.row or "", r.group or "", {}) for r in own)]
        typed = {p.code: _of_offices(form, offices.get(p.code, {})) for p in places}
        lines = tuple(replace(p, cells=filled(form, {**typed[p.code], **p.cells})) for p in places)
        lines = with_sums(form, lines)
        return FigureTable(form, period, lines, _whole(form, lines))

    def _parts(self, code: str, period: Period) -> list[Period]:
        """Return the periods of which a longer one consists and which have figures: quarters, else months; none unless
        every one of them has some.
        """
        if period.free is not None or period.kind is PeriodKind.MONTH:
            return []
        first, last = period.months
        quarters = [Period(PeriodKind.QUARTER, period.year, n) for n in range((first + 2) // 3, last // 3 + 1)]
        months = [Period(PeriodKind.MONTH, period.year, n) for n in range(first, last + 1)]
        whole_quarters = first % 3 == 1 and last % 3 == 0 and period.kind is not PeriodKind.QUARTER
        for parts in ((quarters,) if whole_quarters else ()) + ((months,) if last <= MONTHS_IN_YEAR else ()):
            if parts and all((code, part.code) in self._rows for part in parts):
                return parts
        return []


def no_form(code: str) -> StatisticalForm:
    """Refuse any form: for prose and records outside an office."""
    raise WrongUseError(f"Ở đây không có biểu “{code}”.")


def _of_offices(form: StatisticalForm, rows: Mapping[str | None, FigureRow]) -> Mapping[str, CellValue]:
    """Return the cells of a row; of offices that were joined into this one, added up."""
    cells = [row.cells for row in rows.values()]
    if len(cells) < 2:
        return cells[0] if cells else {}
    return total(form, [filled(form, one) for one in cells])


def with_line(table: FigureTable, line: FigureLine) -> FigureTable:
    """Return the table with a further row at its end, nothing filled in."""
    return replace(table, lines=(*table.lines, replace(line, cells=filled(table.form, line.cells))))


def with_sums(form: StatisticalForm, lines: tuple[FigureLine, ...]) -> tuple[FigureLine, ...]:
    """Return the lines with those that are the sum of others worked out, the deepest first."""
    found = {line.code: line for line in lines}
    for row in sorted(form.rows, key=lambda row: -row.number.count(".")):
        if row.code in found and (children := form.children(row.number)):
            words = {c.key: found[row.code].cells.get(c.key) for c in form.columns if c.kind is ColumnKind.TEXT}
            cells = total(form, [found[child.code].cells for child in children])
            found[row.code] = replace(found[row.code], cells={**cells, **words}, summed=True)
    return tuple(found[line.code] for line in lines)


def _line_faults(table: FigureTable, line: FigureLine, before: FigureTable) -> list[FigureFault]:
    given = next((row.given for row in table.form.rows if row.code == line.code), {})
    begun = any(value is not None for key, value in line.cells.items() if key not in given)
    found = [
        FigureFault("figure-missing", line.code, column.key, f"{line.label}: chưa có số ở cột “{column.head[-1]}”.")
        for column in table.form.typed
        if begun and not line.summed and column.kind is not ColumnKind.TEXT and line.cells.get(column.key) is None
    ]
    known_before = before.cells(line.code) if before.lines else None
    for balance, left, right in broken_balances(table.form, line.cells, known_before):
        code = "figure-carried" if balance.before else "figure-balance"
        found.append(
            FigureFault(code, line.code, balance.left.columns[0], _balance_words(table, line, balance, left, right))
        )
    return found


def _jump(table: FigureTable, line: FigureLine, before: Mapping[str, CellValue]) -> FigureFault | None:
    """Return the first figure of a row that is far from what it was."""
    for column in table.form.columns:
        now, then = line.cells.get(column.key), before.get(column.key)
        if column.is_rate or not isinstance(now, Decimal) or not isinstance(then, Decimal) or not now or not then:
            continue
        if max(now, then) >= _FAR * min(now, then) and abs(now - then) >= _MUCH:
            words = f"{line.label}: {column.head[-1]} là {number_text(now)}, kỳ trước {number_text(then)}"
            return FigureFault("figure-jump", line.code, column.key, f"{words}; xem lại kẻo thừa, thiếu chữ số.")
    return None


def _target_faults(table: FigureTable) -> list[FigureFault]:
    found = []
    for column in table.form.columns:
        target, value = table.form.target(column.key, table.period.year), table.whole.get(column.key)
        if target and isinstance(value, Decimal) and not target.is_met(value):
            message = f"{column.head[-1]}: {number_text(value)}, chưa đạt mức {target.words} của năm {target.year}."
            found.append(FigureFault("figure-target", "", column.key, message))
    return found


def a_year_before(period: Period) -> Period:
    """Return the same period of the year before; a free one by its days."""
    if period.free is None:
        return Period(period.kind, period.year - 1, period.number)
    first, last = period.free.first, period.free.last
    return free_period(_a_year_earlier(first), _a_year_earlier(last))


def _a_year_earlier(day: date) -> date:
    """Return the day a year before; 28/02 for 29/02."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def number_text(value: Decimal) -> str:
    """Return a number as it is printed: 1.234,5."""
    whole, _, places = f"{value:,f}".partition(".")
    return whole.replace(",", ".") + (f",{places}" if places else "")


def _whole(form: StatisticalForm, lines: tuple[FigureLine, ...]) -> Mapping[str, CellValue]:
    numbers = {line.number for line in lines}
    tops = [line.cells for line in lines if not line.number or line.number.rpartition(".")[0] not in numbers]
    filled_in = [cells for cells in tops if any(value is not None for value in cells.values())]
    return filled_in[0] if len(filled_in) == 1 else total(form, filled_in)


def _balance_words(table: FigureTable, line: FigureLine, balance: Balance, left: Decimal, right: Decimal) -> str:
    heads = {column.key: " › ".join(column.head) for column in table.form.columns}
    sides = [" + ".join(heads[key] for key in side.columns) for side in (balance.left, balance.right)]
    other = f"{sides[1]} của kỳ trước" if balance.before else sides[1]
    return f"{line.label}: {sides[0]} là {number_text(left)}, mà {other} là {number_text(right)}."
