"""Screen 7, Việc và hạn: papers to answer, tasks and reports by the day they are due; the month beside them."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from cchc_tui.language.text import fold, matches, printable
from cchc_tui.language.wording import format_date
from cchc_tui.records.agenda import WEEK_DAYS, AgendaItem, AgendaKind
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.tui.canvas import Line, Run, full, paragraph
from cchc_tui.tui.frame import rule_line
from cchc_tui.tui.overview import agenda_items
from cchc_tui.tui.panes import DETAIL, GAP, WIDE, side_by_side
from cchc_tui.tui.screens.books import BookList
from cchc_tui.tui.screens.filtered import FilteredView, Group
from cchc_tui.tui.screens.overview_paint import days_words
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_NAMES = {AgendaKind.PAPER: "văn bản", AgendaKind.TASK: "nhiệm vụ", AgendaKind.REPORT: "báo cáo"}
_SCREENS = {AgendaKind.PAPER: 1, AgendaKind.TASK: 3, AgendaKind.REPORT: 4}
_GROUPS = ("QUÁ HẠN", "BẢY NGÀY TỚI", "SAU ĐÓ")
_WEEK = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")

Row = AgendaItem | Group


class AgendaScreen(FilteredView):
    """What is due, the nearest first; Enter goes to where it is done."""

    guide_name = "due"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns = [
            Column[Row]("left", "Còn", 14, _left, style=_urgency),
            Column[Row]("title", "Việc", 30, _title, flexible=True),
            Column[Row]("kind", "Loại", 9, lambda row: "" if isinstance(row, Group) else _NAMES[row.kind]),
            Column[Row]("person", "Ai", 16, lambda row: "" if isinstance(row, Group) else printable(row.person)),
            Column[Row]("state", "Tình trạng", 18, lambda row: "" if isinstance(row, Group) else printable(row.state)),
        ]
        self.table: Table[Row] = Table(columns, _identity, style=_style)
        self.actions = {"edit": self.go, "find": self.find, "books": self.open_books}
        self._all: list[AgendaItem] = []
        self.records_changed()

    @property
    def items(self) -> list[AgendaItem]:
        """What the filter leaves."""
        return [row for row in self.table.rows if not isinstance(row, Group)]

    @property
    def here(self) -> AgendaItem | None:
        """The thing under the cursor."""
        row = self.table.current
        return None if isinstance(row, Group) else row

    def records_changed(self) -> None:
        """Draw anew: something may be settled, or due."""
        self._all = agenda_items(self.desk.office)
        self.fill()

    def fill(self) -> None:
        """Fill the list with what the filter leaves, by groups: late, within a week, later."""
        shown = [item for item in self._all if matches(_searched(item), self.query.text)]
        rows: list[Row] = []
        for number, label in enumerate(_GROUPS):
            group = [item for item in shown if _group(item) == number]
            rows += [Group(label, len(group)), *group] if group else []
        self.table.show(rows)
        self.leave_group()

    def shown(self) -> None:
        """Back on top: something may have been saved."""
        self.records_changed()

    def name_of(self, command: str) -> str:
        """Enter opens the place."""
        return {"edit": "Mở", "find": "Lọc"}.get(command, "")

    def disabled_reason(self, command: str) -> str:
        """Why there is nothing to open."""
        return "Không có việc nào trong danh sách." if command == "edit" and self.here is None else ""

    def position(self) -> str:
        """Return how much there is of it."""
        late = sum(item.days_left < 0 for item in self.items)
        narrowed = f" theo “{printable(self.query.text)}”" if self.query.text else ""
        return f"{len(self.items)} việc có hạn{narrowed}" + (f", {late} quá hạn" if late else "")

    def go(self) -> None:
        """To the paper, the task or the report."""
        item = self.here
        assert item is not None
        self.desk.open_tab(_SCREENS[item.kind])
        reports = {s.record.slug: s.record.id for s in self.desk.office.records.stored(ReportSheet)}
        self.desk.top.go_to(reports.get(item.record, item.record))

    def open_books(self) -> None:
        """Open the books of what must be done, as they are printed."""
        self.desk.open(BookList(self.desk))

    # ---- picture -------------------------------------------------------------------------------------------------
    def paint(self, width: int, height: int) -> list[Line]:
        """Return the groups; from a wide window on what is under the cursor and the month beside them."""
        foot = self.paint_query(width)
        room = height - len(foot)
        item = self.here
        if width < WIDE or item is None:
            return self._paint_table(width, room) + foot
        left = width - DETAIL - GAP
        parts = [(self._paint_table(left, room), left), (self._paint_side(item, DETAIL), DETAIL)]
        return side_by_side(parts, room) + foot

    def _paint_table(self, width: int, height: int) -> list[Line]:
        lines = self.table.paint(width, height)
        if not self.table.rows:
            words = "Không có việc nào có hạn: văn bản đến phải trả lời, nhiệm vụ có thời hạn, báo cáo có hạn gửi."
            if self.query.text:
                words = f"Không có việc nào theo “{printable(self.query.text)}”. F3 để bỏ lọc."
            lines[1:] = [full([], width), *paragraph(words, width)]
            lines = (lines + [full([], width)] * height)[:height]
        return lines

    def _paint_side(self, item: AgendaItem, width: int) -> list[Line]:
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


def _group(item: AgendaItem) -> int:
    return 0 if item.days_left < 0 else 1 if item.days_left <= WEEK_DAYS else 2


def _searched(item: AgendaItem) -> str:
    return fold(f"{item.person} {item.state} {item.urgency.value} {_NAMES[item.kind]} {item.title}")


def _identity(row: Row) -> tuple[str, ...]:
    return (row.label,) if isinstance(row, Group) else (row.kind, row.key)


def _left(row: Row) -> str:
    if isinstance(row, Group):
        return row.label
    return days_words(row.days_left)[0]


def _title(row: Row) -> str:
    return f"{row.count} việc" if isinstance(row, Group) else printable(row.title)


def _urgency(row: Row) -> str:
    if isinstance(row, Group):
        return "bad" if row.label == _GROUPS[0] else "strong"
    return days_words(row.days_left)[1]


def _style(row: Row) -> str:
    return "strong" if isinstance(row, Group) else ""
