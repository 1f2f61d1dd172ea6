"""The report room: yearbook, report sheet and prose become one Markdown document.

Nothing here imports Jinja2 before a report is composed.
"""

from cchc_tui.report.compose import compose_report
from cchc_tui.report.headings import Heading, headings
from cchc_tui.report.placeholders import Placeholder, placeholders

__all__ = ["Heading", "Placeholder", "compose_report", "headings", "placeholders"]
