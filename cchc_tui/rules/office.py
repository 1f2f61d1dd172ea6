"""Rules that follow from how the country is administered since the two levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cchc_tui.language.wording import format_date
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Severity
from cchc_tui.records.office import OfficeSettings
from cchc_tui.rules.context import Located, OfficeRecords, RecordIssue, ReportContext, TextIssue
from cchc_tui.rules.rule import ND30, record_rule, text_rule
from cchc_tui.storage.paths import OFFICE_FILE

TWO_TIER_FROM = date(2025, 7, 1)
"""Since this day there are two levels, province and commune (Luật số 72/2025/QH15)."""

_DISTRICT_LEVEL_DISTRICT = re.compile(r"(?<!\w)(?:huyện|quận|thị xã|HUYỆN|QUẬN|THỊ XÃ)(?!\w)")
"""`huyện`: the level that has not existed since 01/7/2025, in the office's own words."""


def two_tier_from(office: OfficeSettings) -> date:
    """Return the day the office names, else that of the law."""
    try:
        return date.fromisoformat(office.two_tier_from or "")
    except ValueError:
        return TWO_TIER_FROM


@record_rule(
    "letterhead-missing",
    Severity.ERROR,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 2",
    says="Cơ quan có tên ghi ở đầu văn bản.",
    example="letterhead trong office.toml để trống",
    needs_office=True,
)
def letterhead_missing(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report an office that has not said the lines of its letterhead."""
    if not records.office.letterhead:
        message = f"{OFFICE_FILE} chưa ghi “Tên cơ quan ở đầu văn bản”; ghi bằng: cchc office --unit … --name …"
        yield RecordIssue(Located(records.office, OFFICE_FILE), message, key="letterhead")


@record_rule(
    "district-level",
    Severity.WARNING,
    clause="Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    says="Từ ngày 01/7/2025 không còn cấp huyện để ban hành hay nhận văn bản.",
    example="Kính gửi: Phòng Nội vụ huyện, ngày 20/9/2025",
    needs_office=True,
)
def district_level(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each document or report of the two-level time whose issuer, addressee or recipient is a district's."""
    since = two_tier_from(records.office)
    for kept in records.directives:
        day = kept.record.issued_on
        if day is not None and day >= since:
            yield from _district_issues(kept, day, ("issuer", "recipients"))
    for report in records.reports:
        day = report.record.dated_on
        if day is not None and day >= since and report.record.state != "frozen":
            yield from _district_issues(report, day, ("addressees", "recipients"))


def _district_issues(kept: Located[Record], day: date, keys: tuple[str, ...]) -> Iterator[RecordIssue]:
    for key in keys:
        value = getattr(kept.record, key)
        for line in value if isinstance(value, tuple) else (value or "",):
            if _DISTRICT_LEVEL_DISTRICT.search(line):
                yield RecordIssue(
                    kept,
                    f"{kept.record.name.capitalize()} {kept.record.title} ngày {format_date(day)} ghi “{line}”,"
                    " khi không còn cấp huyện.",
                    key=key,
                    quote=line,
                )


_DISTRICT_PROSE_DISTRICT = re.compile(
    r"(?<!\w)(?P<unit>(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Phòng [A-ZĐ]\w+(?: \w+)?|cấp|tỉnh,)"
    r" (?:huyện|quận|thị xã))(?!\w)(?! (?:cũ|trước đây|trước khi))"
)
"""`UBND huyện`: the same in prose; "UBND huyện cũ" is right."""


@text_rule(
    "district-prose",
    Severity.NOTICE,
    clause="Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    says="Báo cáo về thời gian từ 01/7/2025 không nhắc cấp huyện như còn đang có.",
    example="theo chỉ đạo của UBND huyện",
)
def district_prose(context: ReportContext) -> Iterator[TextIssue]:
    """Report each district office named in a report whose window begins after the level was abolished."""
    book = context.yearbook
    if book is None or book.window.first < two_tier_from(context.office):
        return
    for passage, match in context.matches(_DISTRICT_PROSE_DISTRICT):
        message = f"“{match['unit']}”: không còn cấp huyện từ ngày 01/7/2025."
        yield TextIssue(passage, match.start("unit"), match.end("unit"), message)
