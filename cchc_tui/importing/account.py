"""What of a paper was not read: numbers beside a known unit, symbols, tables, notes, boxes, each with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_tui.citations import find_citations
from cchc_tui.importing.blocks import Block, Paragraph, collapse
from cchc_tui.importing.candidate import DIRECTIVE
from cchc_tui.importing.register_heads import find_heads, head_of
from cchc_tui.importing.report import ReadPaper
from cchc_tui.importing.spreadsheet import Row
from cchc_tui.importing.whose import Owner
from cchc_tui.importing.word_xml import BOX, DELETED, INSERTED, LeftOut
from cchc_tui.records.symbol import find_symbols

NUMBER = "số chưa thành số liệu: {}"
BESIDE = "số đứng sau tên chỉ tiêu, chưa rõ có phải số của chỉ tiêu ấy"
PERCENT = "tỷ lệ chưa khớp với chỉ tiêu nào của cơ quan"
SYMBOL = "số, ký hiệu chưa thành văn bản"
OTHERS_PAPER = "văn bản được nhắc đến trong văn bản của {}"
NOT_A_REPORT = "văn bản này không phải báo cáo kết quả"
TABLE = "bảng {} dòng, {} ô có số: giữ nguyên trong phần lời, không thành hồ sơ"
NOTE = "chú thích chân trang: đưa thành đoạn sau đoạn có dấu chú thích"
KEPT_BOX = "hộp chữ: đưa thành đoạn sau đoạn có hộp"
TRACKED = "{}: coi như đã chấp nhận"
LEFT = "{}: bỏ, vì bản in không có"
COUNTED = "{} {}: không nhập"
NO_REGISTER = "{} dòng, không có dòng tên cột của sổ văn bản"
UNKNOWN_COLUMN = "cột không có trong mẫu sổ, {} ô có chữ: không nhập"
_NUMBERED = ("", "stt", "tt", "so tt", "so thu tu")
"""Folded heads of columns that only number the rows."""
_PERCENT = re.compile(r"(?<![\w/.,])\d{1,3}(?:[.,]\d{1,2})?\s*%")
"""`98,5%`: a share, which no field of a count holds."""
_NOTE = re.compile(r"^\[\d{1,3}\]\s")
"""`[1] `: a footnote of a Word file."""
_LONGEST = 90


@dataclass(frozen=True)
class Unread:
    """One thing of a file that became no record."""

    words: str
    why: str
    place: str = ""
    """`dòng 12` of a text, `đoạn 7` of a document; "" for the whole file."""

    @property
    def said(self) -> str:
        """`dòng 12: “2 tin bài/tuần” (…)`."""
        quoted = f"“{self.words}” " if self.words else ""
        return f"{f'{self.place}: ' if self.place else ''}{quoted}({self.why})"


class Places:
    """Where a paragraph stands in its file: the line of a text, else the number of the paragraph."""

    def __init__(self, blocks: Sequence[Block], text: str | None) -> None:
        self._lines: dict[str, int] = {}
        if text is not None:
            for number, line in enumerate(text.split("\n"), 1):
                self._lines.setdefault(_key(line), number)
        self._paragraphs = {
            _key(block.text): number for number, block in enumerate(blocks, 1) if isinstance(block, Paragraph)
        }
        self._is_text = text is not None

    def of(self, paragraph: str) -> str:
        """Return the place of a paragraph; "" where it is not found as it stands."""
        key = _key(paragraph)
        if self._is_text:
            line = self._lines.get(key) or next((n for k, n in self._lines.items() if k and key.startswith(k)), 0)
            return f"dòng {line}" if line else ""
        number = self._paragraphs.get(key)
        return f"đoạn {number}" if number else ""


def _key(line: str) -> str:
    return collapse(line).lstrip("-+–• ")[:40]


def account_of(read: ReadPaper, blocks: Sequence[Block], text: str | None, left_out: Sequence[LeftOut]) -> list[Unread]:
    """Return everything of a paper that became no record, in the order of the paper."""
    places = Places(blocks, text)
    found = [*_numbers(read, places), *_symbols(read, places), *_tables(read), *_notes(blocks, places)]
    return [*found, *_left_out(left_out)]


def passages_of(read: ReadPaper, blocks: Sequence[Block], text: str | None) -> tuple[tuple[str, str], ...]:
    """Return place and words of each passage between head and signature, and of the appendices, cell by cell."""
    places = Places(blocks, text)
    paper = read.paper
    inside = [*paper.body, *(block for _, content in paper.appendices for block in content)]
    lines = [
        line
        for block in inside
        for line in (
            [block.text] if isinstance(block, Paragraph) else [collapse(" ".join(c)) for r in block.rows for c in r]
        )
    ]
    return tuple((places.of(line), line) for line in [*paper.legal_basis, *lines] if line)


def _numbers(read: ReadPaper, places: Places) -> Iterator[Unread]:
    counts_taken = read.paper.kind in ("", "bao-cao")
    for counted in read.counted:
        place = places.of(counted.text)
        for mention in counted.mentions:
            why = mention.refused or ("" if counts_taken else NOT_A_REPORT)
            if why:
                words = collapse(counted.text[max(0, mention.start - 30) : mention.unit_end + 12])
                yield Unread(words[:_LONGEST], NUMBER.format(why), place)
        for start, end in counted.beside:
            yield Unread(collapse(counted.text[max(0, start - 60) : end])[-_LONGEST:], BESIDE, place)
        taken = [(mention.start, mention.unit_end) for mention in counted.mentions]
        for percent in _PERCENT.finditer(counted.text):
            if any(start < percent.end() and percent.start() < end for start, end in taken):
                continue
            yield Unread(collapse(counted.text[max(0, percent.start() - 40) : percent.end()]), PERCENT, place)


def _symbols(read: ReadPaper, places: Places) -> Iterator[Unread]:
    taken = {c.values.get("symbol") for c in read.candidates if c.kind == DIRECTIVE}
    is_others = read.owner.owner is Owner.OTHERS and bool(read.paper.kind)
    why = OTHERS_PAPER.format(read.owner.issuer or "cơ quan khác") if is_others else SYMBOL
    texts = [*read.paper.legal_basis, *(b.text for b in read.paper.body if isinstance(b, Paragraph))]
    for text in texts:
        if "/" not in text and "-" not in text:
            continue
        left = [symbol.text for _, _, symbol in find_symbols(collapse(text)) if symbol.text not in taken]
        cited = {c.symbol_text for c in find_citations(collapse(text))} if left and not is_others else set()
        for symbol in left:
            if symbol not in cited:
                yield Unread(symbol, why, places.of(text))


def _tables(read: ReadPaper) -> Iterator[Unread]:
    for table in read.kept_tables:
        cells = [" ".join(cell) for row in table.rows for cell in row]
        numbers = sum(any(letter.isdigit() for letter in cell) for cell in cells)
        head = " | ".join(filter(None, (" ".join(cell) for cell in table.rows[0])))[:_LONGEST] if table.rows else ""
        yield Unread(head, TABLE.format(len(table.rows), numbers))


def _notes(blocks: Sequence[Block], places: Places) -> Iterator[Unread]:
    for block in blocks:
        if isinstance(block, Paragraph) and _NOTE.match(block.text):
            yield Unread(collapse(block.text)[:_LONGEST], NOTE, places.of(block.text))


def _left_out(left_out: Sequence[LeftOut]) -> Iterator[Unread]:
    silent: Counter[str] = Counter(one.what for one in left_out if not one.words)
    for one in left_out:
        if one.words:
            why = (
                KEPT_BOX if one.what == BOX else (TRACKED if one.what in (DELETED, INSERTED) else LEFT).format(one.what)
            )
            yield Unread(one.words[:_LONGEST], why)
    for what, count in silent.items():
        yield Unread("", COUNTED.format(count, what))


# -- registers ------------------------------------------------------------------------------------------------------
def account_of_rows(rows: Sequence[Row], sheet: str = "") -> list[Unread]:
    """Return what of a sheet became no record: all of one that is no register, and columns nobody knows."""
    place = f"trang “{sheet}”" if sheet else ""
    heads = find_heads(rows)
    if heads is None:
        filled = sum(any(cell not in (None, "") for cell in row) for row in rows)
        return [Unread("", NO_REGISTER.format(filled), place)] if filled else []
    known = {*heads.columns, *heads.twins}
    found = []
    for column, cell in enumerate(rows[heads.row]):
        below = sum(len(row) > column and row[column] not in (None, "") for row in rows[heads.row + 1 :])
        if column not in known and below and head_of(cell) not in _NUMBERED:
            shown = collapse(str(cell or f"cột {column + 1}"))[:_LONGEST]
            found.append(Unread(shown, UNKNOWN_COLUMN.format(below), place))
    return found
