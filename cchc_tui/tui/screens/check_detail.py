"""A finding in full beside the list: what is wrong, where, by which clause, and the words where they stand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.language.text import printable
from cchc_tui.records.fields import field_of
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.typed import show_value
from cchc_tui.tui.canvas import Line, Run, full, paragraph, wrap
from cchc_tui.tui.finding_words import PROSE_FILE, place_words, report_of

if TYPE_CHECKING:
    from cchc_tui.office import Office, ReportPreview

SIGNS = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.NOTICE: "·"}
STYLES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTICE: ""}
_LABEL = 9
_AROUND = 1
"""Paragraphs of the prose that are shown on either side of the one concerned."""


def paint_finding(office: Office, finding: Finding, width: int) -> list[Line]:
    """Return all there is to say of a finding."""
    sign = f"{SIGNS[finding.severity]} "
    lines = paragraph(sign + printable(finding.message), width, STYLES[finding.severity] or "strong")
    lines.append(full([], width))
    cure = finding.cure.words if finding.cure else ""
    for label, words in (("Ở đâu", place_words(office, finding)), ("Căn cứ", finding.clause or ""), ("F2 chữa", cure)):
        for number, line in enumerate(paragraph(printable(words), width - _LABEL) if words else []):
            lines.append(full([(f"{label if not number else '':<{_LABEL}}", "muted"), *line], width))
    excerpt = _excerpt(office, finding)
    if excerpt:
        lines += [full([], width), full([("NGUYÊN VĂN", "strong")], width)]
        for text in excerpt:
            lines += [full([("  ", ""), *line], width) for line in _quoted(text, finding.quote or "", width - 2)]
    return lines


def _excerpt(office: Office, finding: Finding) -> list[str]:
    """Return the words concerned: the paragraphs around the line of a prose, the value of the field of a record."""
    try:
        if (finding.path or "").endswith(PROSE_FILE):
            report = report_of(office, finding)
            texts = office.reports.body(report).text.split("\n") if report is not None and finding.line else []
            at = (finding.line or 1) - 1
            return [printable(text) for text in texts[max(0, at - _AROUND) : at + _AROUND + 1] if text.strip()]
        if finding.record is None or finding.key is None:
            return []
        record = office.records.find(finding.record).record
    except CchcError:
        return []
    declared = field_of(type(record), finding.key)
    value = show_value(declared, getattr(record, finding.key)) if declared is not None else ""
    return [printable(value, keep="\n").replace("\n", " / ")] if value else []


def _quoted(text: str, quote: str, width: int) -> list[Line]:
    """Return the text wrapped, the words concerned in their own ink."""
    start = text.find(quote) if quote else -1
    end = start + len(quote)
    lines: list[Line] = []
    for first, last in wrap(text, width):
        cuts = sorted({first, last, *(cut for cut in (start, end) if start >= 0 and first < cut < last)})
        runs: list[Run] = [(text[a:b], "quote" if start >= 0 and start <= a < end else "") for a, b in pairwise(cuts)]
        lines.append(full(runs, width))
    return lines


def gather_page(office: Office, finding: Finding) -> ReportPreview | None:
    """Return the page on which a finding of a prose stands, its block marked; None for what stands on no page."""
    report = report_of(office, finding) if (finding.path or "").endswith(PROSE_FILE) else None
    if report is None:
        return None
    return office.pages.preview(report, office.reports.body(report).text, line=finding.line or 0, draft=True)
