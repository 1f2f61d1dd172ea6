"""The next report: begun from an outline, or carried over from an earlier one with its results emptied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.letterhead import issuer_of_symbol, proposed_signatory
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import Period, Window, parse_period
from cchc_tui.records.report_sheet import DRAFT, ReportSheet
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.report.headings import headings
from cchc_tui.report.outlines import Outline

_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+")


@dataclass(frozen=True, slots=True)
class Leftover:
    """A sentence carried over that still speaks of the period before; a person must look at it."""

    place: str
    """`phần lời`, `căn cứ`, `người ký`, `nhiệm vụ 3`, as the office calls it."""
    line: int | None
    """Line in the new prose, from 1."""
    sentence: str
    reason: str
    """`năm cũ`, `kỳ cũ`, `người ký khác`, or `số gõ tay`: a count that is typed instead of taken from the records."""


@dataclass(frozen=True)
class NewReport:
    """A report that is not kept yet: its sheet, its prose, its checklist, and what still has to be looked at."""

    sheet: ReportSheet
    body: str
    items: tuple[ChecklistItem, ...] = ()
    leftovers: tuple[Leftover, ...] = ()


def report_from_outline(
    outline: Outline,
    period: Period,
    office: OfficeSettings,
    *,
    slug: str = "",
    day: date | None = None,
    symbol: str = "",
) -> NewReport:
    """Return a new report on `period` with the outline's prose, the office's usual addressees, and who signs on `day`.

    Without a day whoever's term has not ended; by another `symbol` than the outline's another body may issue it.
    """
    regimes = {table.code for table in office.regimes}
    signatory = proposed_signatory(office, day, symbol or outline.symbol)
    sheet = ReportSheet(
        slug=slug or f"{period.code}-{outline.ending or outline.name}",
        kind=outline.kind,
        period=period.code,
        regime=outline.regime if outline.regime in regimes else office.regime,
        symbol=symbol or outline.symbol,
        place=office.place,
        addressees=office.addressees,
        recipients=office.recipients,
        signing=signatory.signing if signatory else (),
        signatory=signatory.name if signatory else None,
        checklist=f"{period.year}-{outline.checklist}" if outline.checklist else None,
        outline=outline.name,
        state=DRAFT,
    )
    subject, appendix_title = _filled(outline, sheet, period, office)
    return NewReport(sheet.change(subject=subject, appendix_title=appendix_title.upper() or None), outline.body)


def _filled(outline: Outline, sheet: ReportSheet, period: Period, office: OfficeSettings) -> list[str]:
    """Return the outline's subject and appendix title with their placeholders filled in, as plain text."""
    from cchc_tui.report.names import names_of
    from cchc_tui.report.rendering import render

    names = names_of(sheet, make_yearbook(office, period, (), (), (), regime=sheet.regime), None)
    return [
        " ".join(render(text, file=outline.file, names=names, plain=True).split())
        for text in (outline.subject, outline.appendix_title)
    ]


_OF_ONE_ISSUE = (
    "from_on", "to_on", "number", "dated_on", "submitted_on", "sent_on", "sent_to", "sent_by", "frozen_on", "frozen_at",
    "frozen_facts", "note",
)  # fmt: skip
"""Fields of the sheet that say when and to whom one report went, and how it was closed: empty in the next."""


def carry_over(
    sheet: ReportSheet,
    body: str,
    items: Sequence[ChecklistItem],
    period: Period,
    office: OfficeSettings,
    *,
    slug: str = "",
    day: date | None = None,
    symbol: str = "",
) -> NewReport:
    """Return the report on `period` after `sheet`: prose and checklist as they were, results emptied, titles moved.

    Number, dates, evaluations, evidence, deadlines and notes are empty; years in headings, subject, appendix title and
    tasks are moved. Sentences of the prose are not touched: those that still name the old year or period are listed.
    Who signed and no longer serves on `day`, or not for the body that another `symbol` names, gives way to who does.
    """
    before = parse_period(sheet.period or "") or period.previous
    # One yearly plan serves every report of its year, so a checklist is only begun anew with a new year.
    new_list = bool(items) and before.year != period.year
    moved = sheet.change(
        **dict.fromkeys(_OF_ONE_ISSUE),
        id="",
        slug=slug or _moved_slug(sheet.slug, before, period),
        period=period.code,
        subject=move_title(sheet.subject or "", before, period) or None,
        appendix_title=move_title(sheet.appendix_title or "", before, period) or None,
        checklist=_moved_slug(sheet.checklist, before, period) if new_list else sheet.checklist,
        state=DRAFT,
        exported=(),
    )
    moved, signer = _with_signatory(moved.change(symbol=symbol or moved.symbol), office, day)
    new_body = _moved_headings(body, before, period)
    new_items = tuple(
        item.change(
            id="", checklist=moved.checklist, evaluation=None, evidence=(), note=None,
            due_on=None, task=move_title(item.task or "", before, period) if item.task else None,
        )
        for item in (items if new_list else ())
    )  # fmt: skip
    old = _OldPeriod.of(before, office.window_of(before, sheet.regime), period, office)
    return NewReport(moved, new_body, new_items, (*signer, *_leftovers(moved, new_body, new_items, old)))


