"""A form as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.domain.fields import FieldType
from cchc_tui.tui.canvas import Line, full, paragraph, wrap
from cchc_tui.tui.widgets.editor_paint import paint_editor
from cchc_tui.tui.widgets.field_box import FieldBox

if TYPE_CHECKING:
    from cchc_tui.tui.screens.form import FormView

_LABEL = 22
_INDENT = 4
_ROWS = {FieldType.TEXT: (2, 6), FieldType.LINES: (2, 8), FieldType.IDS: (1, 6)}
"""Least and most rows of a field; one-line fields grow with their text."""
_LINE_ROWS = (1, 4)


def paint_form(form: FormView, width: int, height: int) -> tuple[list[Line], int, list[tuple[int, int]]]:
    """The lines in sight, the first one's number, and from which to which line each field goes."""
    rows: list[Line] = []
    spans: list[tuple[int, int]] = []
    for number, box in enumerate(form.boxes.values()):
        first = len(rows)
        rows += paint_field(box, width, focused=number == form.at)
        spans.append((first, len(rows)))
    head = [full([(" " + form.title, "title")], width)]
    if form.notice:
        head += paragraph(" ! " + form.notice, width, "warning")
    foot = [full([("   " + form.here.declared.help, "dim")], width)]
    room = height - len(head) - len(foot)
    first, last = spans[form.at]
    top = max(0, min(max(form.top, last - room), first))
    shown = rows[top : top + room]
    shown += [full([], width) for _ in range(room - len(shown))]
    return head + shown + foot, top, spans


def paint_field(box: FieldBox, width: int, *, focused: bool) -> list[Line]:
    """Label and field side by side, and under them the line for what is to be said about it."""
    least, most = _ROWS.get(box.declared.type, _LINE_ROWS)
    field = paint_editor(box.editor, width - _LABEL - 3, least, most, focused=focused, ghost=box.ghost)
    label = box.declared.label + (" *" if box.declared.required else "")
    parts = [label[start:end].rstrip() for start, end in wrap(label, _LABEL - 1)]
    lines: list[Line] = []
    for number in range(max(len(field), len(parts))):
        words = parts[number] if number < len(parts) else ""
        sign = ("▸" if focused else " ") if number == 0 else " "
        edge = field[number] if number < len(field) else ()
        label_style = "label-here" if focused and words else "label"
        lines.append(full([(sign, ""), (words, label_style), (" " * (_LABEL - len(words)), ""), *edge], width))
    remark, style = box.remark(focused)
    if box.error:
        return lines + [
            full([(" " * _INDENT, ""), *line], width) for line in paragraph(remark, width - _INDENT, style)[:2]
        ]
    return [*lines, full([(" " * _INDENT, ""), (remark, style)], width)]
