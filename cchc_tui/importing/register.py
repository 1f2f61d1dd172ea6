"""Registers of documents ("sổ đăng ký văn bản đi, đến"): one candidate for each row that is a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cchc_tui.citations.agencies import AGENCY
from cchc_tui.importing.candidate import ALREADY_ABOVE, DIRECTIVE, Candidate, Evidence
from cchc_tui.importing.register_days import (
    FUTURE_DATE,
    NO_YEAR,
    SWAPPED,
    UNREAD_DATE,
    YEAR_FROM,
    ReadDay,
    look_swapped,
    not_after,
    not_before,
    read_day,
    year_named,
)
from cchc_tui.importing.register_heads import TELLING, Heads, find_heads
from cchc_tui.importing.register_kind import kind_and_subject
from cchc_tui.importing.spreadsheet import Cell, Formula, Row
from cchc_tui.language.text import clean_line, fold
from cchc_tui.language.wording import format_date, parse_number
from cchc_tui.records.agency import code_key
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.identity import directive_identity
from cchc_tui.records.issuing import bears_own_code, is_own_name, own_issuers
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.symbol import parse_symbol

Progress = Callable[[int, int], None]

NO_HEADS = "Không nhận ra các cột của sổ văn bản: cần ít nhất cột số, ký hiệu, ngày và trích yếu."
UNREAD_SYMBOL = "số, ký hiệu “{}” không đọc được"
UNREAD_NUMBER = "{} “{}” không đọc được"
CONVERTED = "chữ đã đổi từ bảng mã cũ, chữ hoa có thể mất"
DITTO = "“{}” lấy theo dòng trên"
AFTER_ARRIVAL = "ngày văn bản {} sau ngày đến {}"
SENT_BEFORE = "ngày chuyển {} trước ngày văn bản {}"
ODD_YEAR = "ngày {} quá xa, Excel có thể đã ghi sai năm"
TWO_COLUMNS = "sổ có hai cột cùng tên, một cột ghi “{}”, cột kia ghi “{}”"
UNCOUNTED = "ô “{}” là công thức chưa có kết quả; hãy mở tệp bằng Excel, lưu lại rồi nhập"
SAME_NUMBER = "cùng số {} với văn bản ngày {} “{}”: một trong hai ghi sai số, hoặc của hai cơ quan"
NOT_OURS = "ký hiệu {} không phải của cơ quan này, mà sổ không có cột cơ quan ban hành"
OTHER_YEAR = "năm trong số, ký hiệu khác năm của ngày văn bản"

_FIRST_YEAR = 1945
_DAY_KEYS = ("received_on", "sent_on", "issued_on")
_ANCHORS: dict[str, tuple[tuple[str, Callable[[ReadDay, date], date | None]], ...]] = {
    "received_on": (("issued_on", not_before),),
    "sent_on": (("issued_on", not_before), ("received_on", not_before)),
    "issued_on": (("received_on", not_after), ("sent_on", not_after)),
}
"""Which other date of the row tells the year of one without."""
_DAY_WORDS = {"issued_on": "ngày văn bản", "received_on": "ngày đến", "sent_on": "ngày chuyển"}
_NEEDED = (("kind", "tên loại"), ("issued_on", "ngày ban hành"), ("subject", "trích yếu"), ("symbol", "số, ký hiệu"))
_ISSUER_IN_SUBJECT = re.compile(rf"của\s+(?P<issuer>{AGENCY}[^,;:]{{0,60}}?)\s+(?:về việc|v/v|về)\s+(?P<subject>\S.*)$")
"""`Nghị quyết của Đảng ủy về lãnh đạo CCHC` in the column of kind and subject."""
_DITTO_KEYS = ("issuer", "signer", "recipients", "kept_by", *_DAY_KEYS)
_DITTO = re.compile(r"[-–—]?\s*(?:nt|n/t|như trên)\s*[-–—]?|[\"”“'’]{1,2}|//|,,", re.IGNORECASE)
"""`nt`: as in the row above."""
_TOTAL = re.compile(r"(?:tong cong|tong so|tong|cong)\b(?! van)")
"""`tong cong`: a row of sums, folded."""
_FOOTER = re.compile(r"\b(?:nguoi lap|thu truong|chu tich|van thu|ke toan|ky ten|ky,)|^(?:tm|kt|tl)\.")
"""`nguoi lap`: what stands under the table, folded."""


@dataclass
class _Line:
    """One row of a register while it is being read."""

    cells: dict[str, Cell]
    row: Row
    place: int
    year_above: int | None
    reads: dict[str, ReadDay] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


def read_register(
    rows: Sequence[Row],
    office: OfficeSettings,
    today: date,
    *,
    titles: Sequence[str] = (),
    progress: Progress | None = None,
    converted: Container[int] = (),
    faults: Mapping[int, str] | None = None,
) -> list[Candidate]:
    """Return one candidate for each row of a register; none where the rows are no register.

    `titles` are what the sheet and the file are called: they may name the year; `converted` the rows whose letters
    were in an old encoding; `faults` says of rows why their cells may be wrong.
    """
    heads = find_heads(rows)
    if heads is None:
        return []
    lines = list(_lines(rows, heads, titles, today, faults or {}))
    _settle_days(lines)
    incoming = {"received_on", "received_number"} & {*heads.columns.values()} != set()
    candidates: list[Candidate] = []
    seen: dict[object, int] = {}
    for number, line in enumerate(lines, 1):
        candidate = _candidate(line, office, today, incoming=incoming)
        identity = _identity(candidate.values, office)
        first = seen.setdefault(identity, len(candidates)) if identity is not None else len(candidates)
        if first < len(candidates):
            if are_two_papers(candidates[first].values, candidate.values):
                candidates[first] = candidates[first].doubt(_same_number(candidate))
                candidate = candidate.doubt(_same_number(candidates[first]))
            else:
                candidate = replace(candidate, exists=ALREADY_ABOVE)
        candidates.append(candidate.doubt(CONVERTED) if line.place in converted else candidate)
        if progress is not None and (number % 100 == 0 or number == len(lines)):
            progress(number, len(lines))
    return candidates


def are_two_papers(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two entries with one number and one issuer say of another day and another subject."""
    days = one.get("issued_on"), other.get("issued_on")
    subjects = fold(one.get("subject") or ""), fold(other.get("subject") or "")
    return all(days) and days[0] != days[1] and all(subjects) and subjects[0] != subjects[1]


