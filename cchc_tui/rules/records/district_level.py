"""The district level named after it was abolished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cchc_tui.language.wording import format_date
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Severity
from cchc_tui.records.office import OfficeSettings
from cchc_tui.rules.rule import Book, Kept, RecordRule, Slip

TWO_TIER_FROM = date(2025, 7, 1)
"""Since this day there are two levels, province and commune (Luật số 72/2025/QH15)."""

_DISTRICT = re.compile(r"(?<!\w)(?:huyện|quận|thị xã|HUYỆN|QUẬN|THỊ XÃ)(?!\w)")


def two_tier_from(office: OfficeSettings) -> date:
    """The day the office names, else that of the law."""
    try:
        return date.fromisoformat(office.two_tier_from or "")
    except ValueError:
        return TWO_TIER_FROM


def check(book: Book) -> Iterator[Slip]:
    """A slip for each document or report of the two-level time whose issuer, addressee or recipient is a district's."""
    since = two_tier_from(book.office)
    for kept in book.directives:
        day = kept.record.issued_on
        if day is not None and day >= since:
            yield from _slips(kept, day, ("issuer", "recipients"))
    for report in book.reports:
        day = report.record.dated_on
        if day is not None and day >= since and report.record.state != "frozen":
            yield from _slips(report, day, ("addressees", "recipients"))


def _slips(kept: Kept[Record], day: date, keys: tuple[str, ...]) -> Iterator[Slip]:
    for key in keys:
        value = getattr(kept.record, key)
        for line in value if isinstance(value, tuple) else (value or "",):
            if _DISTRICT.search(line):
                yield Slip(
                    kept,
                    f"{kept.record.name.capitalize()} {kept.record.title} ngày {format_date(day)} ghi “{line}”,"
                    " khi không còn cấp huyện.",
                    key=key,
                    quote=line,
                )


RULE = RecordRule(
    code="district-level",
    severity=Severity.WARNING,
    clause="Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    says="Từ ngày 01/7/2025 không còn cấp huyện để ban hành hay nhận văn bản.",
    example="Kính gửi: Phòng Nội vụ huyện, ngày 20/9/2025",
    needs_office=True,
    check=check,
)
