"""Figures of statistical forms in running text: a number beside the words by which prose names a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cchc_tui.errors import CchcError
from cchc_tui.language.text import fold
from cchc_tui.records.figure_book import FigureBook, FigureTable, number_text
from cchc_tui.records.form import FormColumn
from cchc_tui.records.period import Period

_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<decimals>\d+))?(?![\d.,]*\d)"
_ABOUT = re.compile(r"(?:tren|khoang|gan|hon|duoi|tu|muc|chi tieu|ke hoach|toi thieu|it nhat|>|≥|≤|<)\s*$")
"""`tren`: what stands before a number that is no exact figure, folded."""
_OTHER_TIME = re.compile(r"cung ky|ky truoc|quy truoc|nam truoc|thang|luy ke|ke hoach|so voi|tang|giam|nam 20\d\d|quy ")
"""`cung ky`: words of a sentence whose number may be of another time than the report's, folded."""
_SENTENCE = re.compile(r"[^.;!?]+(?:\.(?=\d)[^.;!?]+)*")
"""`Đã giải quyết 1.235 hồ sơ`: a sentence, whose numbers may have points."""
_BRACKETS = re.compile(r"\s*\([^)]*\)")
"""` (%)`: the unit in a column's head."""
_GAP = r"[^.;,\d]{0,60}?"
"""Between a column's words and its number no other clause begins."""
_COUNTED = r"\s*(?:tong so |so |luong )*(?:ho so|nhiem vu|van ban)?\s*(?:duoc|da|la)?\s*"
"""Between a rate and the words after it: `97,28% hồ sơ được giải quyết đúng hạn`, folded."""
_FEWEST = 3
"""Words of a head that says enough by itself: `thanh toán trực tuyến`; `trực tuyến` does not."""


@dataclass(frozen=True, slots=True)
class FormFigure:
    """A number in a text that a form has too."""

    start: int
    end: int
    said: Decimal
    kept: Decimal
    """As the form gives it."""
    table: FigureTable
    column: FormColumn
    row: str

    @property
    def agrees(self) -> bool:
        """Whether the text says what the form gives, rounded to as many decimals as it says."""
        return self.said == self.kept.quantize(Decimal(1).scaleb(int(self.said.as_tuple().exponent)), ROUND_HALF_UP)

    @property
    def where(self) -> str:
        """`tthc-06, dòng chung-thuc`."""
        return f"{self.table.form.code}{f', dòng {self.row}' if self.row else ''}"

    def with_unit(self, value: Decimal) -> str:
        """Return `1.235 hồ sơ`, `97,28%`."""
        unit = "%" if self.column.is_rate else f" {self.column.unit or self.table.form.unit}".rstrip()
        return f"{number_text(value)}{unit}"


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A column that prose can name."""

    table: FigureTable
    column: FormColumn
    words: tuple[str, ...]
    """Folded."""


def named_columns(book: FigureBook, period: Period) -> list[NamedColumn]:
    """Return the columns of the forms with figures that prose can name: by the words the form says, else by a head that
    no other column has.
    """
    tables = []
    for code in dict.fromkeys(code for code, _ in book.forms()):
        with suppress(CchcError):
            tables.append(book.table(code, period))
    columns = [(table, column) for table in tables for column in table.form.columns]
    heads = [_own_head(column) for _, column in columns]
    declared = {fold(words) for _, column in columns for words in column.words}
    found = []
    for (table, column), head in zip(columns, heads, strict=True):
        is_certain = len(head.split()) >= _FEWEST and heads.count(head) == 1 and head not in declared
        words = (*(fold(each) for each in column.words), *((head,) if is_certain else ()))
        if words and (column.is_rate or column.unit or table.form.unit):
            found.append(NamedColumn(table, column, words))
    return found


def _own_head(column: FormColumn) -> str:
    """Return the words of a column's own head, folded; of a bare “Tỷ lệ (%)” with what it is the rate of, "" for a rate
    called something else.
    """
    own = fold(_BRACKETS.sub("", column.head[-1]))
    if column.is_rate and own == "ty le" and len(column.head) > 1:
        return f"ty le {fold(column.head[-2])}"
    return own if not column.is_rate or own.startswith("ty le") else ""


def find_form_figures(text: str, named: Sequence[NamedColumn], period: Period) -> Iterator[FormFigure]:
    """Yield each number beside the words of a column, in a sentence that speaks of no other time than the report's; one
    with "trên" or "khoảng" is no exact figure and is left alone.
    """
    if not named:
        return
    own = fold(period.name)
    for sentence in _SENTENCE.finditer(text):
        folded = fold(sentence[0])
        if len(folded) == len(sentence[0]) and not _OTHER_TIME.search(folded.replace(own, "")):
            yield from _of_sentence(folded, sentence.start(), named)


def _of_sentence(text: str, start: int, named: Sequence[NamedColumn]) -> Iterator[FormFigure]:
    every = {words for one in named for words in one.words}
    taken: set[int] = set()
    for one in named:
        for words in one.words:
            others = [other for other in every if other not in one.words and other not in words]
            for match in _beside(words, one, text):
                at = match.start("number")
                row = _row(text, match.start("words"), one.table)
                kept = one.table.cells(row or "").get(one.column.key)
                if at in taken or row is None or not isinstance(kept, Decimal) or _ABOUT.search(text[:at]):
                    continue
                if any(other in text[match.start() : match.end()] for other in others):
                    continue
                taken.add(at)
                end = match.end("decimals") if match["decimals"] else match.end("number")
                yield FormFigure(start + at, start + end, _value(match), kept, one.table, one.column, row)


def _beside(words: str, one: NamedColumn, text: str) -> Iterator[re.Match[str]]:
    """Yield the words with their number and its unit behind them; of a rate also before them."""
    named = rf"\b(?P<words>{re.escape(words)})\b"
    unit = r"\s*%" if one.column.is_rate else rf"\s*{re.escape(fold(one.column.unit or one.table.form.unit))}\b"
    yield from re.finditer(f"{named}{_GAP}{_NUMBER}{unit}", text)
    if one.column.is_rate:
        yield from re.finditer(rf"(?<![\d.,]){_NUMBER}\s*%{_COUNTED}{named}(?!{_GAP}\d)", text)


def _row(text: str, at: int, table: FigureTable) -> str | None:
    """Return the row that is named last before a place, else the first after it; "" for the total, None where a row is
    spoken of that the form does not have.
    """
    places = [(text.find(fold(line.label)), len(line.label), line.code) for line in table.lines]
    named = [each for each in places if each[0] >= 0]
    if named:
        before = [each for each in named if each[0] < at]
        return max(before)[2] if before else min(named)[2]
    kind = " ".join(fold(table.form.row_head).split()[:2])
    return None if kind and kind in text else ""


def _value(match: re.Match[str]) -> Decimal:
    decimals = f".{match['decimals']}" if match["decimals"] else ""
    return Decimal(match["number"].replace(".", "") + decimals)
