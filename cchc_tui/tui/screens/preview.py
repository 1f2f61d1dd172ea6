"""The report as its paper will say it, to read before exporting; a closed one as it was closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.office import Stored
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.tui.canvas import Line
from cchc_tui.tui.finding_words import brief
from cchc_tui.tui.screens.dialogs import Page
from cchc_tui.tui.screens.page_paint import paint_page

if TYPE_CHECKING:
    from cchc_tui.office import ReportPreview
    from cchc_tui.tui.desk import Desk


def open_preview(desk: Desk, report: Stored[ReportSheet], prose: str | None = None, *, line: int = 0) -> None:
    """Show the page, with `prose` in place of the one on disk and its `line` in sight; as a draft, with why, when it
    cannot be final yet. FindingsError when it cannot be composed at all.
    """
    obstacles = () if report.record.state == FROZEN and prose is None else desk.office.rules.obstacles(report, prose)
    paper = desk.office.pages.preview(report, prose, line=line, draft=bool(obstacles))
    if paper.frozen:
        desk.say("Đây là bản đã chốt số liệu, đúng từng chữ như khi chốt.", "good")
    elif obstacles:
        desk.say(f"Đây mới là bản dự thảo: {brief(desk.office, obstacles)}", "warn")
    state = " · đã chốt" if paper.frozen else " · dự thảo" if obstacles else ""
    desk.open(PreviewPage(desk, f"Xem trước {report.record.title}{state}", paper))


class PreviewPage(Page):
    """The whole page, scrolled; it begins at the block asked for."""

    def __init__(self, desk: Desk, title: str, paper: ReportPreview) -> None:
        super().__init__(desk, title, lambda width: paint_page(paper, width)[0], wide=True)
        self._paper = paper
        self._placed = False

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the part in sight, at first the block asked for."""
        if not self._placed:
            self._placed = True
            self.top = max(0, paint_page(self._paper, width - 4)[1] - 2)
        return super().paint(width, height)
