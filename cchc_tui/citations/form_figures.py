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
_SHARE = re.compile(r"\s*\(%\)$")
"""` (%)`: the unit in a column's head."""
_SHORTEST_SHARE = 4
"""Words: `tỷ lệ trực tuyến` names one share, `tỷ lệ` none."""


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


def named_columns(book: FigureBook, period: Period) -> list[NamedColumn]:
    """Return the columns of the forms with figures that prose can name: by the words the form says, a share also by its
    own head where no other column has the same.
    """
    tables = []
    for code in dict.fromkeys(code for code, _ in book.forms()):
        with suppress(CchcError):
            tables.append(book.table(code, period))
    heads = [_share_head(column) for table in tables for column in table.form.columns]
    found = []
    for table in tables:
        for column in table.form.columns:
            head = _share_head(column)
            words = column.words or ((head,) if head and heads.count(head) == 1 else ())
            if words:
                found.append(NamedColumn(table, column, words))
    return found


def _share_head(column: FormColumn) -> str:
    head = _SHARE.sub("", column.head[-1]).strip() if column.is_rate else ""
    return head if fold(head).startswith("ty le") and len(head.split()) >= _SHORTEST_SHARE else ""


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
    for one in named:
        for words in one.words:
            match = re.search(_beside(fold(words), one), text)
            if match is None or _ABOUT.search(text[: match.start("number")]):
                continue
            row = next((line.code for line in one.table.lines if fold(line.label) in text), "")
            kept = one.table.cells(row).get(one.column.key)
            if isinstance(kept, Decimal):
                end = match.end("decimals") if match["decimals"] else match.end("number")
                yield FormFigure(start + match.start("number"), start + end, _value(match), kept, one.table, one.column,
                                 row)  # fmt: skip
            break


def _beside(words: str, one: NamedColumn) -> str:
    """Return the pattern of the words with their number after them, and the unit of the column after that."""
    unit = "%" if one.column.is_rate else re.escape(fold(one.column.unit or one.table.form.unit)) + r"\b"
    return rf"\b{re.escape(words)}\b[^.;\d]{{0,60}}?{_NUMBER}\s*{unit}"


def _value(match: re.Match[str]) -> Decimal:
    decimals = f".{match['decimals']}" if match["decimals"] else ""
    return Decimal(match["number"].replace(".", "") + decimals)
