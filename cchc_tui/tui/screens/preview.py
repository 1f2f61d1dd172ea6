"""The report as it will be exported: the composed Markdown, headings in bold, nothing left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.domain.report_sheet import ReportSheet
from cchc_tui.domain.text import printable
from cchc_tui.errors import FindingsError
from cchc_tui.tui.canvas import Line, paragraph
from cchc_tui.tui.screens.dialogs import Page
from cchc_tui.workspace import Stored

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk


def open_preview(desk: Desk, report: Stored[ReportSheet]) -> None:
    """Compose the report and show it; as a draft, with why, when it cannot be final yet."""
    slug = report.record.slug or report.record.id
    try:
        text = desk.workspace.compose(slug)
    except FindingsError as fault:
        text = desk.workspace.compose(slug, draft=True)
        desk.say(f"Đây là bản dự thảo: {fault.message.splitlines()[0]}", "warning")
    desk.open(Page(desk, f"Xem trước {report.record.title}", lambda width: markdown_lines(text, width), wide=True))


def markdown_lines(text: str, width: int) -> list[Line]:
    """Markdown wrapped for reading: headings bold, the head of facts and the marks of tables in code colour."""
    lines: list[Line] = []
    in_head = False
    for number, part in enumerate(text.split("\n")):
        if part == "---" and (number == 0 or in_head):
            in_head = not in_head
        style = "code" if in_head or part == "---" or part.startswith((":::", "|")) else ""
        if part.startswith("#"):
            style = "bold"
        lines += paragraph(printable(part), width, style)
    return lines
