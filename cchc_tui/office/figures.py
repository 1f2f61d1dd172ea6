"""The forms of the office and their figures: looked at, filled in, taken in from a table, written out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.errors import RefusedError, WrongUseError
from cchc_tui.office.figure_cells import (
    FilledRow,
    demand_typed,
    named_row,
    pasted_rows,
    read_named_cell,
    rows_by_name,
    typed_cell,
)
from cchc_tui.office.reading import RecordReader
from cchc_tui.records.figure_book import FigureBook, FigureFault, FigureTable, number_text
from cchc_tui.records.figures import CellValue, FigureRow, write_cell
from cchc_tui.records.form import FormColumn, StatisticalForm
from cchc_tui.records.period import Period
from cchc_tui.storage.form_file import form_codes, read_form
from cchc_tui.storage.shipped import templates_dir
from cchc_tui.storage.stored import Stored

if TYPE_CHECKING:
    from cchc_tui.office.recording import Records


@dataclass(frozen=True, slots=True)
class CellChange:
    """One figure that filling in a table would set."""

    row: str
    label: str
    column: str
    before: CellValue
    after: CellValue


class Figures:
    """The forms of one office."""

    def __init__(self, reader: RecordReader, records: Records) -> None:
        self._reader = reader
        self._records = records

    def forms(self) -> list[StatisticalForm]:
        """Return all forms, the office's own and the shipped ones. FindingsError when a file cannot be used."""
        folders = _folders(self._reader)
        return [read_form(code, folders) for code in form_codes(folders)]

    def form(self, code: str) -> StatisticalForm:
        """Return one form. WrongUseError when there is none of that name."""
        return read_form(code, _folders(self._reader))

    @property
    def book(self) -> FigureBook:
        """The figures of all forms, to be looked up by form and period."""
        return figure_book(self._reader)

    def table(self, code: str, period: Period) -> FigureTable:
        """Return a form as it is filled in for a period."""
        return figure_book(self._reader).table(code, period)

    def faults(self, code: str, period: Period) -> list[FigureFault]:
        """Return what is wrong with a form in a period."""
        return figure_book(self._reader).faults(code, period)

    def beside(self, code: str, period: Period) -> tuple[FigureTable, FigureTable]:
        """Return the form in the period before, and in the same period a year before."""
        book = figure_book(self._reader)
        return book.table(code, period.previous), book.same_period_last_year(code, period)

    def plan(self, code: str, period: Period, rows: Sequence[FilledRow]) -> list[CellChange]:
        """Return what would change if these rows were filled in; each has `row` or `label` and columns by key.

        WrongUseError for a row that is the sum of others, for what the form fixes, and for a cell named twice.
        """
        table, changes = self.table(code, period), []
        names, there = rows_by_name(table), self._rows_of(code, period)
        for plain in rows:
            row, label = named_row(table, plain, names)
            values = {k: v for k, v in plain.items() if k not in ("row", "label") and v is not None}
            kept = there.get(row)
            cells = kept.record.cells if kept and not kept.record.deleted else {}
            before = {**cells, **demand_typed(table, row, values)}
            changes += [CellChange(row, label, k, before.get(k), v) for k, v in values.items() if before.get(k) != v]
        told = Counter((change.row, change.column) for change in changes)
        if twice := [change for change in changes if told[change.row, change.column] > 1]:
            raise WrongUseError(
                f"Dòng “{twice[0].label}”, cột {twice[0].column} có hai số trong một lần ghi.",
                "Hai dòng cùng tên thì đặt tên khác nhau.",
            )
        return changes

    def fill(self, code: str, period: Period, rows: Sequence[FilledRow], *, source: str = "") -> list[CellChange]:
        """Fill in rows in one save; return what changed. Columns that are not named keep their figures.

        RefusedError for a period that is added up from shorter ones; ConflictError where somebody else has just filled
        in the same cell.
        """
        from cchc_tui.office.recording import DuplicateError
        from cchc_tui.storage.saving import FileThereError

        changes = self.plan(code, period, rows)
        if not changes:
            return changes
        self._demand_own_rows(code, period)
        try:
            self._records.put_all(self._pairs(code, period, changes, source))
        except (DuplicateError, FileThereError):  # somebody has begun the same row since it was read
            self._reader.refresh()
            self._demand_unsettled(code, period, changes)
            self._records.put_all(self._pairs(code, period, changes, source))
        return changes

    def clear(self, code: str, period: Period, row: str, column: str) -> None:
        """Take the figure out of a cell. WrongUseError when there is none."""
        kept = self._kept(code, period, row)
        if kept is None or column not in kept.record.extra:
            raise WrongUseError("Ô này chưa có số liệu.")
        self._records.save(kept, kept.record.change(extra={k: v for k, v in kept.record.extra.items() if k != column}))

    def pasted(self, table: FigureTable, text: str, row: int, column: int) -> list[FilledRow]:
        """Return the rows that cells copied from a spreadsheet fill in, see `office.figure_cells.pasted_rows`."""
        return pasted_rows(table, text, row, column)

    def typed(self, column: FormColumn, text: str) -> CellValue:
        """Return what a person typed into a cell. WrongUseError when it is no number of this column."""
        return typed_cell(column, text)

    def record(self, code: str, period: Period, row: str) -> Stored[FigureRow] | None:
        """Return the record of a row; None where nothing of it was filled in."""
        kept = self._kept(code, period, row)
        return kept if kept and not kept.record.deleted else None

    def _pairs(
        self, code: str, period: Period, changes: Sequence[CellChange], source: str
    ) -> list[tuple[Stored[FigureRow] | None, FigureRow]]:
        places = {line.code: number for number, line in enumerate(self.table(code, period).lines, 1)}
        there = self._rows_of(code, period)
        of_row: dict[str, list[CellChange]] = {}
        for change in changes:
            of_row.setdefault(change.row, []).append(change)
        pairs: list[tuple[Stored[FigureRow] | None, FigureRow]] = []
        for row, mine in of_row.items():
            kept = there.get(row)
            place = places.get(row, len(places) + len(pairs) + 1)
            record = kept.record if kept else _new_row(code, period, row, mine[0].label, place)
            cells = {change.column: write_cell(change.after) for change in mine}
            after = record.change(
                extra={**({} if record.deleted else record.extra), **cells}, source=source or record.source,
                deleted_on=None, deleted_by=None, deleted_because=None,
            )  # fmt: skip
            pairs.append((kept, after))
        return pairs

    def _demand_own_rows(self, code: str, period: Period) -> None:
        if parts := self.table(code, period).parts:
            names = ", ".join(part.name for part in parts)
            raise RefusedError(
                f"Biểu {code} của {period.name} đang cộng từ {names} nên không ghi vào đây.",
                "Ghi vào kỳ ngắn hơn ấy; chương trình tự cộng lại.",
            )

    def _demand_unsettled(self, code: str, period: Period, changes: Sequence[CellChange]) -> None:
        """Raise ConflictError when one of these cells, empty when it was planned, has another figure now."""
        from cchc_tui.records.merge import merge_records
        from cchc_tui.storage.saving import ConflictError

        for row in dict.fromkeys(change.row for change in changes):
            theirs = self._kept(code, period, row)
            if theirs is None:
                continue
            mine = {change.column: write_cell(change.after) for change in changes if change.row == row}
            own = theirs.record.change(extra={**theirs.record.extra, **mine})
            merged, conflicts = merge_records(theirs.record.change(extra={}), theirs.record, own)
            if conflicts:
                raise ConflictError(theirs, own, merged, conflicts)

    def read_cell(self, code: str, text: str) -> FilledRow:
        """Return one typed cell, `chung-thuc.truc-tuyen=120`, as a row for `fill`. WrongUseError when it is none."""
        return read_named_cell(self.form(code), text)

    def export(self, table: FigureTable, form: str, out: Path | None, *, force: bool = False) -> Path:
        """Write a table as CSV or XLSX, by default into `xuat`; return where.

        RefusedError when another file is there, unless `force`.
        """
        from cchc_tui.office.register import csv_data, write_table

        name = f"{table.form.code}-{table.period.code.replace('..', '_')}.{form}"
        place = out or self._reader.directory.parent / "xuat" / name
        if place.suffix == ".csv":
            heads, rows = shown_rows(table)
            write_table(place, csv_data(heads, rows), force=force)
        else:
            from cchc_tui.export.figures_xlsx import figures_xlsx

            write_table(place, figures_xlsx(self._reader.settings.title, table), force=force)
        return place

    def shown_rows(self, table: FigureTable) -> tuple[list[str], list[list[str]]]:
        """Return heads and rows of a table as text, the total last."""
        return shown_rows(table)

    def _kept(self, code: str, period: Period, row: str) -> Stored[FigureRow] | None:
        """Return the record of a row, the one in use before a deleted one: filled in again, that one is taken back."""
        return self._rows_of(code, period).get(row)

    def _rows_of(self, code: str, period: Period) -> dict[str, Stored[FigureRow]]:
        """Return the records of a form in a period by their rows, as `_kept`."""
        found: dict[str, Stored[FigureRow]] = {}
        for deleted in (False, True):
            for stored in self._reader.stored(FigureRow, deleted=deleted):
                if (stored.record.form, stored.record.period) == (code, period.code):
                    found.setdefault(stored.record.row or "", stored)
        return found


def shown_rows(table: FigureTable) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows of a table as text, the total last."""
    form = table.form
    heads = [form.row_head, *(" > ".join(column.head) for column in form.columns)]
    lines = [(line.title, line.cells) for line in table.lines]
    if form.total and table.lines:
        lines.append((form.total, table.whole))
    return heads, [[label, *(_shown(cells.get(column.key)) for column in form.columns)] for label, cells in lines]


def _shown(value: CellValue) -> str:
    return number_text(value) if isinstance(value, Decimal) else value or ""


def figure_book(reader: RecordReader) -> FigureBook:
    """Return the figures of an office."""
    return FigureBook((stored.record for stored in reader.stored(FigureRow)), form_reader(reader))


def form_reader(reader: RecordReader) -> Callable[[str], StatisticalForm]:
    """Return what reads each form of an office once."""
    return cache(partial(read_form, folders=_folders(reader)))


def _new_row(code: str, period: Period, row: str, label: str, place: int) -> FigureRow:
    return FigureRow(form=code, period=period.code, row=row, label=label, position=place)


def _folders(reader: RecordReader) -> list[Path]:
    own = reader.templates
    return [folder for folder in (own, templates_dir()) if folder is not None]
