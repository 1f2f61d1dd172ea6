"""Findings on a report as a whole: a prose that cannot be filled in, a section nobody wrote, a closing overtaken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cchc_tui.errors import FindingsError
from cchc_tui.language.wording import format_date
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.paths import BODY_FILE
from cchc_tui.storage.repository import Stored

if TYPE_CHECKING:
    from cchc_tui.report import Fault


def changed_words(sheet: ReportSheet) -> str:
    """Return the sentence about a closed report that would come out otherwise now, with both ways out."""
    day = f" ngày {format_date(sheet.frozen_on)}" if sheet.frozen_on else ""
    name = sheet.slug or sheet.id
    return (
        f"Báo cáo {sheet.title} đã chốt{day}, nay số liệu đã đổi từ khi chốt. Bản đã chốt: cchc report {name}"
        f" --at-freeze; muốn lấy số mới: cchc freeze {name} --undo."
    )


def changed_finding(stored: Stored[ReportSheet]) -> Finding:
    """Return the finding on a closed report whose facts have changed since."""
    return Finding(
        code="changed-since-freeze",
        severity=Severity.WARNING,
        message=changed_words(stored.record),
        path=stored.path,
        record=stored.record.id,
    )


def not_composed(stored: Stored[ReportSheet], fault: FindingsError) -> Finding:
    """Return the finding on a report that cannot be composed at all, for want of a period or of a prose."""
    dated = parse_period(stored.record.period or "") is not None
    return Finding(
        code="not-composed",
        severity=Severity.ERROR,
        message=f"Chưa lập được báo cáo {stored.record.title} nên chưa soát được phần lời. {fault.message}",
        path=f"{stored.path.rpartition('/')[0]}/{BODY_FILE}" if dated else stored.path,
        line=1 if dated else None,
        record=stored.record.id,
        key=None if dated else "period",
    )


def template_findings(stored: Stored[ReportSheet], file: str, faults: Sequence[Fault]) -> list[Finding]:
    """Return one finding for each fault of a prose or a wording, at its line."""
    return [
        Finding(
            code="count-unrecorded" if fault.unrecorded else "unknown-placeholder",
            severity=Severity.ERROR,
            message=fault.sentence[:1].upper() + fault.sentence[1:],
            path=file,
            line=fault.line,
            record=stored.record.id,
        )
        for fault in faults
    ]


def section_findings(stored: Stored[ReportSheet], composed: str) -> list[Finding]:
    """Return one finding for each heading of the composed report with nothing under it."""
    from cchc_tui.report import NOT_WRITTEN_YET, empty_sections

    return [
        Finding(
            code="empty-section",
            severity=Severity.WARNING,
            message=f"Đề mục “{heading.text}” chưa có nội dung.",
            line=heading.line,
            record=stored.record.id,
            quote=heading.text,
            final=True,
        )
        for heading in empty_sections(composed.replace(NOT_WRITTEN_YET, ""))
    ]
