"""How far a report has got, in words: its window, its state, when it is due, what it still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.language.wording import format_date
from cchc_tui.office import Stored
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.fields import missing_fields
from cchc_tui.records.finding import Severity
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.tui.finding_words import PROSE_FILE, brief

if TYPE_CHECKING:
    from datetime import date

    from cchc_tui.tui.desk import Desk

CHANGED = "số liệu đã đổi từ khi chốt"


def lacking(desk: Desk, report: Stored[ReportSheet]) -> list[str]:
    """Return what stands between this report and its final pages, in a few words each; nothing for a closed one."""
    office, sheet = desk.office, report.record
    if sheet.state == FROZEN:
        return []
    missing = [f"thiếu {f.label}" for f in missing_fields(sheet)]
    if not (sheet.signatory or sheet.signing or office.settings.signatories):
        missing.append("chưa ghi người ký")
    if not (office.directory / report.path).with_name(PROSE_FILE).exists():
        missing.append("chưa có phần lời")
    items = [s.record for s in office.records.stored(ChecklistItem) if s.record.checklist == sheet.checklist]
    unset = sum(item.evaluation is None for item in items)
    if sheet.checklist and not items:
        missing.append(f"bảng nhiệm vụ {sheet.checklist} không có dòng nào")
    if unset:
        missing.append(f"{unset} nhiệm vụ chưa đánh giá")
    errors = sum(f.severity is Severity.ERROR for f in office.records.findings)
    if errors:
        missing.append(f"{errors} lỗi trong tệp hồ sơ")
    return missing


def obstacle(desk: Desk, report: Stored[ReportSheet]) -> str | None:
    """Return what keeps it from being final, briefly; "" when nothing does, None while nobody has looked."""
    seen = desk.watch.seen
    found = seen.obstacles.get(report.record.id) if seen is not None else None
    return None if found is None else brief(desk.office, found, f"{report.path.rpartition('/')[0]}/{PROSE_FILE}")


def state_words(desk: Desk, report: Stored[ReportSheet]) -> str:
    """Return `nháp`, `đã chốt`, `chốt, đã đổi`."""
    if report.record.state != FROZEN:
        return "nháp"
    seen = desk.watch.seen
    return "chốt, đổi!" if seen is not None and report.record.id in seen.changed else "đã chốt"


def due_on(desk: Desk, sheet: ReportSheet) -> date | None:
    """Return the day it is to be sent; None where nobody asks for it, or the calendar cannot be read."""
    try:
        return desk.office.agenda.due_day(sheet)
    except CchcError:
        return None


def about(desk: Desk, report: Stored[ReportSheet]) -> list[tuple[str, str]]:
    """Return the lines under the list about the report with the cursor, each with its style."""
    lines = [(_facts(desk, report), "")]
    if report.record.state == FROZEN:
        seen = desk.watch.seen
        if seen is not None and report.record.id in seen.changed:
            words = f"{CHANGED[:1].upper()}{CHANGED[1:]}: F9 hỏi xuất bản nào; Ctrl+K mở chốt để lấy số mới."
            lines.append((words, "warn"))
        return lines
    found, blocked = lacking(desk, report), obstacle(desk, report)
    if found:
        lines.append((f"Còn thiếu: {'; '.join(found)}.", "warn"))
    if blocked:
        lines.append((f"Chưa xuất chính thức được: {blocked}", "bad"))
    elif blocked is None and desk.watch.running:
        lines.append(("Đang xem còn vướng gì không…", "muted"))
    elif not found and blocked == "":
        lines.append(("Đã đủ để xuất bản chính thức.", "good"))
    return lines


def _facts(desk: Desk, report: Stored[ReportSheet]) -> str:
    sheet = report.record
    words = [sheet.title]
    period = parse_period(sheet.period or "")
    if period is not None:
        window = desk.office.settings.window_of(period, sheet.regime)
        first, last = sheet.from_on or window.first, sheet.to_on or window.last
        words.append(f"số liệu {format_date(first)} – {format_date(last)}")
    if sheet.state == FROZEN:
        words.append(f"đã chốt ngày {format_date(sheet.frozen_on)}" if sheet.frozen_on else "đã chốt")
        words.append(f"{len(sheet.exported)} tệp được ghi mã băm")
    else:
        words.append("nháp")
    day = due_on(desk, sheet)
    if day is not None and not sheet.number and sheet.state != FROZEN:
        words.append(f"hạn gửi {format_date(day)}")
    return " · ".join(words)