def _same_number(other: Candidate) -> str:
    day = other.values["issued_on"]
    return SAME_NUMBER.format(other.values["symbol"], format_date(day), other.values.get("subject") or "")


# -- rows -----------------------------------------------------------------------------------------------------------
def _lines(
    rows: Sequence[Row], heads: Heads, titles: Sequence[str], today: date, faults: Mapping[int, str]
) -> Iterator[_Line]:
    above = [str(cell) for row in rows[: heads.row] for cell in row if isinstance(cell, str)]
    year = year_named(*above, *titles)
    before: dict[str, Cell] = {}
    for place in range(heads.row + 1, len(rows)):
        row = rows[place]
        filled = {at: cell for at, cell in enumerate(row) if cell is not None}
        stated = {at: cell for at, cell in filled.items() if not isinstance(cell, Formula)}
        cells: dict[str, Cell] = {heads.columns[at]: cell for at, cell in stated.items() if at in heads.columns}
        if len(filled) == 1:
            year = year_named(*map(str, filled.values())) or year
        is_document = _is_document(cells) or (len(filled) > 1 and _is_dated(cells, today)) or place in faults
        if not is_document or heads.are_repeated(rows, place):
            continue
        line = _Line(cells, row, place, year)
        line.doubts += [faults[place]] if place in faults else []
        line.doubts += [UNCOUNTED.format(cell) for at, cell in filled.items() if isinstance(cell, Formula)]
        _take_twins(line, heads.twins, today)
        _part_symbol_and_day(line)
        _take_ditto(line, before)
        line.reads = {key: read_day(cells.get(key), today) for key in _DAY_KEYS}
        before = cells
        yield line


