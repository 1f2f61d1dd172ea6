"""A statistical form as data: columns with merged heads, rows, formulas, balances, targets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from cchc_tui.records.figures import CellValue

HEAD_SEPARATOR = " > "
"""Between the parts of a column's head, as a table in Markdown has it."""


class ColumnKind(StrEnum):
    """How a column's figures add up over rows and periods; the value is the word in the file."""

    FLOW = "flow"
    """What happened in the period: adds up over rows and over periods."""
    STOCK = "stock"
    """What there is on the last day: adds up over rows, the last period counts."""
    OPENING = "opening"
    """What there was on the first day: adds up over rows, the first period counts."""
    RATIO = "ratio"
    """Worked out from two other columns, after they were added up."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ColumnFormula:
    """A sum of columns, over another sum where it is a rate in per cent."""

    terms: tuple[tuple[int, str], ...]
    """Sign (1 or −1) and column."""
    over: tuple[tuple[int, str], ...] = ()

    def value(self, cells: Mapping[str, CellValue], places: int) -> Decimal | None:
        """Return what the columns give; None where one of them is missing, or where there is nothing to divide by."""
        top, below = self.parts(cells)
        if not self.over or top is None:
            return top
        if not below:
            return None
        return (100 * top / below).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    def parts(self, cells: Mapping[str, CellValue]) -> tuple[Decimal | None, Decimal | None]:
        """Return what it adds up, and what it divides by; None where a column is missing."""
        return _sum(self.terms, cells), _sum(self.over, cells) if self.over else None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it needs."""
        return tuple(key for _, key in (*self.terms, *self.over))


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column."""

    key: str
    head: tuple[str, ...]
    """From the outermost head to its own."""
    kind: ColumnKind
    unit: str = ""
    places: int = 0
    number: str = ""
    """What the row of column numbers says: `(3)` or `3 = 4 + 5 + 6`."""
    formula: ColumnFormula | None = None
    words: tuple[str, ...] = ()
    """How prose names it: `hồ sơ tiếp nhận`; a number beside these words is compared."""

    @property
    def is_rate(self) -> bool:
        """Whether it is in per cent."""
        return self.formula is not None and bool(self.formula.over)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row that the form fixes."""

    code: str
    label: str
    group: str = ""
    number: str = ""
    """What stands before it: `1.1.2`. A row whose number begins others' (`1.1`) is their sum and is not typed."""
    given: Mapping[str, CellValue] = field(default_factory=dict)
    """Cells that the form itself fixes, such as the highest score."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Two sums that must be equal; with `before`, the right one is of the period before."""

    left: ColumnFormula
    right: ColumnFormula
    before: bool
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a column must reach in a year."""

    column: str
    year: int
    at_least: Decimal | None
    at_most: Decimal | None

    def is_met(self, value: Decimal) -> bool:
        """Return whether a value is within the target."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    @property
    def words(self) -> str:
        """Return `≥ 98` or `≤ 2`."""
        parts = [
            f"≥ {self.at_least}" if self.at_least is not None else "",
            f"≤ {self.at_most}" if self.at_most is not None else "",
        ]
        return ", ".join(part for part in parts if part).replace(".", ",")


@dataclass(frozen=True, slots=True)
class StatisticalForm:
    """One form."""

    code: str
    title: str
    unit: str
    row_head: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...] = ()
    """Fixed rows; none: the office names its own."""
    total: str = ""
    """Label of the total row; "" for none."""
    balances: tuple[Balance, ...] = ()
    targets: tuple[Target, ...] = ()
    note: str = ""

    def column(self, key: str) -> FormColumn | None:
        """Return the column with this key."""
        return next((column for column in self.columns if column.key == key), None)

    def target(self, key: str, year: int) -> Target | None:
        """Return the target of a column in a year."""
        return next((t for t in self.targets if t.column == key and t.year == year), None)

    def children(self, number: str) -> tuple[FormRow, ...]:
        """Return the rows one level below the row with this number."""
        start = number + "."
        return tuple(row for row in self.rows if number and row.number.rpartition(".")[0] + "." == start)

    @property
    def typed(self) -> tuple[FormColumn, ...]:
        """The columns that somebody fills in."""
        return tuple(column for column in self.columns if column.formula is None)


