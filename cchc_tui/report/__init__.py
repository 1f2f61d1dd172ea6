"""The report room: yearbook, report sheet and prose become one Markdown document.

Nothing here imports Jinja2 before a report is composed.
"""

from cchc_tui.report.carry import Leftover, NewReport, carry_over, report_from_outline
from cchc_tui.report.compose import compose_report
from cchc_tui.report.headings import Heading, headings
from cchc_tui.report.outlines import Outline, outlines, read_outline
from cchc_tui.report.placeholders import Placeholder, placeholders

__all__ = [
    "Heading",
    "Leftover",
    "NewReport",
    "Outline",
    "Placeholder",
    "carry_over",
    "compose_report",
    "headings",
    "outlines",
    "placeholders",
    "read_outline",
    "report_from_outline",
]