def _is_document(cells: Mapping[str, Cell]) -> bool:
    """Return whether it is a document: not the row that numbers the columns, not a title between months, a total, or
    the names of who signed.

    A row whose number and subject were left blank is a document all the same where a date or who signed stands in it.
    """
    texts = [fold(str(cell)) for cell in cells.values()]
    if len(texts) == 1 and (symbol := cells.get("symbol")) and parse_symbol(str(symbol)):
        return True
    if len(texts) < 2 or not (TELLING | {*_DAY_KEYS, "received_number"}) & {*cells}:
        return False
    if all(re.fullmatch(r"\(?\d{1,2}\)?", text) for text in texts):
        return False
    if any(_TOTAL.match(text) for text in texts) and not cells.get("issued_on"):
        return False
    has_digits = any(letter.isdigit() for text in texts for letter in text)
    return has_digits or not any(_FOOTER.search(text) for text in texts)


def _is_dated(cells: Mapping[str, Cell], today: date) -> bool:
    """Return whether a row that says nothing else but its place in the book has a date: a document somebody began to
    enter.
    """
    return len(cells) == 1 and any(read_day(cells.get(key), today).day for key in _DAY_KEYS)


def _take_twins(line: _Line, twins: Mapping[int, str], today: date) -> None:
    """Let a second column under the same head fill the first where that is empty, and doubts it where they differ."""
    for at, key in twins.items():
        second = line.row[at] if at < len(line.row) else None
        if second is None or isinstance(second, Formula):
            continue
        first = line.cells.setdefault(key, second)
        are_days = key in _DAY_KEYS and read_day(first, today).day == read_day(second, today).day is not None
        if not are_days and fold(_shown(first)) != fold(_shown(second)):
            line.doubts.append(TWO_COLUMNS.format(_shown(first), _shown(second)))


_DAY_IN_CELL = re.compile(
    r"[\s,;(-]*(?:ngày\s*:?\s*)?(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)"
    r"\)?\s*$",
    re.IGNORECASE,
)
"""`15/BC-UBND, ngày 5/3`: number and day in one cell."""
_DAY_FIRST = re.compile(
    r"^(?:ngày\s*:?\s*)?(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4})[\s,;:-]+(?P<rest>\D*\d.*)$", re.IGNORECASE
)
"""`5/3/2026 - 15/BC-UBND`: the same the other way round."""


def _part_symbol_and_day(line: _Line) -> None:
    """Part what stands as `15/UBND-VP ngày 12/3/2023` in one column: its number and symbol, and its date."""
    cell = line.cells.pop("symbol_and_day", None)
    if cell is None:
        return
    if not isinstance(cell, str):
        line.cells.setdefault("issued_on" if isinstance(cell, date) else "symbol", cell)
        return
    text = clean_line(cell)
    if found := _DAY_FIRST.match(text):
        symbol, day = found["rest"], found["day"]
    elif found := _DAY_IN_CELL.search(text):
        symbol, day = text[: found.start()], found["day"]
    else:
        symbol, day = text, ""
    if symbol.strip(" ,;-("):
        line.cells.setdefault("symbol", symbol.strip(" ,;-("))
    if day:
        line.cells.setdefault("issued_on", day)


def _take_ditto(line: _Line, before: Mapping[str, Cell]) -> None:
    """Let `nt` and its signs stand for what the row above says."""
    for key in _DITTO_KEYS:
        cell = line.cells.get(key)
        if isinstance(cell, str) and _DITTO.fullmatch(cell.strip()):
            line.doubts.append(DITTO.format(cell.strip()))
            if before.get(key) is None:
                del line.cells[key]
            else:
                line.cells[key] = before[key]


