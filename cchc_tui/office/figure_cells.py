"""What a person types or pastes into the cells of a form, read into rows of figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import clean_line, nearest, slug
from cchc_tui.records.figure_book import FigureLine, FigureTable
from cchc_tui.records.figures import CellValue
from cchc_tui.records.form import ColumnKind, FormColumn, StatisticalForm

FilledRow = Mapping[str, CellValue]
"""One row to fill in: `row` or `label`, and columns by key."""
_NOTHING = ("", "-", "–")
_TOTALS = ("tong-so", "tong-cong", "cong", "tong")


def pasted_rows(table: FigureTable, text: str, row: int, column: int) -> list[FilledRow]:
    """Return the rows that cells copied from a spreadsheet fill in, their upper left one at this row and column of the
    table; with column −1 the first of each line names its row. What formulas give is passed over, empty cells too.

    WrongUseError naming row and column of what is no number, and where there are more cells than places for them.
    """
    grid = [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")]
    filled: list[FilledRow] = []
    for number, cells in enumerate(grid):
        if column < 0:
            label, *cells = cells
            if slug(label) in (*_TOTALS, slug(table.form.total)) or not label.strip():
                continue
            named: dict[str, CellValue] = {"label": clean_line(label)}
        elif row + number < len(table.lines):
            line = table.lines[row + number]
            named = {"row": line.code, "label": line.label}
        elif any(cell.strip() for cell in cells):
            rows = f"{len(grid)} dòng, mà từ ô này chỉ còn {max(0, len(table.lines) - row)} dòng"
            raise WrongUseError(f"Phần dán có {rows}.", "Đặt con trỏ ở cột tên dòng rồi dán cả tên để thêm dòng.")
        else:
            continue
        filled.append(named | _pasted_cells(table.form, cells, max(0, column), str(named["label"])))
    return without_sums(table.form, filled)


def _pasted_cells(form: StatisticalForm, cells: Sequence[str], first: int, label: str) -> dict[str, CellValue]:
    columns = form.columns[first:]
    while len(cells) > len(columns) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) > len(columns):
        raise WrongUseError(
            f"Phần dán có {len(cells)} cột, mà từ ô này biểu chỉ còn {len(columns)} cột.",
            "Chép lại đúng các cột của biểu, không kèm cột số thứ tự.",
        )
    found: dict[str, CellValue] = {}
    for column, text in zip(columns, cells, strict=False):
        if column.formula is None and text.strip() not in _NOTHING:
            try:
                found[column.key] = typed_cell(column, text)
            except WrongUseError as fault:
                raise WrongUseError(f"Dòng “{label}”: {fault.message}", f"{fault.hint or ''} Chưa ghi gì.") from fault
    return found


def read_named_cell(form: StatisticalForm, text: str) -> FilledRow:
    """Return one typed cell, `chung-thuc.truc-tuyen=120`, as a row to fill in. WrongUseError when it is none."""
    place, equals, value = text.partition("=")
    row, dot, column = place.strip().rpartition(".")
    if not equals or not dot:
        raise WrongUseError(f"“{text}” không đọc được.", "Viết DÒNG.CỘT=SỐ, ví dụ chung-thuc.truc-tuyen=120.")
    found = typed_column(form, column)
    return {"label": row, found.key: typed_cell(found, value)}


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
    in_threes = 1 <= len(first) <= 3 and all(len(group) == 3 for group in groups)
    return bool(groups) and in_threes and not first.startswith("0")


def rows_by_name(table: FigureTable) -> dict[str, FigureLine]:
    """Return the rows of a table by code, by name and by number with name; where two share one, the first."""
    found: dict[str, FigureLine] = {}
    for line in table.lines:
        for name in (line.code, slug(line.label), slug(line.title)):
            found.setdefault(name, line)
    return found


def named_row(table: FigureTable, plain: Mapping[str, CellValue], rows: Mapping[str, FigureLine]) -> tuple[str, str]:
    label = str(plain.get("label") or plain.get("row") or "").strip()
    code = str(plain.get("row") or slug(label))
    if not code:
        raise WrongUseError("Có dòng không có tên.", "Ghi tên ở cột đầu của mỗi dòng.")
    line = rows.get(code) or rows.get(slug(label))
    if line is None and table.form.rows:
        known = ", ".join(row.label for row in table.form.rows)
        raise WrongUseError(f"Biểu {table.form.code} không có dòng “{label or code}”.", f"Các dòng: {known}.")
    return (line.code, line.label) if line else (code, label)


def without_sums(form: StatisticalForm, rows: Sequence[FilledRow]) -> list[FilledRow]:
    """Return the rows of a copied table without what the form adds up itself, and without those that are empty then."""
    words = {column.key for column in form.columns if column.kind is ColumnKind.TEXT} | {"row", "label"}
    summed = [row for row in form.rows if form.children(row.number)]
    names = {name for row in summed for name in (row.code, slug(row.label), slug(f"{row.number} {row.label}"))}
    kept: list[FilledRow] = []
    for row in rows:
        is_sum = {slug(str(row.get("row") or "")), slug(str(row.get("label") or ""))} & names
        kept.append({key: value for key, value in row.items() if key in words} if is_sum else row)
    return [row for row in kept if row.keys() - {"row", "label"}]


def demand_typed(table: FigureTable, row: str, values: Mapping[str, CellValue]) -> Mapping[str, CellValue]:
    """Return the cells that the form fixes in a row. WrongUseError when one of these values contradicts them, or when
    the row is the sum of others.
    """
    fixed = next((one for one in table.form.rows if one.code == row), None)
    if fixed is None:
        return {}
    numbers = {key for key in values if (c := table.form.column(key)) and c.kind is not ColumnKind.TEXT}
    if table.form.children(fixed.number) and numbers:
        raise WrongUseError(
            f"Dòng “{fixed.number} {fixed.label}” là tổng của các dòng bên trong, không gõ được.",
            "Ghi vào từng dòng bên trong.",
        )
    for key in values.keys() & fixed.given.keys():
        if values[key] != fixed.given[key]:
            raise WrongUseError(f"Dòng “{fixed.label}”: biểu đã định {key} là {fixed.given[key]}.", "Sửa ở tệp biểu.")
    return fixed.given
