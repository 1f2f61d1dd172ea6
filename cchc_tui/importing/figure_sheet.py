"""A statistical form filled in as XLSX or CSV, its columns known by their heads however these are merged."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from cchc_tui.errors import FindingsError, system_cause
from cchc_tui.language.text import clean_line, slug
from cchc_tui.records.form import FormColumn, StatisticalForm

_HEAD_ROWS = 40
"""Rows of a sheet in which the head is looked for."""
_MOST_ROWS = 20_000
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the table: its place in the file, its name and its cells as text by column key."""

    line: int
    label: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """What was read of a table."""

    rows: tuple[SheetRow, ...]
    unread: tuple[str, ...]
    """Heads of columns with figures that no column of the form has."""


def read_figure_sheet(path: Path, form: StatisticalForm) -> FilledSheet:
    """Return the rows of a filled form. FindingsError when the file cannot be read, or when no row of it has the heads
    of the form's columns; a column that a formula gives is passed over, as is the total row.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise FindingsError(f"Tệp {path.name} lớn quá {_MOST_BYTES // 1_000_000} MB.", "Chỉ giữ lại trang có biểu.")
        grid = _csv_grid(path) if path.suffix.lower() == ".csv" else _xlsx_grid(path)
    except OSError as error:
        raise FindingsError(f"Không đọc được {path}: {system_cause(error)}.") from error
    return _read(grid, form, path.name)


def _read(grid: Sequence[Sequence[str]], form: StatisticalForm, name: str) -> FilledSheet:
    top = next((at for at, row in enumerate(grid[:_HEAD_ROWS]) if any(_is_row_head(cell, form) for cell in row)), None)
    if top is None:
        raise FindingsError(
            f"{name}: không thấy dòng đầu bảng có cột “{form.row_head}”.", "Đặt tên cột ấy như trong biểu rồi nhập lại."
        )
    label_at = next(at for at, cell in enumerate(grid[top]) if _is_row_head(cell, form))
    bottom = top
    while bottom + 1 < len(grid) and _continues_head(grid[bottom + 1], label_at, form):
        bottom += 1
    width = max(len(row) for row in grid[top : bottom + 1])
    heads = [_path(grid, range(top, bottom + 1), column) for column in range(width)]
    places = {at: column for at, head in enumerate(heads) if (column := _column_of(head, form)) is not None}
    if not any(column.formula is None for column in places.values()):
        known = "; ".join(" > ".join(column.head) for column in form.typed)
        raise FindingsError(
            f"{name}: không cột nào của bảng là cột của biểu {form.code}.", f"Các cột của biểu: {known}."
        )
    rows = tuple(_rows(grid, bottom + 1, label_at, places, form))
    figured = {
        at for row in grid[bottom + 1 :] for at, cell in enumerate(row) if any(letter.isdigit() for letter in cell)
    }
    unread = (" > ".join(heads[at]) for at in sorted(figured) if at < width and at not in places and at > label_at)
    return FilledSheet(rows, tuple(head for head in unread if head))


def _rows(
    grid: Sequence[Sequence[str]], first: int, label_at: int, places: Mapping[int, FormColumn], form: StatisticalForm
) -> Iterator[SheetRow]:
    for at in range(first, len(grid)):
        row = grid[at]
        label = clean_line(row[label_at]) if label_at < len(row) else ""
        cells = {
            c.key: clean_line(row[i])
            for i, c in places.items()
            if c.formula is None and i < len(row) and row[i].strip()
        }
        if not label or slug(label) in (slug(form.total), "tong-so", "tong-cong", "cong") or not cells:
            continue
        yield SheetRow(at + 1, label, cells)


def _is_row_head(cell: str, form: StatisticalForm) -> bool:
    return slug(cell) == slug(form.row_head)


def _continues_head(row: Sequence[str], label_at: int, form: StatisticalForm) -> bool:
    """Return whether a row below the head's first belongs to it: merged heads repeat, numbers of columns stand in
    brackets.
    """
    label = row[label_at].strip() if label_at < len(row) else ""
    filled = [cell.strip() for cell in row if cell.strip()]
    if label and not _is_row_head(label, form):
        return bool(filled) and all(cell.startswith("(") for cell in filled)
    return bool(filled)


def _path(grid: Sequence[Sequence[str]], rows: range, column: int) -> list[str]:
    """Return the heads above a column, each once, column numbers left out."""
    found: list[str] = []
    for at in rows:
        cell = clean_line(grid[at][column]) if column < len(grid[at]) else ""
        if cell and not cell.startswith("(") and (not found or found[-1] != cell):
            found.append(cell)
    return found


def _column_of(head: Sequence[str], form: StatisticalForm) -> FormColumn | None:
    """Return the column with this whole head, or its key; else the only one whose head ends alike."""
    if not head:
        return None
    parts = [slug(part) for part in " > ".join(head).split(" > ")]
    for column in form.columns:
        if [slug(part) for part in column.head] == parts or [column.key] == parts:
            return column
    last = [column for column in form.columns if slug(column.head[-1]) == parts[-1]]
    return last[0] if len(last) == 1 else None


def _csv_grid(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    separator = max(";\t,", key=text.partition("\n")[0].count)
    return [row for row, _ in zip(csv.reader(StringIO(text), delimiter=separator), range(_MOST_ROWS), strict=False)]


def _xlsx_grid(path: Path) -> list[list[str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = load_workbook(path, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise FindingsError(
            f"Tệp {path.name} không phải là một bảng tính XLSX đọc được.", "Mở bằng Excel rồi lưu lại."
        ) from error
    sheet = workbook.active
    grid = [[_text(cell.value) for cell in row] for row in sheet.iter_rows(max_row=_MOST_ROWS)]
    for merged in sheet.merged_cells.ranges:
        first = grid[merged.min_row - 1][merged.min_col - 1]
        for at in range(merged.min_row - 1, min(merged.max_row, len(grid))):
            for column in range(merged.min_col - 1, merged.max_col):
                grid[at][column] = first
    return grid


def _text(value: object) -> str:
    """Return a cell as a clerk would type it: decimals with a comma."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value)
