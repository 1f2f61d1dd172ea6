"""When two records are the same fact: the one definition for saving, importing, merging, checking and gathering."""

from __future__ import annotations

from cchc_tui.language.text import fold
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, Directive, issuer_key
from cchc_tui.records.fields import Record
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet


def directive_identity(directive: Directive, settings: OfficeSettings) -> tuple[int, str, str] | None:
    """Return year, number with symbol, and issuer (NĐ 30/2020, Phụ lục VI, Phần I, III.1.h); None without a number.

    The office itself stands in for the issuer of an outgoing document that names none.
    """
    parsed = directive.parsed
    if parsed is None or parsed.number is None or directive.issued_on is None:
        return None
    own = settings.short_name if directive.direction != INCOMING else None
    issuer = issuer_key(directive.issuer) or issuer_key(own)
    return (parsed.year or directive.issued_on.year, parsed.key, issuer)


def identity_of(record: Record, settings: OfficeSettings) -> tuple[object, ...] | None:
    """Return what makes two records of one class the same fact; None for what is never the same as another."""
    match record:
        case Directive():
            return directive_identity(record, settings)
        case MediaCount():
            return (record.channel, record.measure, record.period, *_whose(record.predecessor))
        case ChecklistItem():
            return (record.checklist, record.position)
        case ReportSheet():
            return (record.slug,)
        case FigureRow():
            return (record.form, record.period, record.row, *_whose(record.predecessor))
        case _:
            return None


def _whose(predecessor: str | None) -> tuple[str, ...]:
    """Return what tells the counts of offices that were joined apart; nothing for the office's own."""
    return (fold(predecessor),) if predecessor else ()


def record_key(record: Record, settings: OfficeSettings) -> tuple[object, ...]:
    """Return the identity with the class's name; a document without a number is told by kind, day and words."""
    identity = identity_of(record, settings)
    if isinstance(record, Directive) and identity is None:
        return (record.name, record.kind, record.issued_on, fold(record.symbol or ""), fold(record.subject or ""))
    return (record.name, identity)


def traces_of(record: Record) -> tuple[object, ...]:
    """Return what two records of one fact still share after one was edited; nothing where too little is known."""
    match record:
        case Directive(subject=subject, issued_on=day, parsed=symbol) if subject:
            by_number = (record.name, symbol.key, fold(subject)) if symbol and symbol.number is not None else None
            by_day = (record.name, day, fold(subject)) if day else None
            return tuple(trace for trace in (by_number, by_day) if trace)
        case MediaCount(value=value) if value:
            return ((record.name, record.channel, record.measure, value),)
        case ChecklistItem(task=task) if task:
            return ((record.name, record.checklist, fold(task)),)
        case ReportSheet(subject=subject) if subject:
            return ((record.name, fold(subject)),)
        case _:
            return ()
