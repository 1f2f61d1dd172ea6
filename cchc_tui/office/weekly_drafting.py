"""The prose of a weekly report, composed from what has changed since the last one; a person goes on from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeVar

from cchc_tui.language.wording import format_date
from cchc_tui.records.agenda import AgendaItem
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.office import Obligation
from cchc_tui.records.owed import WEEKLY
from cchc_tui.records.period import Period, Window, parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.state_changes import StateChanges

T = TypeVar("T")
_NOTHING = "Không có."


def is_weekly(obligation: Obligation) -> bool:
    """Return whether a report is owed every week."""
    from cchc_tui.records.deadline import parse_deadline

    rule = parse_deadline(obligation.deadline or "")
    return WEEKLY in obligation.periods or (rule is not None and rule.weekly)


def since_the_last(obligation: Obligation, period: Period, sheets: Iterable[ReportSheet]) -> Window:
    """Return the days a weekly report tells: from the day after those of the last one, else its own week."""
    assert period.free is not None
    before = []
    for sheet in sheets:
        told = parse_period(sheet.period or "")
        mine = sheet.obligation == obligation.code and not sheet.deleted
        if mine and told is not None and told.free is not None and told.free.last < period.free.first:
            before.append(told.free.last)
    if not before:
        return period.free
    return Window(max(before) + timedelta(days=1), period.free.last)


def weekly_prose(changes: StateChanges, ahead: Iterable[AgendaItem]) -> str:
    """Return the prose in Markdown: what was done, what is late, what the next days ask for."""
    first, last = format_date(changes.window.first), format_date(changes.window.last)
    parts = [
        f"{{{{ noi_ban_hanh.ten }}}} báo cáo kết quả công tác từ ngày {first} đến ngày {last} như sau:",
        "# I. KẾT QUẢ THỰC HIỆN",
        "## 1. Văn bản",
        f"Đã ban hành {len(changes.issued)} văn bản; nhận {len(changes.received)} văn bản phải xử lý; xử lý xong"
        f" {len(changes.settled)} văn bản.",
        _listed(changes.settled, _settled_words),
        "## 2. Nhiệm vụ",
        f"Nhận mới {len(changes.begun)} nhiệm vụ; hoàn thành {len(changes.done)} nhiệm vụ.",
        _listed(changes.done, _task_words),
        _listed(changes.progressed, lambda pair: f"{_task_words(pair[0])}: {'; '.join(pair[1])}"),
        "## 3. Báo cáo đã gửi",
        _listed(changes.sent, _sent_words) or _NOTHING,
        "# II. VIỆC QUÁ HẠN",
        _listed(changes.late, _item_words) or _NOTHING,
        "# III. VIỆC TUẦN TỚI",
        _listed(ahead, _item_words) or _NOTHING,
        "# IV. ĐỀ XUẤT, KIẾN NGHỊ",
        _NOTHING,
        "Trên đây là báo cáo kết quả công tác tuần của {{ noi_ban_hanh.ten_day_du }}./.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def ahead_of(items: Iterable[AgendaItem], after: date) -> list[AgendaItem]:
    """Return what is due in the seven days after a day."""
    return [item for item in items if after < item.due_on <= after + timedelta(days=7)]


def _listed(things: Iterable[T], words: Callable[[T], str]) -> str:
    lines = [f"- {_plain(words(thing))}" for thing in things]
    return ";\n".join(lines) + "." if lines else ""


def _plain(text: str) -> str:
    """Return the words as prose: nothing in them is a placeholder or a sign of Markdown."""
    from cchc_tui.report.markdown import escape

    return escape(text.rstrip(".;")).replace("{%", "{\\%")


def _settled_words(pair: tuple[Directive, str]) -> str:
    paper, reply = pair
    return f"{paper.title}: {paper.subject}" + (f" (trả lời bằng {reply})" if reply else "")


def _task_words(item: ChecklistItem) -> str:
    holder = item.owner or item.lead
    return f"{item.task}" + (f" ({holder})" if holder else "")


def _sent_words(sheet: ReportSheet) -> str:
    day = f", ngày {format_date(sheet.sent_on)}" if sheet.sent_on else ""
    return f"{sheet.subject}{day}" + (f", gửi {sheet.sent_to}" if sheet.sent_to else "")


def _item_words(item: AgendaItem) -> str:
    return f"{item.title}, hạn {format_date(item.due_on)}" + (f" ({item.person})" if item.person else "")
