"""What is due as an iCalendar file (RFC 5545), for Outlook and telephones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from cchc_tui.language.text import slug
from cchc_tui.records.agenda import AgendaItem
from cchc_tui.records.office import OfficeSettings


def calendar_text(items: Iterable[AgendaItem], settings: OfficeSettings, today: date) -> str:
    """Return one event for each item, a whole day long; the same items give the same text on the same day.

    An event keeps its identity from one writing to the next, so that a calendar that takes the file in again moves it
    instead of showing it twice.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//cchc-tui//viec va han//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Việc và hạn, {settings.title}")
    office = slug(settings.title) or "co-quan"
    for item in items:
        event = Event()
        event.add("uid", f"{item.kind.value}-{slug(item.record)}-{slug(item.title)[:60]}@{office}.cchc")
        event.add("summary", item.title)
        event.add("dtstart", item.due_on)
        event.add("dtend", item.due_on + timedelta(days=1))
        event.add("dtstamp", datetime.combine(today, time(), UTC))
        event.add("description", "; ".join(part for part in (item.person, item.state) if part))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))