def _with_signatory(
    sheet: ReportSheet, office: OfficeSettings, day: date | None
) -> tuple[ReportSheet, tuple[Leftover, ...]]:
    """Return the sheet signed by who serves on that day, and what a person must look at where that is another one.

    A signer the office does not list is left: nothing is known of a term.
    """
    issuer = issuer_of_symbol(office, sheet.symbol, day)
    code = issuer.code if issuer else None
    terms = [s for s in office.signatories if s.name == sheet.signatory]
    if not sheet.signatory or not terms or any((s.issuer or None) == code and s.serves(day) for s in terms):
        return sheet, ()
    after = proposed_signatory(office, day, sheet.symbol, like=sheet.signing or terms[0].signing)
    changed = sheet.change(signatory=after.name if after else None, signing=after.signing if after else ())
    for_whom = issuer.name if issuer else office.short_name
    ended = any((s.issuer or None) == code for s in terms)
    said = f"{sheet.signatory} {'đã hết nhiệm kỳ' if ended else f'không ký cho {for_whom}'}; "
    instead = f"nay ghi {after.name}." if after else "chưa khai ai ký ngày này, nên để trống."
    return changed, (Leftover("người ký", None, said + instead, "người ký khác"),)


def move_title(text: str, before: Period, after: Period) -> str:
    """Return the title with the old period's name and year replaced, capitals kept: NĂM 2023 is NĂM 2024.

    Dates (10/01/2023) and document numbers (2023/KH-UBND) stay.
    """
    for old, new in ((before.name, after.name), (before.name.upper(), after.name.upper())):
        text = text.replace(old, new)
    if before.year == after.year:
        return text
    return re.sub(rf"(?<![\d/]){before.year}(?![\d/])", str(after.year), text)


def _moved_slug(slug: str | None, before: Period, after: Period) -> str:
    """Return the short name with the old code, or at least the old year, replaced; else the new period's code."""
    for old, new in ((before.code, after.code), (str(before.year), str(after.year))):
        if slug and old in slug and old != new:
            return slug.replace(old, new, 1)
    return f"{slug}-{after.code}" if slug else after.code


def _moved_headings(body: str, before: Period, after: Period) -> str:
    lines = body.split("\n")
    for heading in headings(body):
        lines[heading.line - 1] = move_title(lines[heading.line - 1], before, after)
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _OldPeriod:
    """How to know a sentence that still speaks of the old period."""

    years: re.Pattern[str] | None
    name: re.Pattern[str] | None
    counts: re.Pattern[str] | None

    @classmethod
    def of(cls, before: Period, window: Window, after: Period, office: OfficeSettings) -> _OldPeriod:
        years = {before.year, window.first.year, window.last.year} - {after.year}
        name = _without_year(before) if _without_year(before) != _without_year(after) else ""
        units = {measure.unit for measure in office.measures if measure.unit}
        return cls(
            re.compile(rf"(?<!\d)(?:{'|'.join(map(str, sorted(years)))})(?!\d)") if years else None,
            re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE) if name else None,
            re.compile(rf"\d[\d.]*\s+(?:{'|'.join(map(re.escape, sorted(units)))})\b") if units else None,
        )

    def reason(self, sentence: str) -> str:
        """Return why the sentence must be looked at; "" when it need not."""
        if self.years and self.years.search(sentence):
            return "năm cũ"
        if self.name and self.name.search(sentence):
            return "kỳ cũ"
        return "số gõ tay" if self.counts and self.counts.search(sentence) else ""


def _without_year(period: Period) -> str:
    """Return `quý III`, `6 tháng đầu`; "" for a year and for days without a name."""
    return period.name.rpartition(" năm ")[0] if period.free is None else ""


def _leftovers(sheet: ReportSheet, body: str, items: Sequence[ChecklistItem], old: _OldPeriod) -> Iterator[Leftover]:
    for place, line, text in _texts(sheet, body, items):
        for sentence in _SENTENCE_END.split(text.strip()):
            if sentence and (reason := old.reason(sentence)):
                yield Leftover(place, line, sentence, reason)


def _texts(sheet: ReportSheet, body: str, items: Sequence[ChecklistItem]) -> Iterator[tuple[str, int | None, str]]:
    """Yield every text that was carried over, with its place."""
    for text in sheet.legal_basis:
        yield "căn cứ", None, text
    for number, line in enumerate(body.split("\n"), 1):
        yield "phần lời", number, line
    for item in items:
        for text in (item.task or "", *item.products):
            yield f"nhiệm vụ {item.position}", None, text