def _settle_days(lines: Sequence[_Line]) -> None:
    """Give every date its year, from the row, from the title above, or from both neighbours."""
    for key in _DAY_KEYS:
        if look_swapped([line.reads[key] for line in lines], [line.cells.get(key) for line in lines]):
            for line in lines:
                if isinstance(line.cells.get(key), date):
                    line.doubts.append(SWAPPED)
        for line in lines:
            if (day := line.reads[key].day) is not None:
                line.days[key] = day
    for key in _DAY_KEYS:
        nearby = _nearby_years([line.reads[key].day for line in lines])
        for line, (before, after) in zip(lines, nearby, strict=True):
            read = line.reads[key]
            if read.is_unread:
                line.doubts.append(UNREAD_DATE.format(read.shown))
            elif read.day_month is not None:
                _give_year(line, key, before if before == after or after is None else after if not before else None)


def _nearby_years(days: Sequence[date | None]) -> list[tuple[int | None, int | None]]:
    """For each row the years of the nearest whole dates above and below."""

    def running(given: Sequence[date | None]) -> list[int | None]:
        last: int | None = None
        years = []
        for day in given:
            last = day.year if day else last
            years.append(last)
        return years

    return list(zip(running(days), reversed(running(list(reversed(days)))), strict=True))


def _give_year(line: _Line, key: str, nearby: int | None) -> None:
    read = line.reads[key]
    found, why = None, ""
    for other, choose in _ANCHORS[key]:
        if found is None and other in line.days:
            found, why = choose(read, line.days[other]), _DAY_WORDS[other]
    for year, whence in ((line.year_above, "tên sổ"), (nearby, "các dòng bên cạnh")):
        if found is None and year is not None:
            found, why = read.in_year(year), whence
    if found is None:
        line.doubts.append(NO_YEAR.format(read.shown))
        return
    line.days[key] = found
    line.doubts.append(YEAR_FROM.format(read.shown, found.year, why))


# -- one document ---------------------------------------------------------------------------------------------------
def _candidate(line: _Line, office: OfficeSettings, today: date, *, incoming: bool) -> Candidate:
    cells, doubts = line.cells, list(line.doubts)
    typed = _symbol(cells)
    symbol = parse_symbol(typed) if typed else None
    if typed and symbol is None:
        doubts.append(UNREAD_SYMBOL.format(typed))
    kind, subject, why = kind_and_subject(
        _text(cells.get("kind")), _text(cells.get("kind_and_subject") or cells.get("subject")), symbol, typed,
        is_one_phrase="kind_and_subject" in cells,
    )  # fmt: skip
    doubts += why
    issuer: str | None = _text(cells.get("issuer")) or None
    if issuer is None and (named := _ISSUER_IN_SUBJECT.match(subject)):
        issuer, subject = named["issuer"], named["subject"]
    if issuer is None and not incoming:
        if symbol is None or bears_own_code(symbol, office):
            issuer = own_issuers(office).get(code_key(symbol.agency if symbol else None)) or office.short_name
        else:
            doubts.append(NOT_OURS.format(typed))
    values: dict[str, Any] = {
        "direction": _direction(issuer, office, incoming=incoming), "kind": kind, "symbol": typed, "subject": subject,
        "issuer": issuer, **line.days, **{key: _text(cells.get(key)) for key in ("signer", "kept_by")},
        "note": _shown(cells.get("note")).strip(),
        "recipients": tuple(p for p in re.split(r"\s*[;\n]\s*", _shown(cells.get("recipients")).strip()) if p),
    }  # fmt: skip
    for key, word in (("copies", "số lượng bản"), ("received_number", "số đến")):
        values[key] = _number(cells.get(key))
        if cells.get(key) is not None and values[key] is None:
            doubts.append(UNREAD_NUMBER.format(word, _shown(cells[key])))
    doubts += _order_doubts(line.days, today)
    if symbol and symbol.year and "issued_on" in line.days and symbol.year != line.days["issued_on"].year:
        doubts.append(OTHER_YEAR)
    doubts += [f"không có {word}" for key, word in _NEEDED if not values.get(key)]
    source = " | ".join(_shown(cell) for cell in line.row if cell is not None)
    kept = {k: v for k, v in values.items() if v not in (None, "", ())}
    evidence = _evidence(cells, kept, typed, incoming=incoming)
    return Candidate(DIRECTIVE, kept, source, tuple(dict.fromkeys(doubts)), evidence=evidence)


