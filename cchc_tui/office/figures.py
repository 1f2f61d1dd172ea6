"""The forms of the office and their figures: looked at, filled in, taken in from a table, written out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.errors import FindingsError, WrongUseError
from cchc_tui.language.text import clean_line, nearest, slug
from cchc_tui.office.reading import RecordReader
from cchc_tui.records.figure_book import FigureBook, FigureFault, FigureTable, number_text
from cchc_tui.records.figures import CellValue, FigureRow, write_cell
from cchc_tui.records.form import ColumnKind, FormColumn, StatisticalForm
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

    def table(self, code: str, period: Period) -> FigureTable:
        """Return a form as it is filled in for a period."""
        return figure_book(self._reader).table(code, period)

    def faults(self, code: str, period: Period) -> list[FigureFault]:
        """Return what is wrong with a form in a period."""
        return figure_book(self._reader).faults(code, period)

    def plan(self, code: str, period: Period, rows: Sequence[Mapping[str, CellValue]]) -> list[CellChange]:
        """Return what would change if these rows were filled in; each has `row` or `label` and columns by key."""
        table, changes = self.table(code, period), []
        for plain in rows:
            row, label = _named_row(table, plain)
            kept = self._kept(code, period, row)
            before = kept.record.cells if kept else {}
            for key, value in plain.items():
                if key not in ("row", "label") and before.get(key) != value and value is not None:
                    changes.append(CellChange(row, label, key, before.get(key), value))
        return changes

    def fill(
        self, code: str, period: Period, rows: Sequence[Mapping[str, CellValue]], *, source: str = ""
    ) -> list[CellChange]:
        """Fill in rows in one save; return what changed. Columns that are not named keep their figures."""
        changes = self.plan(code, period, rows)
        table = self.table(code, period)
        places = {line.code: number for number, line in enumerate(table.lines, 1)}
        pairs: list[tuple[Stored[FigureRow] | None, FigureRow]] = []
        for row in dict.fromkeys(change.row for change in changes):
            mine = [change for change in changes if change.row == row]
            kept = self._kept(code, period, row)
            place = places.get(row, len(places) + len(pairs) + 1)
            record = kept.record if kept else _new_row(code, period, row, mine[0].label, place)
            cells = {change.column: write_cell(change.after) for change in mine}
            after = record.change(extra={**record.extra, **cells}, source=source or record.source)
            pairs.append((kept, after))
        if pairs:
            self._records.put_all(pairs)
        return changes

    def read_cell(self, code: str, text: str) -> dict[str, CellValue]:
        """Return one typed cell, `chung-thuc.truc-tuyen=120`, as a row for `fill`. WrongUseError when it is none."""
        place, equals, value = text.partition("=")
        row, dot, column = place.strip().rpartition(".")
        if not equals or not dot:
            raise WrongUseError(f"“{text}” không đọc được.", "Viết DÒNG.CỘT=SỐ, ví dụ chung-thuc.truc-tuyen=120.")
        found = typed_column(self.form(code), column)
        return {"label": row, found.key: typed_cell(found, value)}

    def read_sheet(self, code: str, path: Path) -> tuple[list[dict[str, CellValue]], tuple[str, ...]]:
        """Return the rows of a filled XLSX or CSV for `fill`, and the heads of its columns that the form does not have.

        FindingsError when it cannot be read, naming the row and the column of a cell that is no number.
        """
        from cchc_tui.importing.figure_sheet import read_figure_sheet

        form = self.form(code)
        sheet = read_figure_sheet(path, form)
        rows: list[dict[str, CellValue]] = []
        for row in sheet.rows:
            cells: dict[str, CellValue] = {"label": row.label}
            for key, text in row.cells.items():
                column = form.column(key)
                assert column is not None
                try:
                    cells[key] = None if text in ("-", "–") else typed_cell(column, text)
                except WrongUseError as error:
                    raise FindingsError(f"{path.name}, dòng {row.line}: {error.message}", error.hint or "") from error
            rows.append(cells)
        return rows, sheet.unread

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
        return next(
            (
                stored
                for stored in self._reader.stored(FigureRow)
                if (stored.record.form, stored.record.period, stored.record.row) == (code, period.code, row)
            ),
            None,
        )


def shown_rows(table: FigureTable) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows of a table as text, the total last."""
    form = table.form
    heads = [form.row_head, *(" > ".join(column.head) for column in form.columns)]
    lines = [(line.label, line.cells) for line in table.lines]
    if form.total and table.lines:
        lines.append((form.total, table.whole))
    return heads, [[label, *(_shown(cells.get(column.key)) for column in form.columns)] for label, cells in lines]


