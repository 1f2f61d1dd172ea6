"""Screen 7, Hạn: papers to answer, tasks and reports by the day they are due, the month as a calendar beside them."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from cchc_tui.language.text import clean_line, fold, printable
from cchc_tui.language.wording import format_date
from cchc_tui.records.agenda import WEEK_DAYS, AgendaItem, AgendaKind
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.tui.canvas import Line, Run, fit, full, paragraph
from cchc_tui.tui.frame import rule_line
from cchc_tui.tui.key import Key
from cchc_tui.tui.overview import agenda_items
from cchc_tui.tui.panes import DETAIL, GAP, WIDE, side_by_side
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.dialogs import Prompt
from cchc_tui.tui.screens.overview_paint import days_words

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_NAMES = {AgendaKind.PAPER: "văn bản", AgendaKind.TASK: "nhiệm vụ", AgendaKind.REPORT: "báo cáo"}
_SCREENS = {AgendaKind.PAPER: 1, AgendaKind.TASK: 3, AgendaKind.REPORT: 4}
_GROUPS = ("Quá hạn", "Bảy ngày tới", "Sau đó")
_WEEK = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_PAGE = 10


class AgendaScreen(View):
    """What is due, the nearest first; Enter goes to where it is done."""

    guide_name = "due"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.query = ""
        """What the list is narrowed to: a person, a state, any words of it."""
        self.items: list[AgendaItem] = agenda_items(desk.office)
        self.at = 0
        self._stops: list[int] = []
        self.actions = {"edit": self.go, "find": self.find}

    def find(self) -> None:
        """Ask whose things, or which, are to be listed."""

        def take(typed: str) -> str:
            self.query = clean_line(typed)
            self.records_changed()
            return ""

        text = "Người, tình trạng (quá hạn, chưa xử lý, đang soạn…), loại hay chữ trong việc; để trống là kể hết:"
        self.desk.open(Prompt(self.desk, "Lọc việc và hạn", text, take, start=self.query))

    def _shown(self, item: AgendaItem) -> bool:
        words = fold(f"{item.person} {item.state} {item.urgency.value} {_NAMES[item.kind]} {item.title}")
        return all(word in words for word in fold(self.query).split())

    def records_changed(self) -> None:
        """Something may be settled, or due."""
        self.items = [item for item in agenda_items(self.desk.office) if self._shown(item)]
        self.at = max(0, min(self.at, len(self.items) - 1))

    def shown(self) -> None:
        """Back on top: something may have been saved."""
        self.records_changed()

    def name_of(self, command: str) -> str:
        """Enter opens the place."""
        return {"edit": "Mở", "find": "Lọc"}.get(command, "")

    def disabled_reason(self, command: str) -> str:
        """Why there is nothing to open."""
        return "Không có việc nào có hạn." if command == "edit" and not self.items else ""

    def position(self) -> str:
        """Return how much there is of it."""
        late = sum(item.days_left < 0 for item in self.items)
        narrowed = f" theo “{printable(self.query)}”" if self.query else ""
        return f"{len(self.items)} việc có hạn{narrowed}" + (f", {late} quá hạn" if late else "")

    def key(self, key: Key) -> bool:
        """Arrows, pages, ends."""
        last = len(self.items) - 1
        steps = {
            "up": self.at - 1, "down": self.at + 1, "pageup": self.at - _PAGE, "pagedown": self.at + _PAGE, "home": 0,
            "end": last,
        }  # fmt: skip
        if key.name not in steps:
            return False
        self.at = max(0, min(steps[key.name], last))
        return True

    def go(self) -> None:
        """To the paper, the task or the report."""
        item = self.items[self.at]
        self.desk.open_tab(_SCREENS[item.kind])
        reports = {s.record.slug: s.record.id for s in self.desk.office.records.stored(ReportSheet)}
        self.desk.top.go_to(reports.get(item.record, item.record))

    # ---- picture -------------------------------------------------------------------------------------------------
    def paint(self, width: int, height: int) -> list[Line]:
        """Return the groups; from a wide window on what is under the cursor and the month beside them."""
        if not self.items and self.query:
            words = f"Không có việc nào theo “{printable(self.query)}”. F5 lọc lại; để trống là kể hết."
            return ([full([], width), *paragraph(words, width)] + [full([], width)] * height)[:height]
        if not self.items:
            words = "Không có việc nào có hạn: văn bản đến phải trả lời, nhiệm vụ có thời hạn, báo cáo có hạn gửi."
            return ([full([], width), *paragraph(words, width)] + [full([], width)] * height)[:height]
        if width < WIDE:
            return self._paint_list(width, height)
        room = width - DETAIL - GAP
        return side_by_side([(self._paint_list(room, height), room), (self._paint_side(DETAIL), DETAIL)], height)

    def _paint_list(self, width: int, height: int) -> list[Line]:
        lines: list[Line] = []
        stops: list[int] = []
        group = -1
        for number, item in enumerate(self.items):
            now = 0 if item.days_left < 0 else 1 if item.days_left <= WEEK_DAYS else 2
            if now != group:
                lines += [full([], width)] if lines else []
                lines.append(self._paint_group(now, width))
                group = now
            stops.append(len(lines))
            lines.append(self._paint_item(item, number == self.at, width))
        top = max(0, min(stops[self.at] - height // 2, len(lines) - height))
        self._stops = [stop - top for stop in stops]
        return (lines[top : top + height] + [full([], width)] * height)[:height]

    def _paint_group(self, group: int, width: int) -> Line:
        number = sum((0 if i.days_left < 0 else 1 if i.days_left <= WEEK_DAYS else 2) == group for i in self.items)
        sign, style = ("× ", "bad") if group == 0 else ("", "strong")
        return full([(sign + _GROUPS[group].upper(), style), (f"  {number}", "")], width)

    @staticmethod
    def _paint_item(item: AgendaItem, here: bool, width: int) -> Line:
        words, role = days_words(item.days_left)
        tail = f" {fit(_NAMES[item.kind], 9)} {fit(item.person, 16)}" if width >= 78 else ""
        room = max(10, width - 2 - 14 - len(tail))
        runs: list[Run] = [("► " if here else "  ", ""), (fit(words, 14), role)]
        runs += [(fit(printable(item.title), room), "strong" if item.days_left < 0 else ""), (tail, "muted")]
        return full([("".join(text for text, _ in runs), "here")], width, "here") if here else full(runs, width)

    def _paint_side(self, width: int) -> list[Line]:
        item = self.items[self.at]
        words, role = days_words(item.days_left)
        assumed = "  (chưa biết ngày nghỉ lễ của năm này)" if item.assumed else ""
        lines = paragraph(printable(item.title), width, "strong")
        lines += [full([(words, role), (f"   hạn {format_date(item.due_on)}", "")], width)]
        lines += paragraph(f"{_NAMES[item.kind]}, {item.state}" + (f", {item.person}" if item.person else ""), width)
        lines += paragraph(assumed, width, "muted") if assumed else []
        today = self.desk.office.today
        following = date(today.year + today.month // 12, today.month % 12 + 1, 1)
        return [*lines, rule_line(width), *self._month(today, width), full([], width), *self._month(following, width)]

    def _month(self, day: date, width: int) -> list[Line]:
        """Return the days of a month, those with something due by their sign: late, within a week, later."""
        due: dict[date, int] = {}
        for item in self.items:
            due[item.due_on] = min(due.get(item.due_on, item.days_left), item.days_left)
        lines = [full([(f"THÁNG {day.month}/{day.year}", "strong")], width)]
        lines.append(full([("".join(f"{name:>4} " for name in _WEEK), "muted")], width))
        for week in calendar.Calendar().monthdatescalendar(day.year, day.month):
            runs: list[Run] = []
            for one in week:
                runs += self._day(one, due.get(one)) if one.month == day.month else [(" " * 5, "")]
            lines.append(full(runs, width))
        return lines

    def _day(self, one: date, left: int | None) -> list[Run]:
        if one == self.desk.office.today:
            return [("  ", ""), (f"{one.day:>2}", "tab"), ("×" if left is not None else " ", "bad")]
        if left is None:
            return [(f"  {one.day:>2} ", "")]
        sign, role = ("×", "bad") if left < 0 else ("!", "warn") if left <= WEEK_DAYS else ("·", "strong")
        return [("  ", ""), (f"{one.day:>2}{sign}", role)]
