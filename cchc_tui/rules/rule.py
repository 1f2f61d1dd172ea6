"""What a rule is: its declared metadata and a plain function from what it looks at to what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from cchc_tui.document.passages import Document, Passage, PassageKind
from cchc_tui.language.spelling import WordList
from cchc_tui.language.text import fold
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.cure import Cure, FieldCure, TextCure
from cchc_tui.records.directive import Directive, issuer_key
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.issuing import own_names
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook

if TYPE_CHECKING:
    from cchc_tui.citations import Citation

R_co = TypeVar("R_co", bound=Record, covariant=True)
Subject = TypeVar("Subject")

ND30 = "Nghị định 30/2020/NĐ-CP"
GOOD_WRITING = "Quy ước trình bày"
"""The clause of rules on the form of prose that no decree states and every office keeps."""
REPORTING = "Chế độ báo cáo, Nghị định 09/2019/NĐ-CP"
"""The clause of rules on figures and tasks: an office answers for what it reports (reporting.md §1)."""


@dataclass(frozen=True)
class Kept(Generic[R_co]):
    """A record in use with its file."""

    record: R_co
    path: str


@dataclass(frozen=True)
class Book:
    """Everything the rules on records look at: records in use and the day it is."""

    office: OfficeSettings
    directives: Sequence[Kept[Directive]] = ()
    media: Sequence[Kept[MediaCount]] = ()
    checklist: Sequence[Kept[ChecklistItem]] = ()
    reports: Sequence[Kept[ReportSheet]] = ()
    today: date = date.max
    deleted_ids: frozenset[str] = frozenset()

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of all records in use."""
        groups: tuple[Sequence[Kept[Record]], ...] = (self.directives, self.media, self.checklist, self.reports)
        return frozenset(kept.record.id for group in groups for kept in group)

    @cached_property
    def own(self) -> tuple[Kept[Directive], ...]:
        """The documents this office issued itself."""
        names = own_names(self.office) | {""}
        return tuple(k for k in self.directives if is_outgoing(k.record) and issuer_key(k.record.issuer) in names)


@dataclass(frozen=True)
class Paper:
    """Everything the rules on a report look at: its Markdown, its sheet, what it may say."""

    document: Document
    sheet: Kept[ReportSheet]
    office: OfficeSettings
    yearbook: Yearbook | None = None
    today: date = date.max
    words: Words = field(default_factory=lambda: Words())
    source_line: Callable[[int], int | None] = lambda line: line
    """The line of the file in which the words of a composed line were typed; None where nobody typed them so."""
    register: Sequence[Directive] = ()
    """Every document the office has recorded, of all years."""

    def shown_line(self, passage: Passage) -> str:
        """`dòng 21`, as the person finds it in the file."""
        line = self.source_line(passage.line) if passage.line else None
        return f"dòng {line}" if line else "phía trên"

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The texts of the sheet, then the prose in order; căn cứ that the prose itself prints stand there only."""
        printed = {p.text.rstrip(" .;,") for p in self.document.passages}
        sheet = (p for p in _sheet_passages(self.sheet.record) if p.text.rstrip(" .;,") not in printed)
        return (*sheet, *self.document.passages)

    @cached_property
    def citations(self) -> tuple[tuple[Passage, Citation], ...]:
        """Every document cited, in order; what the sheet cites as căn cứ comes first."""
        from cchc_tui.citations import find_citations  # its patterns are built when a report is looked at

        known = [p for p in self.passages if p.field in (None, "legal_basis")]
        return tuple((p, c) for p in known if "/" in p.text or "ngày" in p.text for c in find_citations(p.text))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Where a pattern matches in the prose and in the texts of the sheet."""
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


@dataclass(frozen=True, slots=True)
class Slip:
    """What a rule found on a record."""

    kept: Kept[Record]
    message: str
    key: str | None = None
    quote: str | None = None
    severity: Severity | None = None
    """Where it differs from the rule's."""
    new: object = None
    """The value that would cure `key`; None when nothing is safe to say."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule found in the prose: the words from `start` to `end` of a passage."""

    passage: Passage
    start: int
    end: int
    message: str
    new: str | None = None
    """The words that would cure it."""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The declared metadata of a rule."""

    code: str
    severity: Severity
    clause: str
    says: str
    """One Vietnamese sentence: what the rule wants."""
    example: str
    """What it finds, in a few words of a real document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRule(Rule):
    """A rule on the records of an office."""

    check: Callable[[Book], Iterable[Slip]]
    needs_office: bool = False
    """Whether it would say something false while nothing is known of the office."""

    def findings(self, book: Book) -> Iterator[Finding]:
        """What it finds, as findings."""
        for slip in self.check(book):
            record = slip.kept.record
            cure = _field_cure(record, slip.key, slip.new)
            yield Finding(
                code=self.code, severity=slip.severity or self.severity, message=slip.message, path=slip.kept.path,
                record=record.id, clause=self.clause, key=slip.key, quote=slip.quote, cure=cure,
            )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseRule(Rule):
    """A rule on a report's prose."""

    check: Callable[[Paper], Iterable[Mark]]

    def findings(self, paper: Paper) -> Iterator[Finding]:
        """What it finds, as findings; lines count in the composed Markdown."""
        for mark in self.check(paper):
            passage = mark.passage
            quote = passage.text[mark.start : mark.end]
            place = passage.place(mark.start, mark.end)
            yield Finding(
                code=self.code, severity=mark.severity or self.severity, message=mark.message,
                path=paper.sheet.path if passage.field else None, line=place.line if place else passage.line,
                record=paper.sheet.record.id, clause=self.clause, key=passage.field, quote=quote,
                cure=_text_cure(paper, mark, quote),
            )  # fmt: skip


def _field_cure(record: Record, key: str | None, new: object) -> Cure | None:
    return FieldCure(record.id, key, getattr(record, key), new) if key and new is not None else None


def _text_cure(paper: Paper, mark: Mark, quote: str) -> Cure | None:
    """A cure of the composed text; the office moves it to the file the words come from."""
    if mark.new is None or mark.new == quote:
        return None
    passage = mark.passage
    if passage.field:
        before = getattr(paper.sheet.record, passage.field)
        return FieldCure(paper.sheet.record.id, passage.field, before, _replaced(before, passage.text, mark))
    place = passage.place(mark.start, mark.end)
    if place is None or place.column < 0:
        return None
    return TextCure("", place.line, place.column, quote, mark.new)


def _replaced(before: object, text: str, mark: Mark) -> object:
    after = text[: mark.start] + (mark.new or "") + text[mark.end :]
    if isinstance(before, tuple):
        return tuple(after if line == text else line for line in before)
    return after


def checklist_words(name: str | None) -> str:
    """`Bảng 2023-tuyen-truyen`; a name that begins with the word keeps its own."""
    shown = name or "chưa có tên"
    return shown[0].upper() + shown[1:] if fold(shown).startswith("bang ") else f"Bảng {shown}"


def is_outgoing(directive: Directive) -> bool:
    """Whether the office issued the document itself."""
    return directive.direction != "incoming"
