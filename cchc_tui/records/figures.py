"""The figures of a form: one row of one form in one period is one record, its columns are its further keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from cchc_tui.records.fields import FieldType, Record, entry

if TYPE_CHECKING:
    from decimal import Decimal

CellValue: TypeAlias = "Decimal | str | None"


class FigureRow(Record):
    """One row. The keys that are not declared here are the form's columns: two people who fill two columns never meet
    in one value, neither in git nor in a save.

    A whole number stands as such, one with decimals as text (`"97.28"`): a TOML float would be binary.
    """

    name: ClassVar[str] = "dòng số liệu"

    form: str | None = entry("Biểu", FieldType.LINE, required=True, help="Tên tệp biểu: tthc-06.")
    period: str | None = entry("Kỳ", FieldType.PERIOD, required=True)
    row: str | None = entry("Dòng", FieldType.LINE, required=True, help="Mã dòng, không dấu: chung-thuc.")
    position: int | None = entry("Số thứ tự", FieldType.INTEGER)
    label: str | None = entry("Tên dòng", FieldType.LINE, limit=200)
    group: str | None = entry("Nhóm", FieldType.LINE, limit=200)
    predecessor: str | None = entry(
        "Của cơ quan trước sáp nhập", FieldType.LINE, help="Chỉ ghi cho số liệu của một cơ quan đã sáp nhập vào đây."
    )
    source: str | None = entry("Nguồn số liệu", FieldType.LINE, limit=200)
    evidence: tuple[str, ...] = entry("Tài liệu kiểm chứng", FieldType.LINES)
    note: str | None = entry("Ghi chú", FieldType.TEXT, limit=500)

    @property
    def cells(self) -> Mapping[str, CellValue]:
        """The columns that are filled: numbers exact, everything else as its text."""
        return {key: read_cell(value) for key, value in self.extra.items()}

    @property
    def title(self) -> str:
        """Form, period and row."""
        return f"{self.form or '?'} · {self.period or '?'} · {self.label or self.row or '?'}"


RESERVED = frozenset(FigureRow._declared)
"""Keys that no column may have."""


def read_cell(value: object) -> CellValue:
    """Return what a key of the file holds: an exact number where it is written as `write_cell` does, else its text, so
    that `007` stays what it is.
    """
    if isinstance(value, bool) or value is None:
        return None
    from decimal import Decimal, InvalidOperation  # every start imports this module, few read a figure

    text = str(value)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if number.is_finite() and str(number) == text else text


def write_cell(value: CellValue) -> int | str | None:
    """Return what the file says for a cell, see `FigureRow`."""
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else str(value)
    return value