def _shown(value: CellValue) -> str:
    return number_text(value) if isinstance(value, Decimal) else value or ""


def figure_book(reader: RecordReader) -> FigureBook:
    """Return the figures of an office."""
    form_of: Callable[[str], StatisticalForm] = partial(read_form, folders=_folders(reader))
    return FigureBook((stored.record for stored in reader.stored(FigureRow)), form_of)


def typed_column(form: StatisticalForm, name: str) -> FormColumn:
    """Return the column that a person names by its key or its head. WrongUseError for none, and for one that a formula
    gives.
    """
    wanted = slug(name)
    found = next((c for c in form.columns if wanted in (c.key, slug(c.head[-1]), slug(" ".join(c.head)))), None)
    if found is None:
        near = nearest(wanted, [column.key for column in form.typed])
        known = ", ".join(column.key for column in form.typed)
        raise WrongUseError(
            f"Biểu {form.code} không có cột “{name}”.", f"Có phải “{near}”?" if near else f"Các cột: {known}."
        )
    if found.formula is not None:
        raise WrongUseError(
            f"Cột “{found.head[-1]}” của biểu {form.code} do công thức tính, không gõ được.",
            f"Hãy ghi các cột: {', '.join(found.formula.columns)}.",
        )
    return found


def typed_cell(column: FormColumn, text: str) -> CellValue:
    """Return what a person typed into a cell: `1.234`, `97,28`. WrongUseError when it is no number of this column."""
    line = clean_line(text)
    if column.kind is ColumnKind.TEXT:
        return line
    plain = line.replace(" ", "").removesuffix("%")
    whole, comma, places = plain.partition(",")
    number = (whole.replace(".", "") if comma or _grouped(whole) else whole) + (f".{places}" if comma else "")
    digits = number.replace(".", "", 1)
    if not digits.isascii() or not digits.isdigit():
        raise WrongUseError(
            f"“{text}” không phải là một số ở cột “{column.head[-1]}”.",
            "Viết như 1.234 hoặc 97,28; không có số thì để trống.",
        )
    value = Decimal(number)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > column.places:
        raise WrongUseError(
            f"Cột “{column.head[-1]}” nhận {column.places} chữ số sau dấu phẩy, mà đã gõ “{text}”.",
            "Sửa lại số, hoặc khai places trong tệp biểu.",
        )
    return value


def _grouped(whole: str) -> bool:
    """Return whether points stand between groups of three digits, as in 1.234.567."""
    first, *groups = whole.split(".")
    return bool(groups) and 1 <= len(first) <= 3 and all(len(group) == 3 for group in groups)


def _named_row(table: FigureTable, plain: Mapping[str, CellValue]) -> tuple[str, str]:
    label = str(plain.get("label") or plain.get("row") or "").strip()
    code = str(plain.get("row") or slug(label))
    if not code:
        raise WrongUseError("Có dòng không có tên.", "Ghi tên ở cột đầu của mỗi dòng.")
    line = next((one for one in table.lines if one.code == code or slug(one.label) == slug(label)), None)
    if line is None and table.form.rows:
        known = ", ".join(row.label for row in table.form.rows)
        raise WrongUseError(f"Biểu {table.form.code} không có dòng “{label or code}”.", f"Các dòng: {known}.")
    return (line.code, line.label) if line else (code, label)


def _new_row(code: str, period: Period, row: str, label: str, place: int) -> FigureRow:
    return FigureRow(form=code, period=period.code, row=row, label=label, position=place)


def _folders(reader: RecordReader) -> list[Path]:
    own = reader.templates
    return [folder for folder in (own, templates_dir()) if folder is not None]
