"""Screen 0, Tổng quan: what must be done, how far recording has come; on a new office, what to set up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.records.directive import Directive
from cchc_tui.tui.bars import progress_bar
from cchc_tui.tui.canvas import Line, cells, fit, full, join
from cchc_tui.tui.key import Key
from cchc_tui.tui.overview import COUNTS, Overview
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.overview_paint import BlockPicture, paint_overview

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk
    from cchc_tui.tui.overview import SetupStep

_PAGE = 10


class OverviewScreen(View):
    """The first screen. Enter goes to where the line under the cursor is dealt with."""

    guide_name = "overview"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.at = 0
        self._picture = BlockPicture()
        self._shown_counts = 0
        self.actions = {"edit": self.go, "new": self.new_document, "find": self.find}

    @property
    def seen(self) -> Overview:
        """What there is to say now."""
        return self.desk.watch.overview

    def name_of(self, command: str) -> str:
        """Enter opens the place, F4 begins a document, F5 looks everywhere."""
        return {"edit": "Mở", "new": "Ghi văn bản", "find": "Tìm khắp nơi"}.get(command, "")

    @property
    def first_commands(self) -> tuple[str, ...]:
        """Opening is what one does here."""
        return ("edit", "new", "find")

    def disabled_reason(self, command: str) -> str:
        """Why there is nothing to go to."""
        return "Không có việc nào để mở." if command == "edit" and not self._stops else ""

    @property
    def _stops(self) -> int:
        if self.seen.setup:
            return len(self.seen.setup)
        return len(self._picture.stops) or len(self.seen.todos) + len(self.seen.counts)

    # ---- keys ----------------------------------------------------------------------------------------------------
    def key(self, key: Key) -> bool:
        """Arrows, pages, ends."""
        last = self._stops - 1
        steps = {
            "up": self.at - 1, "down": self.at + 1, "pageup": self.at - _PAGE, "pagedown": self.at + _PAGE, "home": 0,
            "end": last,
        }  # fmt: skip
        if key.name not in steps:
            return False
        self.at = max(0, min(steps[key.name], last))
        return True

    def go(self) -> None:
        """To the screen, and there to the record, that the line under the cursor is about."""
        if self.seen.setup:
            self._set_up(self.seen.setup[self.at])
            return
        todos = len(self._picture.stops) - self._shown_counts
        if self.at >= todos and (form := self.seen.counts[self.at - todos].form):
            from cchc_tui.tui.screens.figures import FigureScreen

            self.desk.open(FigureScreen(self.desk, form))
        elif self.at >= todos:
            self.desk.open_tab(COUNTS)
            self.desk.top.go_to(str(self.at - todos))
        elif self.at < len(self.seen.todos):
            todo = self.seen.todos[self.at]
            self.desk.open_tab(todo.screen)
            self.desk.top.go_to(todo.record)

    def _set_up(self, step: SetupStep) -> None:
        if step.screen == 1:
            if "import" in self.desk.actions and step.note.startswith("nhập"):
                self.desk.actions["import"]()
            else:
                self.new_document()
            return
        self.desk.open_tab(step.screen)

    def new_document(self) -> None:
        """Open an empty form of a document; saved, it leads to the list."""
        from cchc_tui.tui.screens.form import FormView

        self.desk.open(FormView(self.desk, Directive))

    def find(self) -> None:
        """Open one search over everything."""
        from cchc_tui.tui.screens.search import SearchBox

        self.desk.open(SearchBox(self.desk))

    def click(self, x: int, y: int) -> None:
        """Choose the line under the mouse."""
        if y in self._picture.stops:
            self.at = self._picture.stops.index(y)

    # ---- picture -------------------------------------------------------------------------------------------------
    def paint(self, width: int, height: int) -> list[Line]:
        """Return the setup list of a new office, else the blocks; the line with the cursor in reverse."""
        if self.seen.setup:
            self._picture = _paint_setup(self.seen.setup, width)
        else:
            seen, saves = self.seen, self.desk.watch.seen.saves if self.desk.watch.seen else ()
            chosen = max(0, self.at - (len(self._picture.stops) - self._shown_counts)) if self._picture.stops else 0
            self._picture = paint_overview(seen, saves, chosen, width, height)
            self._shown_counts = sum(1 for stop in self._picture.stops if stop > self._counts_line)
        lines = (self._picture.lines + [full([], width)] * height)[:height]
        stops = [stop for stop in self._picture.stops if stop < height]
        if stops:
            self.at = min(self.at, len(stops) - 1)
            here = stops[self.at]
            lines[here] = _with_cursor(lines[here])
        return lines

    @property
    def _counts_line(self) -> int:
        """The line with the head of the counts; past the end where there are none."""
        for number, line in enumerate(self._picture.lines):
            if line and line[0][0].startswith("TIN BÀI"):
                return number
        return len(self._picture.lines)


def _with_cursor(line: Line) -> Line:
    """Return the line in reverse up to the edge of its column, with the sign of the cursor."""
    row = cells(line)
    edge = next((x for x, cell in enumerate(row) if cell == ("│", "line")), len(row) + 1) - 1
    text = "►" + "".join(char for char, _ in row[1:edge])
    return ((text, "here"), *join(row[edge:]))


def _paint_setup(steps: tuple[SetupStep, ...], width: int) -> BlockPicture:
    """Return what to set up, with how much of it is done."""
    out = BlockPicture()
    done = sum(step.done for step in steps)
    words = f" {len(steps)} việc để bắt đầu, làm theo thứ tự nào cũng được."
    out.put([], width)
    out.put([("  ", ""), ("Sổ mới.", "strong"), (words, "")], width)
    out.put([], width)
    out.put([("  ", ""), *progress_bar(done, len(steps), 30, "good"), (f"  {done}/{len(steps)}", "")], width)
    out.put([], width)
    for step in steps:
        sign, role = ("√", "good") if step.done else ("×", "bad") if step.needed else ("·", "")
        must = "phải có: " if step.needed and not step.done else ""
        runs = [("  ", ""), (sign + "  ", role), (fit(step.words, 24), "" if step.done else "strong")]
        out.put([*runs, (must, "bad"), (step.note, "muted")], width, stop=True)
        out.put([], width)
    if any(step.needed and not step.done for step in steps):
        out.put([("  Chưa thể xuất bản chính thức khi còn việc “phải có”.", "")], width)
    return out
