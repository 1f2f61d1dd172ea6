"""Registers of documents ("sổ đăng ký văn bản đi, đến"): columns told by their Vietnamese heads, in any order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from cchc_tui.domain.directive import INCOMING, OUTGOING, Directive, issuer_key, likely_kind
from cchc_tui.domain.kind import KINDS
from cchc_tui.domain.office import Office
from cchc_tui.domain.symbol import parse_symbol
from cchc_tui.domain.text import clean_line, fold
from cchc_tui.domain.wording import format_date, parse_date, parse_number
from cchc_tui.importing.candidate import ALREADY_ABOVE, DIRECTIVE, Candidate
from cchc_tui.importing.spreadsheet import Cell, Row

Progress = Callable[[int, int], None]

_HEADS: tuple[tuple[str, str], ...] = (
    ("received_number", r"so den"),
    ("received_on", r"ngay (?:den|nhan)"),
    ("sent_on", r"ngay (?:chuyen|gui|phat hanh)"),
    ("issued_on", r"ngay.*(?:\bvb\b|van ban|ban hanh|ky\b|thang)|^ngay$"),
    ("symbol", r"ky hieu|so hieu|so (?:va )?ki hieu"),
    ("number", r"^so$|^so (?:van ban|vb|di)$"),
    ("kind", r"^(?:ten )?loai(?!.*trich yeu)|^loai van ban|^hinh thuc van ban"),
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

_FEWEST_HEADS = 3
_LOOKED_FOR_HEADS = 25
NO_HEADS = "Không nhận ra các cột của sổ văn bản: cần ít nhất cột số, ký hiệu, ngày và trích yếu."
UNREAD_DATE = "ngày “{}” không đọc được"
UNREAD_SYMBOL = "số, ký hiệu “{}” không đọc được"
CONVERTED = "chữ đã đổi từ bảng mã cũ, chữ hoa có thể mất"
FUTURE_DATE = "ngày {} sau hôm nay"


def find_heads(rows: Sequence[Row]) -> tuple[int, dict[int, str]] | None:
    """The row with the column heads, from 0, and the key of each column; None when the sheet is no register.

    Heads over two rows ("Văn bản" above "Số" and "Ngày") are read together.
    """
    best: tuple[int, dict[int, str]] | None = None
    for place, row in enumerate(rows[:_LOOKED_FOR_HEADS]):
        above = rows[place - 1] if place else ()
        for columns in (_columns([_head(c) for c in row]), _columns(_joined(above, row))):
            if best is None or len(columns) > len(best[1]):
                best = (place, columns)
    if best is None or len(best[1]) < _FEWEST_HEADS or not {"symbol", "number", "subject"} & {*best[1].values()}:
        return None
    return best


def _head(cell: Cell) -> str:
    return fold(str(cell or "")).replace("/", " ").strip(" .:")


def _joined(above: Row, row: Row) -> list[str]:
    """Each head with the one above it where its own cell says nothing."""
    width = max(len(above), len(row))
    upper, lower = ([*map(_head, cells), *[""] * (width - len(cells))] for cells in (above, row))
    return [low or high for low, high in zip(lower, upper, strict=True)]


def _columns(heads: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, head in enumerate(heads):
        if not head or len(head) > 80:
            continue
        key = next((k for k, pattern in _HEADS if re.search(pattern, head) and k not in found.values()), None)
        if key:
            found[place] = key
    return found


def read_register(
    rows: Sequence[Row], office: Office, today: date, *, progress: Progress | None = None, converted: bool = False
) -> list[Candidate]:
    """One candidate for each row of a register."""
    found = find_heads(rows)
    if found is None:
        return []
    start, columns = found
    incoming = {"received_on", "received_number"} & {*columns.values()} != set()
    body = rows[start + 1 :]
    candidates = []
    seen: set[object] = set()
    for number, row in enumerate(body, 1):
        cells = {columns[place]: cell for place, cell in enumerate(row) if place in columns and cell is not None}
        if _is_data(cells):
            candidate = _candidate(cells, row, office, today, incoming=incoming)
            identity = _identity(candidate.values)
            if identity is not None and identity in seen:
                candidate = Candidate(DIRECTIVE, candidate.values, candidate.source, candidate.doubtful, ALREADY_ABOVE)
            seen.add(identity)
            candidates.append(candidate.doubt(CONVERTED) if converted else candidate)
        if progress is not None and (number % 100 == 0 or number == len(body)):
            progress(number, len(body))
    return candidates


def _is_data(cells: Mapping[str, Cell]) -> bool:
    """Not the row that numbers the columns, not a title between years."""
    texts = [str(cell) for cell in cells.values()]
    if len(texts) < 2 or not {"symbol", "number", "subject"} & {*cells}:
        return False
    return not all(re.fullmatch(r"\(?\d{1,2}\)?", text) for text in texts)


def _identity(values: Mapping[str, Any]) -> object:
    keys = ("symbol", "issued_on", "issuer")
    return Directive(**{k: values[k] for k in keys if values.get(k)}).identity


def _candidate(cells: Mapping[str, Cell], row: Row, office: Office, today: date, *, incoming: bool) -> Candidate:
    doubts: list[str] = []
    values: dict[str, Any] = {"direction": INCOMING if incoming else OUTGOING}
    kind_word, subject = _kind_and_subject(_text(cells.get("kind")), _text(cells.get("subject")))
    symbol = _symbol(cells, kind_word)
    if symbol and parse_symbol(symbol) is None:
        doubts.append(UNREAD_SYMBOL.format(symbol))
    values |= {"kind": kind_word or likely_kind(symbol) or None, "symbol": symbol, "subject": subject}
    for key in ("issued_on", "sent_on", "received_on"):
        day, why = _day(cells.get(key), today)
        values[key] = day
        doubts += why
    values["issuer"] = _text(cells.get("issuer")) or (None if incoming else office.short_name)
    values["direction"] = _direction(values["issuer"], office, incoming=incoming)
    values |= {key: _text(cells.get(key)) for key in ("signer", "kept_by", "note")}
    values["recipients"] = tuple(p for p in re.split(r"\s*[;\n]\s*", _text(cells.get("recipients"))) if p)
    for key in ("copies", "received_number"):
        values[key] = _number(cells.get(key))
    doubts += [f"không có {word}" for key, word in _NEEDED if not values.get(key)]
    source = " | ".join(_shown(cell) for cell in row if cell is not None)
    return Candidate(DIRECTIVE, {k: v for k, v in values.items() if v not in (None, "", ())}, source, tuple(doubts))


_NEEDED = (("kind", "tên loại"), ("issued_on", "ngày ban hành"), ("subject", "trích yếu"), ("symbol", "số, ký hiệu"))


def _direction(issuer: str | None, office: Office, *, incoming: bool) -> str:
    own = issuer_key(issuer) in {issuer_key(office.short_name), issuer_key(office.full_name)}
    return OUTGOING if own and issuer else INCOMING if incoming else OUTGOING


def _text(cell: Cell) -> str:
    return clean_line(_shown(cell)) if cell is not None else ""


def _shown(cell: Cell) -> str:
    return format_date(cell) if isinstance(cell, date) else str(cell) if cell is not None else ""


def _number(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) else parse_number(str(cell)) if cell else None


def _symbol(cells: Mapping[str, Cell], kind: str) -> str:
    """The whole number and symbol; a number in a column of its own is put before it."""
    symbol, number = _text(cells.get("symbol")), _text(cells.get("number"))
    if not number or re.match(r"\d", symbol):
        return symbol or number
    return f"{number}/{symbol.lstrip('/ ')}" if symbol else number


_LEADING_KIND = re.compile(
    rf"^(?P<kind>{'|'.join(sorted((re.escape(k.name) for k in KINDS), key=len, reverse=True))})(?!\w)"
    r"\s*(?:số\s+\S+\s*)?[,:]?\s*(?:(?:về việc|v/v|về)\s*:?\s+)?(?P<rest>.+)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:về việc|v/v)\s*:?\s+", re.IGNORECASE)


def _kind_and_subject(kind: str, text: str) -> tuple[str, str]:
    """The slug of the kind, from its own column or from the beginning of "tên loại và trích yếu"; the bare subject."""
    by_name = {fold(k.name): k.slug for k in reversed(KINDS)}
    slug = by_name.get(fold(kind), "") if kind else ""
    found = _LEADING_KIND.match(text)
    if found and (not slug or by_name[fold(found["kind"])] == slug):
        slug, text = by_name[fold(found["kind"])], found["rest"]
    return slug, _ABOUT.sub("", text).strip(" .;")


_EXCEL_FIRST = date(1899, 12, 30)


def _day(cell: Cell, today: date) -> tuple[date | None, list[str]]:
    """The day, also from Excel's serial number; a reason when it cannot be one."""
    if cell is None:
        return None, []
    day = cell if isinstance(cell, date) else None
    if isinstance(cell, int) and 20_000 < cell < 80_000:
        day = _EXCEL_FIRST + timedelta(days=cell)
    if isinstance(cell, str):
        day = parse_date(cell, today)
    if day is None:
        return None, [UNREAD_DATE.format(_shown(cell))]
    return day, [FUTURE_DATE.format(format_date(day))] if day > today else []


def sheets_of(rows: Mapping[str, list[Row]]) -> Iterator[tuple[str, list[Row]]]:
    """The sheets that are registers."""
    for name, sheet in rows.items():
        if find_heads(sheet) is not None:
            yield name, sheet
