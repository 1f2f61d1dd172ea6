"""A fingerprint of all a report prints from, so that a list can tell a closed report whose facts have changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Entity, to_plain
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.letterhead import issuer_of_symbol
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import Window, parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook

_VERSION = "2:"
"""A mark of another version cannot be compared, and so accuses nobody."""
_OF_A_YEAR_BEFORE = ("cung_ky", "thong_ke", "cac_so_lieu")
"""What a prose says where it prints figures of a year before."""
_PRINTED: dict[type[Entity], tuple[str, ...]] = {
    Directive: ("direction", "kind", "symbol", "issued_on", "issuer", "subject", "signer"),
    MediaCount: ("channel", "measure", "period", "value", "qualifier"),
    ChecklistItem: ("position", "number", "group", "task", "products", "evaluation"),
    OfficeSettings: ("short_name", "full_name", "province", "superior", "letterhead", "place", "channels", "measures",
             "evaluations", "signatories", "addressees", "recipients"),
    ReportSheet: ("kind", "period", "regime", "from_on", "to_on", "number", "symbol", "dated_on", "place", "subject",
                  "addressees", "legal_basis", "recipients", "signing", "signatory", "appendix_title"),
}  # fmt: skip
"""The fields whose values reach the page; a note or an evidence link changes no report."""


def facts_mark(
    sheet: ReportSheet,
    body: str,
    yearbook: Yearbook,
    previous: Yearbook | None = None,
    register: Sequence[Directive] = (),
    figures: Iterable[FigureRow] = (),
    *,
    year_before: Yearbook | None = None,
) -> str:
    """Return the fingerprint of the sheet, the prose, the records it sees, the documents of `register` the prose names,
    and the rows of `figures` of forms it names.
    """
    cited = [d for d in register if d.symbol and d.symbol in body]
    cited.sort(key=lambda directive: directive.id)
    compared = [previous, year_before if any(word in body for word in _OF_A_YEAR_BEFORE) else None]
    books = [yearbook, *(book for book in compared if book is not None)]
    facts: dict[str, object] = {
        "sheet": _printed([sheet]),
        "body": body,
        "office": _printed([yearbook.office]),
        "windows": [book.window.name for book in books],
        "directives": [_printed(book.directives) for book in books],
        "media": [_printed(book.media) for book in books],
        "checklist": _printed(yearbook.checklist),
        "cited": _printed(cited),
    }
    # Whose head it bears; others' marks stay as they are.
    if issuer := issuer_of_symbol(yearbook.office, sheet.symbol, sheet.dated_on):
        facts["issuer"] = to_plain(issuer)
    if sheet.appendix_columns:  # what no such report prints changes no mark of an older one
        facts["tasks"] = [to_plain(item) for item in yearbook.checklist]
    seen = (
        row
        for row in figures
        if row.form and row.form in body and is_printed_row(row, yearbook.office, yearbook.window)
    )
    rows = sorted(seen, key=lambda row: row.id)
    if rows:
        facts["figures"] = [to_plain(row) for row in rows]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
    return _VERSION + hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def is_printed_row(row: FigureRow, office: OfficeSettings, window: Window) -> bool:
    """Return whether a report on these days may print the row: what began after them is a later report's."""
    period = parse_period(row.period or "")
    return period is None or office.window_of(period).first <= window.last


def printed_fields(cls: type[Entity]) -> tuple[str, ...]:
    """Return the fields of such a record whose values reach the page."""
    return _PRINTED.get(cls, ())


def comparable(mark: str | None) -> bool:
    """Return whether a mark was made the way this program makes them."""
    return bool(mark and mark.startswith(_VERSION))


def _printed(records: Iterable[Entity]) -> list[dict[str, object]]:
    return [{k: v for k, v in to_plain(r).items() if k in _PRINTED[type(r)]} for r in records]
