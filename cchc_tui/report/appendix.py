"""The appendix: the table of tasks with their products and evaluations."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cchc_tui.document.attribute import quoted
from cchc_tui.errors import FindingsError
from cchc_tui.language.text import clean_line, fold
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.fields import Field, field_of
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.typed import show_value
from cchc_tui.records.yearbook import Yearbook
from cchc_tui.report.markdown import escape, escape_cell
from cchc_tui.report.names import Name
from cchc_tui.report.sentences import Wording

_YEAR = re.compile(r"^\d{4}-")
_RULE = "|:-:|:-----------|:-----------|:--:|"


def appendix(sheet: ReportSheet, yearbook: Yearbook, wording: Wording, said: Callable[[str], str]) -> str:
    """Return the appendix as a `phu-luc` division; "" without items. `said` is how a line of evidence is printed.

    FindingsError for a further column that no task has.
    """
    if not yearbook.checklist:
        return ""
    title = sheet.appendix_title or f"Đánh giá mức độ thực hiện các nhiệm vụ {yearbook.period.name}".upper()
    more = further_columns(sheet)
    rows = [_row(item, yearbook.office, more, said) for item in _grouped(yearbook.checklist)]
    kind = _YEAR.sub("", sheet.checklist or "")
    heads = wording.say("cot-bang-nhiem-vu", [Name("loai_bang", kind, "")])
    columns = f"| {' | '.join([heads, *(_HEADS.get(field.key, field.label) for field in more)])} |"
    rule = _RULE + "".join(":-----|" for _ in more)
    return "\n".join([f'::: {{.phu-luc ten="{quoted(clean_line(title))}"}}', "", columns, rule, *rows, "", ":::"])


_OFFERED = (
    "lead", "cooperating", "owner", "leader", "source", "assigned_on", "due_on", "progress", "evidence", "note",
)  # fmt: skip
_HEADS = {"lead": "Chủ trì", "cooperating": "Phối hợp", "leader": "Lãnh đạo", "source": "Văn bản giao"}
"""Heads shorter than the field's label."""


def further_columns(sheet: ReportSheet) -> list[Field]:
    """Return the fields of a task that the sheet wants printed besides, each named by its label, its head or its key.

    FindingsError for one that no task has.
    """
    offered = [field for key in _OFFERED if (field := field_of(ChecklistItem, key)) is not None]
    found = []
    for name in sheet.appendix_columns:
        names = {fold(word): f for f in offered for word in (f.key, f.label, _HEADS.get(f.key, f.label))}
        if fold(name) not in names:
            labels = ", ".join(field.label for field in offered)
            raise FindingsError(f"Phụ lục không có cột “{name}”.", f"Các cột thêm được: {labels}.")
        found.append(names[fold(name)])
    return found


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


def _row(item: ChecklistItem | str, office: OfficeSettings, more: Sequence[Field], said: Callable[[str], str]) -> str:
    if isinstance(item, str):
        return f"| | **{escape(item)}** | | |{' |' * len(more)}"
    lines = [line for line in item.products if line.strip()]
    task = escape_cell((item.task or "").splitlines())
    number = escape(item.number) if item.number else item.position or ""
    cells = [str(number), task, _listed(lines), escape(office.evaluation_label(item.evaluation))]
    return f"| {' | '.join([*cells, *(_cell(item, field, said) for field in more)])} |"


def _cell(item: ChecklistItem, field: Field, said: Callable[[str], str]) -> str:
    value = getattr(item, field.key)
    if field.key == "evidence":
        return _listed([said(one) for one in value])
    return _listed(list(value)) if isinstance(value, tuple) else escape_cell(show_value(field, value).splitlines())


def _listed(lines: Sequence[str]) -> str:
    """Return several lines as a list in one cell."""
    return escape_cell([f"- {line.removeprefix('-').strip()}" for line in lines] if len(lines) > 1 else list(lines))
