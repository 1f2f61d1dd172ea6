"""A table of another program as columns with their meaning: remembered, told by its name, guessed, or unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from cchc_tui.errors import FindingsError
from cchc_tui.importing.table_grid import TableGrid
from cchc_tui.importing.table_heads import TableHead, find_head, is_column_numbers, is_figure
from cchc_tui.language.text import slug
from cchc_tui.records.table_mapping import NOT_TAKEN, PERIOD, ROW, VALUE, TableMapping

_TOTALS = ("tong-so", "tong-cong", "cong", "tong")
_SAMPLE = 24


class Known(StrEnum):
    """Why a column or a row is taken for what it is; the value says it."""

    ANSWERED = "đã chọn"
    REMEMBERED = "đã nhớ"
    NAMED = "đúng tên"
    GUESSED = "đoán"
    UNKNOWN = ""


class TableTarget(Protocol):
    """What a table can be read into: a form, or the counts of the office."""

    code: str

    def named(self, head: str) -> str | None:
        """Return what a column with this head is for certain."""
        ...

    def guessed(self, head: str) -> str | None:
        """Return what it may be."""
        ...

    def row_named(self, label: str) -> str | None:
        """Return which row a name is for certain; the name itself where the office names its own rows."""
        ...

    def row_guessed(self, label: str) -> str | None:
        """Return which row it may be."""
        ...

    @property
    def total(self) -> str:
        """What its total row is called."""
        ...


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of the table."""

    at: int
    head: str
    sample: str
    """What stands in it first."""
    meaning: str
    """Key of a column, a measure, or one of `PART_WORDS`; "" where nobody knows."""
    known: Known

    @property
    def taken(self) -> bool:
        """Whether its cells are read."""
        return self.meaning not in ("", NOT_TAKEN)


@dataclass(frozen=True, slots=True)
class MappedName:
    """One name of a row."""

    label: str
    meaning: str
    known: Known


