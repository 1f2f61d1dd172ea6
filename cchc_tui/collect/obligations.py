"""The reports that communes owe as rows: each period with its day and how far its report is, when it was gathered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from cchc_tui.collect.source import OfficeSource
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.owed import owed_reports
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.working_days import WorkCalendar
from cchc_tui.storage.calendar_file import read_calendar
from cchc_tui.storage.shipped import templates_dir

LOOK_AHEAD = timedelta(days=100)


def obligation_rows(source: OfficeSource) -> Iterator[Mapping[str, Any]]:
    """Yield a row for every period owed from the year before an office's last save to the next quarter after it.

    The day of the save stands for today: the same commit gives the same rows, whenever it is gathered. Working days are
    those of the shipped calendar.
    """
    settings = source.tree.office or OfficeSettings()
    sheets = [s.record for s in source.tree.records if isinstance(s.record, ReportSheet) and not s.record.deleted]
    by_slug = {sheet.slug: sheet for sheet in sheets}
    day = date.fromisoformat(source.day)
    owed = owed_reports(settings, sheets, _calendar(), first=date(day.year - 1, 1, 1), last=day + LOOK_AHEAD)
    for one in owed:
        sheet = by_slug.get(one.report)
        yield {
            "year": one.window.last.year,
            "office": settings.short_name,
            "code": one.obligation.code,
            "name": one.obligation.name,
            "recipient": one.obligation.recipient,
            "system": one.obligation.system,
            "owner": one.obligation.owner,
            "period": one.period.code,
            "window_first": one.window.first,
            "window_last": one.window.last,
            "deadline": one.obligation.deadline,
            "due_on": one.due_on,
            "assumed": one.assumed,
            "state": one.state.value,
            "report": one.report,
            "sent_on": sheet.sent_on if sheet else None,
            "on_time": sheet.sent_on <= one.due_on if sheet and sheet.sent_on else None,
        }


@cache
def _calendar() -> WorkCalendar:
    return read_calendar([templates_dir()])
