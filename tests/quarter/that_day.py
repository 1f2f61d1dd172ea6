"""The program on the day of the plan: `python that_day.py WORDS…` is `cchc WORDS…` on it."""

from __future__ import annotations

import datetime
import sys
from importlib import import_module

from tests.quarter.plan import TODAY

ASKING_THE_CLOCK = ("cchc_tui.cli.starting", "cchc_tui.office.office")
"""The modules that ask what day it is."""


class ThatDay(datetime.date):
    """Dates as ever, but today is the day of the plan."""

    @classmethod
    def today(cls) -> datetime.date:  # type: ignore[override]
        """Return the day of the plan."""
        return TODAY


if __name__ == "__main__":
    from cchc_tui.cli import run

    for name in ASKING_THE_CLOCK:
        import_module(name).date = ThatDay  # type: ignore[attr-defined]
    raise SystemExit(run(sys.argv[1:]))
