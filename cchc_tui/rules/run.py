"""All rules, run over the records of an office or over one report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from cchc_tui.document.passages import read_document
from cchc_tui.language.spelling import read_word_list
from cchc_tui.language.text import clean_line
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.finding import Finding
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook
from cchc_tui.rules.record_table import RECORD_RULES
from cchc_tui.rules.rule import Book, Kept, Paper, Rule, Words


def check_records(
    office: OfficeSettings | None,
    directives: Sequence[tuple[Directive, str]],
    media: Sequence[tuple[MediaCount, str]],
    checklist: Sequence[tuple[ChecklistItem, str]],
    reports: Sequence[tuple[ReportSheet, str]],
    *,
    today: date,
    deleted_ids: frozenset[str] = frozenset(),
) -> list[Finding]:
    """The findings of every rule on the records in use, each given with its path.

    Where the office cannot be read, `office` is None and the rules that go by its settings are silent.
    """
    book = Book(
        office=office or OfficeSettings(),
        directives=[Kept(*pair) for pair in directives],
        media=[Kept(*pair) for pair in media],
        checklist=[Kept(*pair) for pair in checklist],
        reports=[Kept(*pair) for pair in reports],
        today=today,
        deleted_ids=deleted_ids,
    )
    rules = RECORD_RULES if office else [rule for rule in RECORD_RULES if not rule.needs_office]
    return [finding for rule in rules for finding in rule.findings(book)]


def check_report(
    markdown: str,
    sheet: ReportSheet,
    path: str,
    *,
    office: OfficeSettings,
    yearbook: Yearbook | None,
    today: date,
    words: Words | None = None,
    source_line: Callable[[int], int | None] = lambda line: line,
    register: Sequence[Directive] = (),
) -> list[Finding]:
    """The findings of every rule on a report's prose. Lines count in `markdown`, the report as composed.

    Where a sentence names another line, it is the one `source_line` gives for it. `register` holds all directives,
    also those outside the report's window.
    """
    # The patterns of the prose rules take a moment to build; a check of the records does not wait for them.
    from cchc_tui.rules.prose_table import PROSE_RULES

    document = read_document(markdown)
    paper = Paper(document, Kept(sheet, path), office, yearbook, today, words or Words(), source_line, register)
    return [finding for rule in PROSE_RULES for finding in rule.findings(paper)]


def read_words(compounds: str, names: str) -> Words:
    """The word lists of `templates/wording/`: one entry a line, `#` begins a remark."""
    lines = (clean_line(line) for line in names.splitlines())
    return Words(read_word_list(compounds), tuple(line for line in lines if line and not line.startswith("#")))


def all_rules() -> tuple[Rule, ...]:
    """Every rule in the order of the guide."""
    from cchc_tui.rules.prose_table import PROSE_RULES

    return (*RECORD_RULES, *PROSE_RULES)
