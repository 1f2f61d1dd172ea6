"""The report room: yearbook, report sheet and prose become one Markdown document.

Nothing here imports Jinja2 before a report is composed.
"""

from cchc_tui.report.carry import Leftover, NewReport, carry_over, report_from_outline
from cchc_tui.report.compose import NOT_WRITTEN_YET, compose_report
from cchc_tui.report.faults import Fault, TemplateFaultsError
from cchc_tui.report.glance import unknown_placeholders
from cchc_tui.report.headings import Heading, empty_sections, headings
from cchc_tui.report.names import NOTHING_COUNTED, names_of
from cchc_tui.report.outlines import Outline, outlines, read_outline
from cchc_tui.report.placeholders import Placeholder, PrintedValue, ProseValues, placeholders

__all__ = [
    "NOTHING_COUNTED",
    "NOT_WRITTEN_YET",
    "Fault",
    "Heading",
    "Leftover",
    "NewReport",
    "Outline",
    "Placeholder",
    "PrintedValue",
    "ProseValues",
    "TemplateFaultsError",
    "carry_over",
    "compose_report",
    "empty_sections",
    "headings",
    "names_of",
    "outlines",
    "placeholders",
    "read_outline",
    "report_from_outline",
    "unknown_placeholders",
]