def filled(form: StatisticalForm, cells: Mapping[str, CellValue]) -> dict[str, CellValue]:
    """Return a row's cells with those that formulas give; a typed value of such a column is not used."""
    found = {column.key: _as_kept(column, cells.get(column.key)) for column in form.typed}
    waiting = [column for column in form.columns if column.formula is not None]
    while waiting:
        ready = [c for c in waiting if c.formula and all(key in found for key in c.formula.columns)]
        if not ready:
            break
        for column in ready:
            assert column.formula is not None
            found[column.key] = column.formula.value(found, column.places)
        waiting = [column for column in waiting if column not in ready]
    return found


def _as_kept(column: FormColumn, value: CellValue) -> CellValue:
    """Return a cell as its column has it: digits in a column of text are text."""
    return str(value) if column.kind is ColumnKind.TEXT and value is not None else value


def total(form: StatisticalForm, rows: Sequence[Mapping[str, CellValue]]) -> dict[str, CellValue]:
    """Return the total of filled rows: sums where every row has its figure, rates from the summed columns."""
    sums: dict[str, CellValue] = {}
    for column in form.typed:
        numbers = [row.get(column.key) for row in rows]
        known = [number for number in numbers if isinstance(number, Decimal)]
        complete = column.kind is not ColumnKind.TEXT and rows and len(known) == len(rows)
        sums[column.key] = sum(known, Decimal(0)) if complete else None
    return filled(form, sums)


def added_up(form: StatisticalForm, periods: Sequence[Mapping[str, CellValue]]) -> dict[str, CellValue]:
    """Return the figures of several periods, the oldest first, as one: flows added, stocks of the last (what was
    carried in: of the first), rates anew.

    A flow is missing where one of the periods lacks it.
    """
    whole: dict[str, CellValue] = {}
    for column in form.typed:
        numbers = [period.get(column.key) for period in periods]
        if column.kind is ColumnKind.FLOW:
            known = [number for number in numbers if isinstance(number, Decimal)]
            whole[column.key] = sum(known, Decimal(0)) if numbers and len(known) == len(numbers) else None
        else:
            place = 0 if column.kind is ColumnKind.OPENING else -1
            whole[column.key] = numbers[place] if numbers else None
    return filled(form, whole)


def broken_balances(
    form: StatisticalForm, cells: Mapping[str, CellValue], before: Mapping[str, CellValue] | None
) -> list[tuple[Balance, Decimal, Decimal]]:
    """Return the balances that do not hold in a filled row, with both sides; what cannot be worked out is no fault."""
    broken = []
    for balance in form.balances:
        others = before if balance.before else cells
        left, right = balance.left.value(cells, 0), balance.right.value(others, 0) if others is not None else None
        if left is not None and right is not None and left != right:
            broken.append((balance, left, right))
    return broken


_TERM = re.compile(r"\s*([+-]?)\s*([a-z0-9][a-z0-9-]*)")


def parse_formula(text: str) -> ColumnFormula:
    """Return a formula such as `truc-tuyen + truc-tiep` or `dung-han / da-giai-quyet`. ValueError with the reason."""
    top, slash, below = text.partition(" / ")
    return ColumnFormula(_terms(top), _terms(below) if slash else ())


def parse_balance(text: str, *, before: bool) -> Balance:
    """Return a balance such as `tiep-nhan = da-giai-quyet + dang-giai-quyet`. ValueError with the reason."""
    left, equals, right = text.partition(" = ")
    if not equals:
        raise ValueError(f"“{text}” không có dấu =")
    return Balance(ColumnFormula(_terms(left)), ColumnFormula(_terms(right)), before, text)


def _terms(text: str) -> tuple[tuple[int, str], ...]:
    terms: list[tuple[int, str]] = []
    place = 0
    while place < len(text.rstrip()):
        found = _TERM.match(text, place)
        if found is None or (terms and not found[1]):
            raise ValueError(f"“{text}” không đọc được; viết như truc-tuyen + truc-tiep")
        terms.append((-1 if found[1] == "-" else 1, found[2]))
        place = found.end()
    if not terms:
        raise ValueError("công thức trống")
    return tuple(terms)


def _sum(terms: Sequence[tuple[int, str]], cells: Mapping[str, CellValue]) -> Decimal | None:
    whole = Decimal(0)
    for sign, key in terms:
        number = cells.get(key)
        if not isinstance(number, Decimal):
            return None
        whole += sign * number
    return whole
