"""What rules look at, and what they say: the records of an office, one paper, and issues on either."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from cchc_tui.document.passages import Passage, PassageKind, Prose
from cchc_tui.document.traits import PaperTraits, form_of
from cchc_tui.errors import CchcError
from cchc_tui.language.spelling import WordList
from cchc_tui.language.text import fold
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive, issuer_key
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Severity
from cchc_tui.records.issuing import own_names
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet

if TYPE_CHECKING:
    from cchc_tui.citations import Citation
    from cchc_tui.document.official import OfficialDocument
    from cchc_tui.records.figure_book import FigureBook, FigureFault
    from cchc_tui.records.figures import FigureRow
    from cchc_tui.records.form import StatisticalForm
    from cchc_tui.records.yearbook import Yearbook
    from cchc_tui.rules.origin import Origins

R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True)
class Located(Generic[R_co]):
    """A record in use with its file."""

    record: R_co
    path: str


def _no_form(code: str) -> StatisticalForm:
    """Refuse any form, without the tables of figures where nobody asks for one."""
    from cchc_tui.records.figure_book import no_form

    return no_form(code)


@dataclass(frozen=True)
class OfficeRecords:
    """Everything the rules on records look at: records in use and the day it is."""

    office: OfficeSettings
    directives: Sequence[Located[Directive]] = ()
    media: Sequence[Located[MediaCount]] = ()
    checklist: Sequence[Located[ChecklistItem]] = ()
    reports: Sequence[Located[ReportSheet]] = ()
    today: date = date.max
    deleted_ids: frozenset[str] = frozenset()
    figures: Sequence[Located[FigureRow]] = ()
    form_of: Callable[[str], StatisticalForm] = _no_form
    """A form by its name; refuses one that is not there or cannot be used."""
    file_marks: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of each file that is named as evidence; "" for one that is not there."""
    knows_office: bool = True
    """False where office.toml cannot be read: rules that go by its settings are silent then."""

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of all records in use."""
        groups: tuple[Sequence[Located[Record]], ...] = (
            self.directives, self.media, self.checklist, self.reports, self.figures,
        )  # fmt: skip
        return frozenset(located.record.id for group in groups for located in group)

    @cached_property
    def figure_faults(self) -> tuple[tuple[str, str, FigureFault], ...]:
        """What is wrong in each form and period that has figures; nothing of a form that cannot be used."""
        from cchc_tui.records.figure_book import FigureBook

        book = FigureBook((located.record for located in self.figures), self.form_of)
        found: list[tuple[str, str, FigureFault]] = []
        for code, period in book.forms():
            known = parse_period(period)
            with suppress(CchcError):
                found += [(code, period, fault) for fault in (book.faults(code, known) if known else ())]
        return tuple(found)

    @cached_property
    def own(self) -> tuple[Located[Directive], ...]:
        """The documents this office issued itself."""
        names = own_names(self.office) | {""}
        return tuple(k for k in self.directives if is_outgoing(k.record) and issuer_key(k.record.issuer) in names)


@dataclass(frozen=True)
class ReportContext:
    """Everything the rules on a paper look at: its words, its page, its sheet, what it may say."""

    prose: Prose
    sheet: Located[ReportSheet]
    office: OfficeSettings
    origins: Origins
    """From a place of the composed text to where it was typed."""
    page: OfficialDocument | None = None
    """The paper as export prints it; None for one that is not ours to print, such as a file being taken in."""
    recorded: bool = False
    """Whether the sheet is a record of the office, on which the rules on sheets speak."""
    yearbook: Yearbook | None = None
    today: date = date.max
    words: Words = field(default_factory=lambda: Words())
    switched_on: frozenset[str] = frozenset()
    """Codes of rules that are off by themselves and that this office wants."""
    register: Sequence[Directive] = ()
    """Every document the office has recorded, of all years."""
    figures: FigureBook | None = None
    """The figures of the office's forms; None where none is known."""

    def shown_line(self, passage: Passage) -> str:
        """Return `dòng 21`, as the person finds it in the file."""
        line = self.origins.line_of(passage.line) if passage.line else None
        return f"dòng {line}" if line else "phía trên"

    @cached_property
    def traits(self) -> PaperTraits:
        """What kind of paper it is: as its head says, else its sheet."""
        sheet, head = self.sheet.record, self.page.head if self.page else None
        kind = (head.kind_slug if head else "") or sheet.kind or None
        agency = head.agency if head else self.office.letterhead
        return PaperTraits(form_of(kind, (head.symbol if head else "") or sheet.symbol, agency), kind, sheet.dated_on)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The texts of the sheet, then the prose in order; căn cứ that the prose itself prints stand there only."""
        printed = {p.text.rstrip(" .;,") for p in self.prose.passages}
        sheet = (p for p in _sheet_passages(self.sheet.record) if p.text.rstrip(" .;,") not in printed)
        return (*sheet, *self.prose.passages)

    @cached_property
    def citations(self) -> tuple[tuple[Passage, Citation], ...]:
        """Every document cited, in order; what the sheet cites as căn cứ comes first."""
        from cchc_tui.citations import find_citations  # its patterns are built when a report is looked at

        known = [p for p in self.passages if p.field in (None, "legal_basis")]
        return tuple((p, c) for p in known if "/" in p.text or "ngày" in p.text for c in find_citations(p.text))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Yield where a pattern matches in the prose and in the texts of the sheet."""
        for passage in self.passages:
            for match in pattern.finditer(passage.text):
                yield passage, match


