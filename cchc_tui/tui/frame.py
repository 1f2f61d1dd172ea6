"""What surrounds every screen: head, tabs, the line for messages, the key bar. One line each, none in reverse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.language.wording import format_date
from cchc_tui.tui.canvas import Line, Run, fit, full, line_width, paragraph, width_of
from cchc_tui.tui.commands import Command, key_word
from cchc_tui.tui.panes import NARROW, WIDE

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_SHORTENED = 6
"""The tab from which on names stay short where nine of them are to stand in eighty cells."""
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_DIGITS_ASLEEP = "F3 rồi 0–8"
"""Beside the names of the screens while digits go into a text."""
_ALWAYS = ("help", "menu")
"""Commands at the right end of the key bar: every other one is found through them."""
_MESSAGE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the screens behind the digits."""

    name: str
    short: str


TABS = (
    Tab("Tổng quan", "Tổng quan"), Tab("Văn bản", "Văn bản"), Tab("Tin bài", "Tin bài"), Tab("Nhiệm vụ", "Nhiệm vụ"),
    Tab("Báo cáo", "Báo cáo"), Tab("Kiểm tra", "Kiểm tra"), Tab("Lịch sử", "Sử"), Tab("Việc và hạn", "Hạn"),
    Tab("Cơ quan", "CQ"),
)  # fmt: skip


def paint_header(desk: Desk, width: int) -> list[Line]:
    """Return office, period and day; under them the screens, the open one underlined."""
    return [_paint_head(desk, width), _paint_tabs(desk, width)]


def _paint_head(desk: Desk, width: int) -> Line:
    window, today = desk.window, desk.office.today
    year = "" if window.first.year == window.last.year else f"/{window.first.year}"
    until = format_date(window.last) if year else f"{window.last.day}/{window.last.month}"
    dates = f"  {window.first.day}/{window.first.month}{year}–{until}"
    left: list[Run] = [(desk.office.settings.title, "strong"), ("   ", "")]
    left += [(desk.period.name[:1].upper() + desk.period.name[1:], "accent")]
    left += [(dates, "")] if width >= NARROW and not desk.period.free else []
    gone = "MẤT THƯ MỤC HỒ SƠ" if desk.gone else ""
    signs = [gone, desk.method.label, "chỉ xem" if desk.read_only else ""]
    day = format_date(today)
    person = desk.office.people.current.name if width >= WIDE else ""
    right: list[Run] = [(f"[{sign}] ", "warn") for sign in signs if sign]
    right += [(f"{_WEEKDAYS[today.weekday()]} {day}" if width >= NARROW else day, ""), (f"   {person}".rstrip(), "")]
    return _both_ends(left, right, width)


def _both_ends(left: list[Run], right: list[Run], width: int) -> Line:
    """Return runs from both edges; the left ones give way."""
    room = width - line_width(right) - 1
    return full([*full(left, max(1, room)), (" ", ""), *right], width)


def _paint_tabs(desk: Desk, width: int) -> Line:
    runs = [run for number, tab in enumerate(TABS) for run in _paint_tab(desk, number, tab, width)]
    if line_width(runs) > width >= WIDE:  # signs beside the names have taken the room
        runs = [
            run for number, tab in enumerate(TABS) for run in _paint_tab(desk, number, Tab(tab.short, tab.short), width)
        ]
    if desk.top.typing and not desk.top.modal and line_width(runs) + width_of(_DIGITS_ASLEEP) < width:
        return _both_ends(runs, [(_DIGITS_ASLEEP, "muted")], width)
    return full(runs, width)


def _paint_tab(desk: Desk, number: int, tab: Tab, width: int) -> list[Run]:
    """Return its digit, a sign where something is to be done there, its name; more words where there is more room."""
    sign, count = desk.needs.get(number, ("", 0))
    role = {"!": "warn", "×": "bad"}.get(sign, "")
    wide, here = width >= WIDE, number == desk.tab
    mark = "!" if sign and not wide else " "  # a cross after a digit would read as "times"
    name = tab.name if wide or (here and number < _SHORTENED) else tab.short
    gap = "  " if wide and number < len(TABS) - 1 else " "
    if here:
        return [(f"{number}{mark}{name}", "tab"), *([(f" {sign}{count}", role)] if sign and wide else []), (gap, "")]
    if width < NARROW:
        return [(str(number), "key"), (mark, role), (" ", "")]
    runs: list[Run] = [(str(number), "key"), (mark, role if sign else ""), (name, "")]
    return [*runs, *([(f" {sign}{count}", role)] if sign and wide else []), (gap, "")]


def paint_message(message: tuple[str, str], width: int) -> list[Line]:
    """Return the last message; a long one takes a second and a third row rather than lose its advice."""
    text, style = message
    if not text:
        return [full([], width)]
    sign = {"bad": "× ", "warn": "! ", "good": "√ "}.get(style, "")
    return paragraph(sign + text, width, style)[:_MESSAGE_ROWS]


def paint_key_bar(available: list[tuple[Command, str, str]], width: int, first: Sequence[str] = ()) -> list[Line]:
    """Return the keys of the moment, those named `first` before the others; what has no room or cannot work now is in
    the palette.
    """
    always = [_entry(c, name) for c, name, _ in available if c.id in _ALWAYS]
    right: list[Run] = [run for entry in always for run in (*entry, ("  ", ""))][:-1]
    runs: list[Run] = []
    rank = {command: number for number, command in enumerate(first)}
    for command, name, reason in sorted(available, key=lambda entry: rank.get(entry[0].id, len(rank))):
        if (command.barred and command.id not in rank) or reason or command.id in _ALWAYS or not command.keys:
            continue
        entry = _entry(command, name)
        if line_width(runs) + line_width(entry) + 2 + line_width(right) <= width:
            runs += [*entry, ("  ", "")]
    return [_both_ends(runs[:-1], right, width)]  # a blank at the end would count as cut


def _entry(command: Command, name: str) -> list[Run]:
    return [(key_word(command.keys[0]), "key"), (f" {name}", "")]


def title_line(text: str, width: int, note: str = "", right: str = "") -> Line:
    """Return the name of a section in bold capitals, what is said of it, and a word at the right end."""
    left: list[Run] = [(text.upper(), "strong"), (f"  {note}" if note else "", "")]
    return _both_ends(left, [(right, "muted")], width) if right else full(left, width)


def rule_line(width: int) -> Line:
    """Return a rule of underlined blanks: one byte a cell, and in every font."""
    return ((fit("", width), "rule"),)
