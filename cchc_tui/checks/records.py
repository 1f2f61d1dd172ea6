"""All rules on records, run together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cchc_tui.checks.duplicate_directive import duplicate_directives
from cchc_tui.domain.checklist import ChecklistItem
from cchc_tui.domain.directive import Directive
from cchc_tui.domain.finding import Finding
from cchc_tui.domain.media import MediaCount
from cchc_tui.domain.office import Office
from cchc_tui.domain.report_sheet import ReportSheet

Directives = Sequence[tuple[Directive, str]]
"""Records in use with their paths."""


def check_records(
    office: Office,
    directives: Directives,
    media: Sequence[tuple[MediaCount, str]],
    checklist: Sequence[tuple[ChecklistItem, str]],
    reports: Sequence[tuple[ReportSheet, str]],
    *,
    today: date,
) -> list[Finding]:
    """The findings of every rule on the records in use."""
    return [*duplicate_directives(office, directives)]
