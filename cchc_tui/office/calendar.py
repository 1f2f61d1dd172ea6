"""What is due as an iCalendar file (RFC 5545), for Outlook and telephones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from cchc_tui.language.text import slug
from cchc_tui.records.agenda import AgendaItem
from cchc_tui.records.office import OfficeSettings

if TYPE_CHECKING:
    from icalendar import Event, Todo

ZONE = "Asia/Ho_Chi_Minh"
_VIETNAM = timezone(timedelta(hours=7))
_FIRST_DAY = date(2020, 1, 1)


def calendar_text(items: Iterable[AgendaItem], settings: OfficeSettings, today: date) -> str:
    """Return an event and a task for each item; the same items give the same text on the same day.

    Telephones show events only, programs for tasks only tasks, so each item is both, and the two name each other. Days
    are dates without an hour: a deadline is a day in Vietnam, wherever the calendar is read. What an item is keeps its
    identity from one writing to the next, with a sequence that grows by the day, so that a calendar that takes the file
    in again moves it instead of showing it twice.
    """
    from icalendar import Calendar, Event, Todo

    calendar = Calendar()
    calendar.add("prodid", "-//cchc-tui//viec va han//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"Việc và hạn, {settings.title}")
    calendar.add("x-wr-timezone", ZONE)
    office = slug(settings.commune_code or "") or slug(settings.title) or "co-quan"
    for item in items:
        uid = f"{item.kind.value}-{slug(item.key)}@{office}.cchc"
        event, todo = Event(), Todo()
        for component, own, other in ((event, uid, f"viec-{uid}"), (todo, f"viec-{uid}", uid)):
            _describe(component, item, today, uid=own, other=other)
        event.add("dtstart", item.due_on)
        event.add("dtend", item.due_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        todo.add("due", item.due_on)
        todo.add("status", "NEEDS-ACTION")
        calendar.add_component(event)
        calendar.add_component(todo)
    return str(calendar.to_ical().decode("utf-8"))


def _describe(component: Event | Todo, item: AgendaItem, today: date, *, uid: str, other: str) -> None:
    component.add("uid", uid)
    component.add("related-to", other)
    component.add("dtstamp", datetime.combine(today, time(), _VIETNAM).astimezone(UTC))
    component.add("sequence", (today - _FIRST_DAY).days)
    component.add("summary", item.title)
    component.add("description", "; ".join(part for part in (item.person, item.state) if part))
    component.add("categories", [item.kind.value])