@dataclass(frozen=True, slots=True)
class TableLine:
    """One row of figures: its line in the file, its name, its period as written and its cells by column."""

    line: int
    label: str
    period: str
    cells: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class MappedTable:
    """One table, read for one target."""

    name: str
    """Of the sheet."""
    title: str
    """The words above the head."""
    target: str
    columns: tuple[MappedColumn, ...]
    names: tuple[MappedName, ...]
    lines: tuple[TableLine, ...]

    @property
    def guessed(self) -> list[MappedColumn | MappedName]:
        """What must be asked before it is used."""
        asked: list[MappedColumn | MappedName] = [*self.columns, *self.names]
        return [each for each in asked if each.known is Known.GUESSED]

    @property
    def unread(self) -> list[MappedColumn]:
        """Columns with figures that nobody knows."""
        return [column for column in self.columns if not column.meaning]

    @property
    def certain(self) -> int:
        """How many columns of figures are known for certain."""
        return sum(c.taken and c.known is not Known.GUESSED and c.meaning not in (ROW, PERIOD) for c in self.columns)

    def agreed(self, *, guesses: bool, seen: bool = False) -> MappedTable:
        """Return the table with its guesses taken as answers, or left out; `seen`: a person who saw every column leaves
        the unknown ones out for good.
        """

        def columns(column: MappedColumn) -> MappedColumn:
            if seen and not column.meaning:
                return replace(column, meaning=NOT_TAKEN, known=Known.ANSWERED)
            if column.known is not Known.GUESSED:
                return column
            return (
                replace(column, known=Known.ANSWERED) if guesses else replace(column, meaning="", known=Known.UNKNOWN)
            )

        def names(name: MappedName) -> MappedName:
            if name.known is not Known.GUESSED:
                return name
            if guesses:
                return replace(name, known=Known.ANSWERED)
            return replace(name, meaning=NOT_TAKEN, known=Known.UNKNOWN)

        return replace(self, columns=tuple(map(columns, self.columns)), names=tuple(map(names, self.names)))

    def answers(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return what a person said about columns and rows, to be remembered."""
        heads = {column.head: column.meaning for column in self.columns if column.known is Known.ANSWERED}
        labels = {name.label: name.meaning for name in self.names if name.known is Known.ANSWERED}
        return heads, labels


def map_table(
    grid: TableGrid, target: TableTarget, kept: TableMapping, answered: TableMapping, *, first_rows: int = 20_000
) -> MappedTable:
    """Return a table as what its columns mean: as just answered, as remembered, as named, as guessed.

    FindingsError where the sheet has no table in it.
    """
    head = find_head(grid.rows, lambda words: bool(_certain(words, target, kept, answered)[0]))
    if head is None:
        raise FindingsError(
            f"“{grid.name}” không có bảng số liệu nào đọc được: chưa thấy dòng tên cột với các dòng số bên dưới.",
            "Thêm một dòng tên cột ở đầu bảng rồi nhập lại.",
        )
    body = [(at, grid.rows[at]) for at in range(head.last + 1, min(len(grid.rows), head.last + 1 + first_rows))]
    body = [(at, row) for at, row in body if any(row) and not is_column_numbers(row)]
    columns = _columns(head, [row for _, row in body], target, kept, answered)
    lines = tuple(_lines(body, columns, target))
    labels = dict.fromkeys(line.label for line in lines)
    names = tuple(_name(label, target, kept, answered) for label in labels)
    title = " ".join(dict.fromkeys(cell for row in grid.rows[: head.first] for cell in row if cell))
    return MappedTable(grid.name, f"{grid.above} {title}".strip(), target.code, columns, names, lines)


def _certain(words: str, target: TableTarget, kept: TableMapping, answered: TableMapping) -> tuple[str, Known]:
    """Return what a head is, and why it is certain; "" where it is not."""
    for mapping, known in ((answered, Known.ANSWERED), (kept, Known.REMEMBERED)):
        if (meaning := mapping.column(words)) is not None:
            return meaning, known
    return target.named(words) or "", Known.NAMED


def _columns(
    head: TableHead, body: Sequence[Sequence[str]], target: TableTarget, kept: TableMapping, answered: TableMapping
) -> tuple[MappedColumn, ...]:
    found: list[MappedColumn] = []
    for at, words in enumerate(head.heads):
        cells = [row[at] for row in body if at < len(row) and row[at]]
        meaning, known = _certain(words, target, kept, answered) if words else ("", Known.UNKNOWN)
        if not meaning and words and any(map(is_figure, cells)):
            meaning, known = target.guessed(words) or "", Known.GUESSED
        if meaning or (words and any(map(is_figure, cells)) and not _numbers_rows(words)):
            sample = cells[0][:_SAMPLE] if cells else ""
            found.append(MappedColumn(at, words, sample, meaning, known if meaning else Known.UNKNOWN))
    return tuple(_with_row_names(_one_each(found), head, body))


def _numbers_rows(words: str) -> bool:
    return slug(words) in ("stt", "tt", "so-tt", "so-thu-tu")


def _one_each(columns: Sequence[MappedColumn]) -> Iterator[MappedColumn]:
    """Yield the columns with a guess only where no other column is that already."""
    sure = {column.meaning for column in columns if column.known is not Known.GUESSED}
    for column in columns:
        if column.known is Known.GUESSED and column.meaning in sure and column.meaning != VALUE:
            column = replace(column, meaning="", known=Known.UNKNOWN)
        sure.add(column.meaning)
        yield column


def _with_row_names(
    columns: Iterator[MappedColumn], head: TableHead, body: Sequence[Sequence[str]]
) -> Iterator[MappedColumn]:
    """Yield the columns, and where none of them names the rows, the first that mostly has words as a guess."""
    known = list(columns)
    if not any(column.meaning == ROW for column in known):
        taken = {column.at for column in known if column.meaning}
        for at, words in enumerate(head.heads):
            cells = [row[at] for row in body if at < len(row) and row[at]]
            worded = [cell for cell in cells if sum(letter.isalpha() for letter in cell) > 1]
            if at not in taken and words and cells and 2 * len(worded) > len(cells):
                known = [column for column in known if column.at != at]
                known.append(MappedColumn(at, words, worded[0][:_SAMPLE], ROW, Known.GUESSED))
                break
    yield from sorted(known, key=lambda column: column.at)


def _lines(
    body: Sequence[tuple[int, Sequence[str]]], columns: Sequence[MappedColumn], target: TableTarget
) -> Iterator[TableLine]:
    def joined(row: Sequence[str], meaning: str) -> str:
        cells = [row[c.at] for c in columns if c.meaning == meaning and c.at < len(row)]
        return ", ".join(dict.fromkeys(cell for cell in cells if cell))

    figures = [c.at for c in columns if c.taken and c.meaning not in (ROW, PERIOD)]
    for at, row in body:
        label = joined(row, ROW)
        cells = {column: row[column] for column in figures if column < len(row) and row[column]}
        is_total = slug(label) in (*_TOTALS, slug(target.total)) if label else False
        if cells and not is_total and (label or not any(c.meaning == ROW for c in columns)):
            yield TableLine(at + 1, label, joined(row, PERIOD), cells)


def _name(label: str, target: TableTarget, kept: TableMapping, answered: TableMapping) -> MappedName:
    for mapping, known in ((answered, Known.ANSWERED), (kept, Known.REMEMBERED)):
        if (meaning := mapping.row(label)) is not None:
            return MappedName(label, meaning, known)
    if named := target.row_named(label):
        return MappedName(label, named, Known.NAMED)
    guess = target.row_guessed(label) or ""
    return MappedName(label, guess, Known.GUESSED if guess else Known.UNKNOWN)