def _evidence(cells: Mapping[str, Cell], kept: Mapping[str, Any], typed: str, *, incoming: bool) -> dict[str, Evidence]:
    """Return the cell behind each field; of a book of what went out the book itself says whose its papers are."""
    book = Evidence("sổ văn bản đến" if incoming else "sổ văn bản đi")
    subject = cells.get("kind_and_subject") or cells.get("subject")
    words = {"kind": cells.get("kind") or cells.get("kind_and_subject") or typed, "symbol": typed, "subject": subject}
    found: dict[str, Evidence] = {}
    for key in kept:
        shown = _shown(words.get(key) or cells.get(key))
        found[key] = Evidence(shown) if shown else book
    return found


def _order_doubts(days: Mapping[str, date], today: date) -> Iterator[str]:
    yield from (ODD_YEAR.format(format_date(day)) for day in days.values() if day.year < _FIRST_YEAR)
    yield from (FUTURE_DATE.format(format_date(day)) for day in dict.fromkeys(days.values()) if day > today)
    issued, received, sent = (days.get(key) for key in ("issued_on", "received_on", "sent_on"))
    if issued and received and issued > received:
        yield AFTER_ARRIVAL.format(format_date(issued), format_date(received))
    if issued and sent and sent < issued:
        yield SENT_BEFORE.format(format_date(sent), format_date(issued))


def _identity(values: Mapping[str, Any], office: OfficeSettings) -> object:
    keys = ("direction", "symbol", "issued_on", "issuer")
    return directive_identity(Directive(**{k: values[k] for k in keys if values.get(k)}), office)


def _direction(issuer: str | None, office: OfficeSettings, *, incoming: bool) -> str | None:
    """Return None for a paper in a book of what went out that is not ours and names nobody."""
    if not issuer and not incoming:
        return None
    return OUTGOING if is_own_name(issuer, office) else INCOMING if incoming else OUTGOING


def _text(cell: Cell) -> str:
    return clean_line(_shown(cell)) if cell is not None else ""


def _shown(cell: Cell) -> str:
    return format_date(cell) if isinstance(cell, date) else str(cell) if cell is not None else ""


def _number(cell: Cell) -> int | None:
    """Return a whole number, also with its unit: `3 bản`, `02 bản chính`."""
    if isinstance(cell, int) or cell is None:
        return cell
    counted = re.fullmatch(r"(\d[\d. ]*)\s*(?:bản|bộ|tờ|b)?(?:\s+(?:chính|gốc|giấy|sao))?\.?", str(cell).strip(), re.I)
    return parse_number(counted[1].strip()) if counted else None


def _symbol(cells: Mapping[str, Cell]) -> str:
    """Return the whole number and symbol; a number in a column of its own is put before it."""
    symbol, number = _text(cells.get("symbol")), _text(cells.get("number"))
    if number and not re.match(r"\d", symbol):
        symbol = f"{number}/{symbol.lstrip('/ ')}" if symbol else number
    tidy = re.sub(r"\s*([/&–-])\s*", r"\1", re.sub(r"^số\s*[:.]?\s*", "", symbol, flags=re.IGNORECASE))
    return tidy if parse_symbol(tidy) else symbol
