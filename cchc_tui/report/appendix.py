"""The appendix: the table of tasks with their products and evaluations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_tui.document.attribute import quoted
from cchc_tui.language.text import clean_line
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook
from cchc_tui.report.markdown import escape, escape_cell
from cchc_tui.report.names import Name
from cchc_tui.report.sentences import Wording

_YEAR = re.compile(r"^\d{4}-")
_RULE = "|:-:|:-----------|:-----------|:--:|"


def appendix(sheet: ReportSheet, yearbook: Yearbook, wording: Wording) -> str:
    """Return the appendix as a `phu-luc` division; "" without items."""
    if not yearbook.checklist:
        return ""
    title = sheet.appendix_title or f"Đánh giá mức độ thực hiện các nhiệm vụ {yearbook.period.name}".upper()
    rows = [_row(item, yearbook.office) for item in _grouped(yearbook.checklist)]
    kind = _YEAR.sub("", sheet.checklist or "")
    columns = f"| {wording.say('cot-bang-nhiem-vu', [Name('loai_bang', kind, '')])} |"
    return "\n".join([f'::: {{.phu-luc ten="{quoted(clean_line(title))}"}}', "", columns, _RULE, *rows, "", ":::"])


def _grouped(items: Sequence[ChecklistItem]) -> list[ChecklistItem | str]:
    """Return the items in order, with the name of a group before its first item."""
    rows: list[ChecklistItem | str] = []
    group = None
    for item in items:
        if item.group and item.group != group:
            rows.append(item.group)
        group = item.group
        rows.append(item)
    return rows


def _row(item: ChecklistItem | str, office: OfficeSettings) -> str:
    if isinstance(item, str):
        return f"| | **{escape(item)}** | | |"
    lines = [line for line in item.products if line.strip()]
    products = escape_cell([f"- {line.removeprefix('-').strip()}" for line in lines] if len(lines) > 1 else lines)
    task = escape_cell((item.task or "").splitlines())
    return f"| {item.position or ''} | {task} | {products} | {escape(office.evaluation_label(item.evaluation))} |"
