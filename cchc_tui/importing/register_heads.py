"""The columns of a register told by their Vietnamese heads, in any order, over one row or two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_tui.importing.spreadsheet import Cell, Row
from cchc_tui.language.text import fold

_HEADS: tuple[tuple[str, str], ...] = (
    ("received_number", r"\bso den\b|^so .*\bden$"),
    ("received_on", r"\bngay (?:den|nhan|vao so)\b|^ngay\b.* den$"),
    ("sent_on", r"\bngay (?:chuyen|gui|phat hanh)\b"),
    ("symbol_and_day", r"(?:ky hieu|so hieu|^so\b).*\bngay\b|\bngay\b.*(?:ky hieu|so hieu|\bso\b.*(?:vb|van ban))"),
    ("issued_on", r"\bngay\b.*(?:\bvb\b|van ban|ban hanh|\bbh\b|ky\b|thang)|^ngay$"),
    ("symbol", r"ky hieu|so hieu|so (?:va )?ki hieu|^skh$|^so (?:kh|cv|cong van)$"),
    ("number", r"^so$|^so (?:van ban|vb|di)(?: (?:van ban|vb))?$"),
    ("kind_and_subject", r"loai.*(?:trich yeu|noi dung)"),
    ("kind", r"^(?:ten |the )?loai\b|^hinh thuc van ban"),
    ("subject", r"trich yeu|noi dung|ve viec|^v v\b"),
    ("issuer", r"tac gia|co quan (?:ban hanh|gui)|noi (?:ban hanh|gui)|don vi ban hanh"),
    ("signer", r"nguoi ky"),
    ("kept_by", r"ban luu|luu tru|noi luu"),
    ("receipt", r"ky nhan"),
    ("recipients", r"noi nhan|don vi(?: hoac|,|/)? ?(?:ca nhan |nguoi )?nhan|nguoi nhan"),
    ("copies", r"so luong|so ban"),
    ("note", r"ghi chu"),
)
"""Keys and folded patterns of heads, surer ones first (NĐ 30/2020, Phụ lục IV, mẫu sổ)."""

TELLING = {"symbol", "symbol_and_day", "number", "subject", "kind_and_subject"}
"""Without one of these no sheet is a register and no row a document."""

_FEWEST_HEADS = 3
_LOOKED_FOR_HEADS = 25
_LONGEST_HEAD = 80


@dataclass(frozen=True)
class Heads:
    """The heads of one sheet."""

    row: int
    """Where they stand, from 0; the last of two rows."""
    columns: dict[int, str]
    """The key of each column that is known."""
    twins: dict[int, str]
    """Further columns under the very same head as one of these, with its key."""

    def are_repeated(self, rows: Sequence[Row], place: int) -> bool:
        """Return whether the row at `place` is the heads again, as on the next printed page."""
        return [head_of(c) for c in rows[place]] == [head_of(c) for c in rows[self.row]]


def find_heads(rows: Sequence[Row]) -> Heads | None:
    """Return the heads of a sheet; None when it is no register.

    Heads over two rows ("Văn bản" above "Số" and "Ngày") are read together.
    """
    best: Heads | None = None
    for place, row in enumerate(rows[:_LOOKED_FOR_HEADS]):
        for heads in _readings(rows[place - 1] if place else (), row):
            columns = _columns(heads)
            if best is None or len(columns) > len(best.columns):
                best = Heads(place, columns, _twins(heads, columns))
    if best is None or len(best.columns) < _FEWEST_HEADS or not TELLING & {*best.columns.values()}:
        return None
    return best


def head_of(cell: Cell) -> str:
    """Return a head folded, for comparing."""
    return fold(str(cell or "")).replace("/", " ").strip(" .:")


def _readings(above: Row, row: Row) -> Iterator[list[str]]:
    """Yield the row alone; with the one above where its own cell is empty; with the merged head above each cell."""
    lower = [head_of(cell) for cell in row]
    yield lower
    upper = [head_of(cell) for cell in above]
    width = max(len(upper), len(lower))
    upper, lower = (part + [""] * (width - len(part)) for part in (upper, lower))
    yield [low or high for low, high in zip(lower, upper, strict=True)]
    spread: list[str] = []
    for low, high in zip(lower, upper, strict=True):
        spread.append(high or (spread[-1] if spread and low else ""))
    yield [f"{low} {high}".strip() if low else high for low, high in zip(lower, spread, strict=True)]


def _twins(heads: Sequence[str], columns: dict[int, str]) -> dict[int, str]:
    known = {heads[at]: key for at, key in columns.items()}
    return {at: known[head] for at, head in enumerate(heads) if head in known and at not in columns}


def _columns(heads: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, head in enumerate(heads):
        if not head or len(head) > _LONGEST_HEAD:
            continue
        key = next((k for k, pattern in _HEADS if re.search(pattern, head) and k not in found.values()), None)
        if key:
            found[place] = key
    return found
