"""The YAML head of a report, from its sheet and its office; the keys are those the export room reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from cchc_tui.language.text import clean_line
from cchc_tui.records.letterhead import issuing_body, proposed_signatory
from cchc_tui.records.office import OfficeSettings, Signatory
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook

_INDENT = "  "


def front_matter(sheet: ReportSheet, yearbook: Yearbook, *, draft: bool, legal_basis: Sequence[str]) -> str:
    """Return the head between its `---` lines. What the sheet leaves empty is taken from the office.

    Every value is a double-quoted YAML string on one line, so nothing a record says can become a key or a tag.
    """
    office = yearbook.office
    lines = ["---", *_key("lang", "vi-VN"), *_key("loai", sheet.kind or "bao-cao")]
    if draft:
        lines.append("du-thao: true")
    lines += _office_lines(sheet, office)
    lines += [*_key("so", sheet.number or ""), *_key("ky-hieu", sheet.symbol or "")]
    lines += _key("ngay", sheet.dated_on.isoformat() if sheet.dated_on else f"{yearbook.window.last.year:04d}")
    lines += _key("trich-yeu", sheet.subject or "")
    lines += _list("kinh-gui", sheet.addressees or office.addressees)
    lines += _list("can-cu", legal_basis)
    lines += _list("noi-nhan", sheet.recipients or office.recipients)
    return "\n".join([*lines, *_signature(sheet, office), "---"])


def _office_lines(sheet: ReportSheet, office: OfficeSettings) -> Iterator[str]:
    body = issuing_body(office, sheet.symbol, sheet.dated_on, predecessor=sheet.predecessor)
    yield from _key("co-quan-chu-quan", body.superior)
    yield from _list("co-quan", body.lines)
    yield from _key("ten-co-quan", body.name)
    joined = office.predecessor_of(sheet.predecessor)
    yield from _key("dia-danh", sheet.place or (joined.place if joined else None) or office.place or "")


def _signature(sheet: ReportSheet, office: OfficeSettings) -> Iterator[str]:
    """Yield the sheet's signature; a name alone takes its lines from the office's list, those it signs by on that day
    for that issuer before others; nothing, who serves then.
    """
    code = issuing_body(office, sheet.symbol, sheet.dated_on).code
    named = [s for s in office.signatories if s.name == sheet.signatory]
    known = max(named, key=lambda s: ((s.issuer or None) == code, s.serves(sheet.dated_on)), default=None)
    if known is None and not sheet.signatory and not sheet.signing and not sheet.predecessor:
        known = proposed_signatory(office, sheet.dated_on, sheet.symbol)
    person = known or Signatory(name=sheet.signatory)
    yield "ky:"
    for line in _list("quyen-han", sheet.signing or person.signing):
        yield _INDENT + line
    for line in _key("ho-ten", sheet.signatory or person.name or ""):
        yield _INDENT + line


def _key(key: str, value: str) -> Iterator[str]:
    if value or key in ("so", "ho-ten"):
        yield f"{key}: {_quoted(value)}"


def _list(key: str, values: Sequence[str]) -> Iterator[str]:
    kept = [value for value in values if value.strip()]
    if kept:
        yield f"{key}:"
        yield from (f"{_INDENT}- {_quoted(value)}" for value in kept)


def _quoted(value: str) -> str:
    """Return a JSON string, which YAML reads as the same text."""
    return json.dumps(clean_line(value), ensure_ascii=False)