def _sheet_passages(sheet: ReportSheet) -> Iterator[Passage]:
    for key in ("subject", "appendix_title", "legal_basis"):
        value = getattr(sheet, key)
        for line in value if isinstance(value, tuple) else (value,):
            if line:
                yield Passage(PassageKind.HEAD, line, field=key)


@dataclass(frozen=True)
class Words:
    """The word lists of the office or the program, one entry a line in `templates/wording/`."""

    spelled: WordList = WordList(frozenset(), frozenset())
    """Right compounds and abbreviations (`tu-ghep.txt`)."""
    names: tuple[str, ...] = ()
    """Names of agencies as the decree capitalises them (`ten-co-quan.txt`)."""
    units: tuple[str, ...] = ()
    """What is counted in: a number before one has its points (`don-vi-tinh.txt`)."""


@dataclass(frozen=True, slots=True)
class RecordIssue:
    """What a rule found on a record."""

    located: Located[Record]
    message: str
    key: str | None = None
    quote: str | None = None
    severity: Severity | None = None
    """Where it differs from the rule's."""
    new: object = None
    """The value that would cure `key`; None when nothing is safe to say."""


@dataclass(frozen=True, slots=True)
class TextIssue:
    """What a rule found in the words of a paper: those from `start` to `end` of a passage."""

    passage: Passage
    start: int
    end: int
    message: str
    new: str | None = None
    """The words that would cure it."""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class LineIssue:
    """What a rule found in the structure of a paper."""

    line: int
    """In the composed text, from 1."""
    message: str
    quote: str | None = None
    """The words concerned, as they stand on that line."""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class HeadIssue:
    """What a rule found in the head of a paper."""

    key: str
    """Of the head: `kinh-gui`."""
    message: str
    quote: str | None = None
    severity: Severity | None = None
    clause: str | None = None
    """Where it differs from the rule's."""


def checklist_words(name: str | None) -> str:
    """Return `Bảng 2023-tuyen-truyen`; a name that begins with the word keeps its own."""
    shown = name or "chưa có tên"
    return shown[0].upper() + shown[1:] if fold(shown).startswith("bang ") else f"Bảng {shown}"


def is_outgoing(directive: Directive) -> bool:
    """Return whether the office issued the document itself."""
    return directive.direction != "incoming"
