"""A form as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.records.fields import FieldType
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
_SENTENCE_ROWS = (3, 6)
"""The same for one-line fields that hold a sentence."""
_SENTENCES = {"subject"}
_STEADY = {FieldType.TEXT}


def paint_form(form: FormView, width: int, height: int) -> tuple[list[Line], int, list[tuple[int, int]]]:
    """The lines in sight, the first one's number, and from which to which line each field goes."""
    rows: list[Line] = []
    spans: list[tuple[int, int]] = []
    for number, box in enumerate(form.boxes.values()):
        first = len(rows)
        rows += paint_field(box, width, focused=number == form.at)
        spans.append((first, len(rows)))
    head = [full([(" " + form.title, "title")], width)]
    if told := form.told:
        head += paragraph(" ! " + told, width, "warning")
    foot = [full([("   " + form.here.declared.help, "dim")], width)]
    room = height - len(head) - len(foot)
    top = _top(form.top, spans[form.at], len(rows), room)
    shown = rows[top : top + room]
    shown += [full([], width) for _ in range(room - len(shown))]
    return head + shown + foot, top, spans


def _top(top: int, here: tuple[int, int], count: int, room: int) -> int:
    """The first line in sight: moved by as much as there is room for, so that the next fields need no other move."""
    first, last = here
    if last - top > room:
        return max(last - room, min(first, count - room))
    return top if first >= top else max(0, min(first, last - room))


def _least_and_most(box: FieldBox, width: int) -> tuple[int, int]:
    """Rows of a field. One that holds sentences keeps those it was first shown with, and scrolls inside: a letter that
    begins a row would otherwise move all that stands below, and cost a slow line as much as a screen.
    """
    if box.key not in _SENTENCES and box.declared.type not in _STEADY:
        return _ROWS.get(box.declared.type, _LINE_ROWS)
    if box.room is None or box.room[0] != width:
        least, most = _SENTENCE_ROWS if box.key in _SENTENCES else _ROWS[box.declared.type]
        box.editor.width = width - 1
        box.room = (width, max(least, min(most, len(box.editor.rows()))))
    return box.room[1], box.room[1]


def paint_field(box: FieldBox, width: int, *, focused: bool) -> list[Line]:
    """Label and field side by side, and under them the line for what is to be said about it."""
    least, most = _least_and_most(box, width - _LABEL - 5)
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
