"""The screens behind the digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.records.directive import Directive

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk
    from cchc_tui.tui.screens.base import View


def make_screen(desk: Desk, number: int) -> View:
    """Return the screen; each is imported when it is first asked for, so that the first one stands sooner."""
    match number:
        case 0:
            from cchc_tui.tui.screens.overview import OverviewScreen

            return OverviewScreen(desk)
        case 2:
            from cchc_tui.tui.screens.media import MediaScreen

            return MediaScreen(desk)
        case 3:
            from cchc_tui.tui.screens.tasks import TaskList

            return TaskList(desk)
        case 4:
            from cchc_tui.tui.screens.reports import ReportList

            return ReportList(desk)
        case 5:
            from cchc_tui.tui.screens.checks import CheckList

            return CheckList(desk)
        case 6:
            from cchc_tui.tui.screens.history import HistoryList

            return HistoryList(desk)
        case 7:
            from cchc_tui.tui.screens.agenda import AgendaScreen

            return AgendaScreen(desk)
        case 8:
            from cchc_tui.tui.screens.settings import SettingsScreen

            return SettingsScreen(desk)
        case _:
            from cchc_tui.tui.screens.records import RecordList

            return RecordList(desk, Directive)
