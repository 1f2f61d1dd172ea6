"""What the prose of one report may say: its names with their values, and the functions it may call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.records.directive import Directive
from cchc_tui.records.figure_book import FigureBook
from cchc_tui.records.media import MediaCount
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook
from cchc_tui.report.figures import NO_FIGURES, FigureSentences
from cchc_tui.report.measures import MeasureFigures
from cchc_tui.report.names import Name, names_of
from cchc_tui.report.proofs import ProofSentences
from cchc_tui.report.rendering import Function
from cchc_tui.report.sentences import Sentences, Wording


@dataclass(frozen=True, slots=True)
class ProseLanguage:
    """The names and functions of one report, with what makes them."""

    names: Sequence[Name]
    functions: Mapping[str, Function]
    sentences: Sentences
    proofs: ProofSentences
    wording: Wording


def prose_language(
    sheet: ReportSheet,
    yearbook: Yearbook,
    templates: Path | None,
    *,
    previous: Yearbook | None = None,
    year_before: Yearbook | None = None,
    register: Sequence[Directive] = (),
    figures: FigureBook | None = None,
    counts: Sequence[MediaCount] = (),
) -> ProseLanguage:
    """Return what this report may say; the arguments are those of `compose_report`."""
    wording = Wording(templates)
    names = names_of(sheet, yearbook, previous, year_before)
    sentences = Sentences(sheet, yearbook, previous, register, wording, year_before=year_before)
    book = figures or NO_FIGURES
    proofs = ProofSentences(yearbook, register, book)
    more = FigureSentences(book, yearbook.period, MeasureFigures(yearbook, counts)).functions() | proofs.functions()
    return ProseLanguage(names, sentences.functions(more), sentences, proofs, wording)
