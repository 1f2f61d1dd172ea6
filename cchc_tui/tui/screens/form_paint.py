"""A form as lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from cchc_tui.records.fields import FieldType
from cchc_tui.tui.canvas import Line, Run, fit, full, line_width, paragraph, width_of, wrap
from cchc_tui.tui.widgets.editor_paint import paint_editor
from cchc_tui.tui.widgets.field_box import FieldBox

_LABEL = 20
_START = 4
"""The column of the labels; before it stand the signs."""
_WIDEST = 104
_CHOICE = 36
_ROOM = {FieldType.DATE: 14, FieldType.INTEGER: 14, FieldType.PLACE: 14, FieldType.NUMBER: 14, FieldType.PERIOD: 24}
_ROWS = {FieldType.TEXT: (2, 6), FieldType.LINES: (2, 8), FieldType.IDS: (1, 6)}
"""Least and most rows of a field; one-line fields grow with their text."""
_LINE_ROWS = (1, 4)
_SENTENCE_ROWS = (3, 6)
"""The same for one-line fields that hold a sentence."""
_SENTENCES = {"subject"}
_STEADY = {FieldType.TEXT}


class FormState(Protocol):
    """What of a form is seen."""

    at: int
    """The number of the field with the caret."""
    top: int
    """The first line in sight."""

    @property
    def boxes(self) -> Mapping[str, FieldBox]:
        """The fields by their keys."""

    @property
    def here(self) -> FieldBox:
        """The field with the caret."""

    @property
    def title(self) -> str:
        """What is done to which record."""

    @property
    def told(self) -> str:
        """What is said of the record beforehand."""

    @property
    def stored(self) -> object:
        """The record as it was saved; None for a new one."""

    @property
    def changed_keys(self) -> Collection[str]:
        """The fields that have been changed."""


def paint_form(form: FormState, width: int, height: int) -> tuple[list[Line], int, list[tuple[int, int]]]:
    """Return the lines in sight, the first one's number, and from which to which line each field goes."""
    rows: list[Line] = []
    spans: list[tuple[int, int]] = []
    changed = form.changed_keys
    for number, box in enumerate(form.boxes.values()):
        first = len(rows)
        rows += paint_field(box, width, focused=number == form.at, changed=box.key in changed)
        spans.append((first, len(rows)))
    head = [_paint_title(form, len(changed), width)]
    if told := form.told:
        head += paragraph("! " + told, width, "warn")
    foot = [full([("    " + form.here.declared.help, "muted")], width)]
    room = height - len(head) - len(foot)
    top = _top(form.top, spans[form.at], len(rows), room)
    shown = rows[top : top + room]
    shown += [full([], width) for _ in range(room - len(shown))]
    return head + shown + foot, top, spans


def _paint_title(form: FormState, changed: int, width: int) -> Line:
    """Return what is done to which record; how much of it has changed and how much is wrong."""
    wrong = sum(bool(box.error) for box in form.boxes.values())
    right: list[Run] = [(f"{changed} ô đã đổi", "changed")] if changed and form.stored else []
    right += [(f"   {wrong} lỗi", "bad")] if wrong else []
    what, _, which = form.title.partition(": ")
    room = width - line_width(right)
    return full([*full([(what, "strong"), (f"  {which}", "")], room), *right], width)


def _top(top: int, here: tuple[int, int], count: int, room: int) -> int:
    """Return the first line in sight: moved by as much as there is room for, so that the next fields need no other
    move.
    """
    first, last = here
    if last - top > room:
        return max(last - room, min(first, count - room))
    return top if first >= top else max(0, min(first, last - room))


def _least_and_most(box: FieldBox, width: int) -> tuple[int, int]:
    """Return rows of a field. One that holds sentences keeps those it was first shown with, and scrolls inside: a
    letter that begins a row would otherwise move all that stands below, and cost a slow line as much as a screen.
    """
    if box.key not in _SENTENCES and box.declared.type not in _STEADY:
        return _ROWS.get(box.declared.type, _LINE_ROWS)
    if box.room is None or box.room[0] != width:
        least, most = _SENTENCE_ROWS if box.key in _SENTENCES else _ROWS[box.declared.type]
        box.editor.width = width - 1
        box.room = (width, max(least, min(most, len(box.editor.rows()))))
    return box.room[1], box.room[1]


def paint_field(box: FieldBox, width: int, *, focused: bool, changed: bool = False) -> list[Line]:
    """Return signs, label and field side by side; under the field one line for what is to be said about it."""
    room = min(width, _WIDEST) - _LABEL - _START - 1
    least, most = _least_and_most(box, room)
    field = paint_editor(box.editor, min(room, _room_for(box)), least, most, focused=focused, ghost=box.ghost)
    label = box.declared.label + (" *" if box.declared.required else "")
    parts = [label[start:end].rstrip() for start, end in wrap(label, _LABEL - 1)]
    lines: list[Line] = []
    for number in range(max(len(field), len(parts))):
        words = parts[number] if number < len(parts) else ""
        edge = field[number] if number < len(field) else ()
        signs = _signs(box, focused, changed) if number == 0 else [(" " * _START, "")]
        lines.append(full([*signs, (fit(words, _LABEL), "strong" if focused else "muted"), *edge], width))
    remark, style = box.remark(focused)
    indent = " " * (_START + _LABEL)
    if box.error:
        said = paragraph(remark, width - len(indent), style)[:2]
        return lines + [full([(indent, ""), *line], width) for line in said]
    if width_of(remark) > width - len(indent):
        indent = " " * _START
    return [*lines, full([(indent, ""), (remark, style)], width)]


def _signs(box: FieldBox, focused: bool, changed: bool) -> list[Run]:
    """Return where the keyboard is; whether the field has been changed or is wrong."""
    state = ("×", "bad") if box.error else ("●", "changed") if changed else (" ", "")
    return [("► " if focused else "  ", "key"), state, (" ", "")]


def _room_for(box: FieldBox) -> int:
    """Cells of a field: as wide as what belongs there, wider once more is typed."""
    most = _ROOM.get(box.declared.type, _WIDEST) if not box.choices else _CHOICE
    return most if len(box.text) < most else _WIDEST
