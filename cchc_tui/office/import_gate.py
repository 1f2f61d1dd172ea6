"""Compose equals source: what a report taken in would print is compared with what its paper says, before it is kept.

A number becomes a placeholder only where the records, as they will stand after the import, print the very same letters;
every other difference is told, and makes the prose doubtful.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cchc_tui.document.passages import COVER, PassageKind, read_prose
from cchc_tui.errors import FindingsError
from cchc_tui.language.wording import format_quantity
from cchc_tui.office.known_facts import BODY, record_of
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook, make_yearbook

if TYPE_CHECKING:
    from cchc_tui.importing import Candidate
    from cchc_tui.importing.candidate import PlaceholderFigure

DIFFERS = "lập lại không khớp nguồn: nguồn ghi “{}”, bản lập ghi “{}”"
NOT_COMPOSED = "chưa lập lại được để so với nguồn: {}"
_NOTHING = "(không có)"
_MOST_TOLD = 20
_LONGEST_QUOTE = 100

R = TypeVar("R", bound=Record)


class ImportGate:
    """The records of an office as they would stand after an import, and what its reports would print then."""

    def __init__(self, settings: OfficeSettings, records: Sequence[Record], templates: Path | None) -> None:
        """`records` are those in use."""
        self._settings = settings
        self._records = records
        self._templates = templates

    def passed(self, offered: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates of one paper, its prose with the placeholders that hold and every difference to its
        source.

        `chosen` are those that would be kept. A prose that says nothing of its source (JSON) is left as it is.
        """
        sheet = next((c for c in offered if c.kind == "report"), None)
        if sheet is None:
            return list(offered)
        return [self._proved(c, sheet, chosen) if c.kind == BODY and c.lines else c for c in offered]

    def settled(self, body: Candidate, sheet: ReportSheet | None, chosen: Sequence[Candidate]) -> Candidate:
        """Return the prose with each number as a placeholder only where the records print the same letters."""
        book = self._yearbook(sheet, chosen) if sheet else None
        text, holding = _with_true_figures(body, book)
        return replace(body, values={**body.values, "text": text}, figures=holding)

    def _proved(self, body: Candidate, sheet: Candidate, chosen: Sequence[Candidate]) -> Candidate:
        record = record_of(sheet)
        assert isinstance(record, ReportSheet)
        body = self.settled(body, record, chosen)
        book = self._yearbook(record, chosen)
        if book is None:
            return body
        try:
            composed = self._composed(body, record, book, chosen)
        except FindingsError as fault:
            return body.doubt(NOT_COMPOSED.format(fault.message))
        return body.doubt(*_differences(body.lines, composed))

    def _yearbook(self, sheet: ReportSheet, chosen: Sequence[Candidate]) -> Yearbook | None:
        period = parse_period(sheet.period or "")
        if period is None:
            return None
        return make_yearbook(
            self._settings, period, self._after(Directive, chosen), self._after(MediaCount, chosen), (),
            regime=sheet.regime,
        )  # fmt: skip

    def _after(self, cls: type[R], chosen: Sequence[Candidate]) -> list[R]:
        """Return the records of one kind after the import."""
        proposed = (record_of(c) for c in chosen if c.kind != BODY and not c.exists)
        return [record for record in (*self._records, *proposed) if isinstance(record, cls)]

    def _composed(self, body: Candidate, sheet: ReportSheet, book: Yearbook, chosen: Sequence[Candidate]) -> list[str]:
        """Return what the composed report says in its prose, passage by passage; tasks are records and stand apart."""
        from cchc_tui.report import compose_report
        from cchc_tui.report.compose import NOT_WRITTEN_YET

        bare = sheet.change(checklist=None, appendix_title=None)
        text = compose_report(
            bare, book, str(body.values["text"]), source="", templates=self._templates, draft=True,
            register=self._after(Directive, chosen),
        )  # fmt: skip
        passages = [p.text for p in read_prose(text).passages if p.kind is not PassageKind.HEAD]
        return [words for words in passages if words != NOT_WRITTEN_YET.replace("\\", "")]


def _with_true_figures(body: Candidate, book: Yearbook | None) -> tuple[str, tuple[PlaceholderFigure, ...]]:
    """Return the text with the source's own words where a placeholder would print others, and the figures that hold."""
    holding: list[PlaceholderFigure] = []
    text = str(body.values["text"])
    parts: list[str] = []
    at = 0
    for figure in body.figures:
        place = text.find(figure.placeholder, at)
        if place < 0:
            break
        total = book.total(figure.channel, figure.measure) if book else None
        holds = total is not None and format_quantity(total) == figure.words
        parts += [text[at:place], figure.placeholder if holds else figure.words]
        holding += [figure] if holds else []
        at = place + len(figure.placeholder)
    return "".join([*parts, text[at:]]), tuple(holding)


def _differences(source: Sequence[str], composed: Sequence[str]) -> list[str]:
    """Return each place where the two say different words, in a sentence; a space more or less is no difference."""
    said, printed = list(filter(None, map(_bare, source))), list(filter(None, map(_bare, composed)))
    if said == printed:
        return []
    found = [DIFFERS.format(one or _NOTHING, other or _NOTHING) for one, other in _apart(said, printed)]
    left = len(found) - _MOST_TOLD
    return [*found[:_MOST_TOLD], *([f"và {left} chỗ khác nữa"] if left > 0 else [])]


def _bare(line: str) -> str:
    """Return a line as it is compared: without the end mark that căn cứ lose and get back."""
    return " ".join(line.replace(COVER, " ").split()).rstrip(" ;.,")


def _apart(said: Sequence[str], printed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the words of both sides wherever they part."""
    for what, a, b, c, d in SequenceMatcher(None, said, printed, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        for place in range(max(b - a, d - c)):
            one = said[a + place] if a + place < b else ""
            other = printed[c + place] if c + place < d else ""
            yield _quoted_from(one, other)


def _quoted_from(one: str, other: str) -> tuple[str, str]:
    """Return both lines from a little before the first word that differs."""
    ours, theirs = one.split(), other.split()
    same = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    start = max(0, same - 4)
    return " ".join(ours[start:])[:_LONGEST_QUOTE], " ".join(theirs[start:])[:_LONGEST_QUOTE]
