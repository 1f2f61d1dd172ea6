"""What surrounds every screen: the header, the line for messages, the key bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.language.wording import format_date
from cchc_tui.tui.canvas import Line, Run, fit, full, line_width, paragraph, width_of
from cchc_tui.tui.commands import Command, key_word

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

TABS = ("Văn bản", "Tin bài", "Nhiệm vụ", "Báo cáo", "Kiểm tra", "Lịch sử")
CHECKS = 5
_DIGITS_ASLEEP = "F3 rồi 1–6"
"""Beside the names of the screens while digits go into a text."""
_BAR_ROWS = 2
_GAP = 2
_NEVER_LEFT_OUT = ("menu", "quit")
"""Commands whose keys stay where there is no room for all: the menu has the others, and everybody wants to get out."""


def paint_header(desk: Desk, width: int) -> list[Line]:
    """Office and reporting period in reverse, under it the six screens with the open one in brackets."""
    window = desk.window
    first, last = format_date(window.first), format_date(window.last)
    left = f" {desk.office.settings.title} │ {desk.period.name[:1].upper()}{desk.period.name[1:]}"
    dates = "" if desk.period.free else f": {first} – {last}"
    gone = "MẤT THƯ MỤC HỒ SƠ" if desk.gone else ""
    signs = [gone, desk.watch.due_sign, desk.method.label, "chỉ xem" if desk.read_only else ""]
    right = " ".join([*(f"[{sign}]" for sign in signs if sign), "Ctrl+T đổi kỳ "])
    room = width - width_of(right)
    if width_of(left + dates) > room:
        dates = ""
    top = full([(fit(left + dates, room), "head-bold"), (right, "head")], width, "head")
    tabs: list[Run] = []
    narrow = width < sum(len(name) + 4 for name in TABS)
    for number, name in enumerate(TABS, 1):
        here = number == desk.tab
        name = name if here or not narrow else ""
        if number == CHECKS and desk.watch.errors:
            name = f"{name} ✗{desk.watch.errors}".strip()
        tabs.append((f"[{number} {name}]" if here else f" {number} {name} ".replace("  ", " "), "bold" if here else ""))
    if desk.top.typing and not desk.top.modal and line_width(tabs) + width_of(_DIGITS_ASLEEP) <= width:
        room = width - line_width(tabs)
        tabs.append((fit(_DIGITS_ASLEEP, room, "right"), "dim"))
    return [top, full(tabs, width)]


def paint_message(message: tuple[str, str], width: int) -> list[Line]:
    """The last message; a long one takes a second and a third row rather than lose its advice."""
    text, style = message
    if not text:
        return [full([], width)]
    sign = {"error": "✗ ", "warning": "! ", "good": "✓ "}.get(style, "")
    return paragraph(sign + text, width, style)[:3]


def paint_key_bar(available: list[tuple[Command, str, str]], width: int) -> list[Line]:
    """The keys of the moment. A command that cannot work now stays, in brackets; pressing it says why."""
    shown = [(command.id, _entry(command, name, reason)) for command, name, reason in available if not command.barred]
    while len(rows := _in_rows([entry for _, entry in shown], width)) > _BAR_ROWS:
        shown.remove(next((entry for entry in reversed(shown) if entry[0] not in _NEVER_LEFT_OUT), shown[-1]))
    rows += [[] for _ in range(_BAR_ROWS - len(rows))]
    return [full(row, width) for row in rows]


def _in_rows(entries: list[list[Run]], width: int) -> list[list[Run]]:
    """Each entry in the first row with room for it: a short one fills the gap a long one has left."""
    rows: list[list[Run]] = [[]]
    for entry in entries:
        fitting = (row for row in rows if not row or line_width(row) + _GAP + line_width(entry) <= width)
        row = next(fitting, None)
        if row is None:
            rows.append(row := [])
        row.extend([(" " * _GAP, ""), *entry] if row else entry)
    return rows


def _entry(command: Command, name: str, reason: str) -> list[Run]:
    key = key_word(command.keys[0])
    if reason:
        return [(f"({key} {name})", "key-off")]
    return [(key, "key"), (f" {name}", "")]
