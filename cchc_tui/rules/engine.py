"""The table of rules, run over the records of an office or over one paper. A rule that is not here does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from cchc_tui.document.traits import PaperTraits, form_of
from cchc_tui.records.cure import Cure, FieldCure, TextCure
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.rules.context import HeadIssue, OfficeRecords, RecordIssue, ReportContext, TextIssue
from cchc_tui.rules.reading import RULES as MET_IN_READING
from cchc_tui.rules.rule import ALL_PAPERS, PageRule, RecordRule, Rule, TextRule

if TYPE_CHECKING:
    from cchc_tui.document.layout import Layout

Declared = RecordRule | TextRule | PageRule

ON_RECORDS = ("documents", "series", "issuers", "counts", "forms", "tasks", "deadlines", "fields", "sheet", "office")
ON_PAPERS = ("citations", "figures", "forms", "coherence", "spelling", "punctuation", "capitals", "office")
ON_FIGURES = "forms"
"""The module among them whose rules on papers compare with the tables of figures."""
ON_PAGES = ("head", "recipients", "signature", "headings", "structure", "tables", "unfinished")
"""The modules of rules by what they look at, in the order of the guide. Those for papers take a moment to import, since
their patterns are built: a look at the records alone does not wait for them."""


@cache
def rules_of(*modules: str) -> tuple[Declared, ...]:
    """Return the rules that these modules declare, in order."""
    found: list[Declared] = []
    for name in modules:
        module = import_module(f"cchc_tui.rules.{name}")
        declared = [value for value in vars(module).values() if isinstance(value, Declared)]
        found += [rule for rule in declared if rule.check.__module__ == module.__name__]
    return tuple(found)


def all_rules(layout: Layout | None = None) -> tuple[Rule, ...]:
    """Return every rule in the order of the guide, with its clause by `layout` where that states it."""
    declared = rules_of(*dict.fromkeys((*ON_RECORDS, *ON_PAPERS, *ON_PAGES)))
    rules: tuple[Rule, ...] = (*declared, *MET_IN_READING)
    return tuple(replace(r, clause=layout.clause(r.layout_key)) if layout and r.layout_key else r for r in rules)


def check_records(records: OfficeRecords) -> list[Finding]:
    """Return the findings of every rule on records."""
    rules = [r for r in rules_of(*ON_RECORDS) if isinstance(r, RecordRule)]
    asked = rules if records.knows_office else [rule for rule in rules if not rule.needs_office]
    return [finding for rule in asked for finding in record_findings(rule, records)]


def check_paper(context: ReportContext) -> list[Finding]:
    """Return the findings of every rule on one paper, each at the place its words were typed."""
    modules = ON_PAPERS if context.figures is not None else [name for name in ON_PAPERS if name != ON_FIGURES]
    found = [f for rule in rules_of(*modules) if isinstance(rule, TextRule) for f in text_findings(rule, context)]
    if context.page is not None:
        found += [f for rule in rules_of(*ON_PAGES) if isinstance(rule, PageRule) for f in page_findings(rule, context)]
        found += [_met_in_reading(context, fault) for fault in context.page.findings]
    return found


def record_findings(rule: RecordRule, records: OfficeRecords) -> Iterator[Finding]:
    """Yield what a rule finds on records, as findings."""
    for issue in rule.check(records):
        record = issue.located.record
        if rule.papers is ALL_PAPERS or rule.papers.include(_traits(record)):
            yield Finding(
                code=rule.code, severity=issue.severity or rule.severity, message=issue.message,
                path=issue.located.path, record=record.id, clause=rule.clause, key=issue.key, quote=issue.quote,
                cure=_field_cure(issue), final=rule.final,
            )  # fmt: skip


def text_findings(rule: TextRule, context: ReportContext) -> Iterator[Finding]:
    """Yield what a rule finds in the words of a paper, as findings."""
    if not rule.papers.include(context.traits) or (rule.off and rule.code not in context.switched_on):
        return
    for issue in rule.check(context):
        passage = issue.passage
        quote = passage.text[issue.start : issue.end]
        place = passage.place(issue.start, issue.end)
        found = Finding(
            code=rule.code, severity=issue.severity or rule.severity, message=issue.message,
            line=place.line if place else passage.line, record=context.sheet.record.id, clause=rule.clause,
            key=passage.field, quote=quote, cure=_text_cure(context, issue, quote),
            final=rule.final and issue.severity is not Severity.NOTICE,
        )  # fmt: skip
        yield context.origins.of(found)


def page_findings(rule: PageRule, context: ReportContext) -> Iterator[Finding]:
    """Yield what a rule finds in the head and the structure of a paper, as findings."""
    if context.page is None or not rule.papers.include(context.traits) or (rule.files_only and context.recorded):
        return
    clause = context.page.layout.clause(rule.layout_key) if rule.layout_key else rule.clause
    for issue in rule.check(context.page):
        found = Finding(
            code=rule.code, severity=issue.severity or rule.severity, message=issue.message,
            record=context.sheet.record.id, clause=clause or None, quote=issue.quote,
        )  # fmt: skip
        if isinstance(issue, HeadIssue):
            clause_here = issue.clause or found.clause
            yield context.origins.of_head(found._replace(key=issue.key, clause=clause_here))
        else:
            yield context.origins.of(found._replace(line=issue.line))


def _met_in_reading(context: ReportContext, fault: Finding) -> Finding:
    """Return a fault that reading the paper left, at its origin: a key of the head, else a line."""
    there = fault._replace(path=None, record=context.sheet.record.id)
    return context.origins.of_head(there) if fault.key else context.origins.of(there)


def _traits(record: Record) -> PaperTraits:
    """Return what kind of paper a record tells of; nothing for one that is no paper."""
    if isinstance(record, Directive):
        return PaperTraits(form_of(record.kind, record.symbol), record.kind, record.issued_on)
    if isinstance(record, ReportSheet):
        return PaperTraits(form_of(record.kind, record.symbol), record.kind, record.dated_on)
    return PaperTraits()


def _field_cure(issue: RecordIssue) -> Cure | None:
    record, key = issue.located.record, issue.key
    return FieldCure(record.id, key, getattr(record, key), issue.new) if key and issue.new is not None else None


def _text_cure(context: ReportContext, issue: TextIssue, quote: str) -> Cure | None:
    """Return a cure of the composed text; its origin moves it to the file the words come from."""
    if issue.new is None or issue.new == quote:
        return None
    passage, sheet = issue.passage, context.sheet.record
    if passage.field:
        before = getattr(sheet, passage.field)
        return FieldCure(sheet.id, passage.field, before, _replaced(before, passage.text, issue))
    place = passage.place(issue.start, issue.end)
    if place is None or place.column < 0:
        return None
    return TextCure("", place.line, place.column, quote, issue.new)


def _replaced(before: object, text: str, issue: TextIssue) -> object:
    after = text[: issue.start] + (issue.new or "") + text[issue.end :]
    if isinstance(before, tuple):
        return tuple(after if line == text else line for line in before)
    return after
