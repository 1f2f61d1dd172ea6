"""The day by which a paper asks for its answer, as its words say it: a proposal, never a fact."""

from __future__ import annotations

import re
from datetime import date

from cchc_tui.language.text import clean_line, fold

_ASKED = (
    r"(?:truoc|cham nhat(?: la| vao| den| truoc)?|han(?: cuoi| chot)?(?: la| den)?|den het)"
    r"(?: \d\d? ?(?:h|gio)(?: ?\d\d)?,?)?(?: ngay| het ngay)?"
    r" (?P<day>\d\d?)[/.-](?P<month>\d\d?)(?:[/.-](?P<year>\d{4}))?"
    r"(?![\d/])"
)
"""`trước ngày 25/11/2026`, `chậm nhất 17h00 ngày 30/11`: the day by which something is asked for, folded."""


def asked_day(text: str, written_on: date | None) -> date | None:
    """Return the last day that the words ask for; without a year the first such day after the paper was written.

    None where they ask for none, name a day that is none, or leave the year open while nobody knows when they were
    written.
    """
    days = [day for found in re.finditer(_ASKED, fold(clean_line(text))) if (day := _day(found, written_on))]
    return max(days, default=None)


def _day(found: re.Match[str], written_on: date | None) -> date | None:
    day, month = int(found["day"]), int(found["month"])
    try:
        if found["year"]:
            return date(int(found["year"]), month, day)
        if written_on is None:
            return None
        this_year = date(written_on.year, month, day)
        return this_year if this_year >= written_on else date(written_on.year + 1, month, day)
    except ValueError:
        return None
