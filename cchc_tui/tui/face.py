"""Where the program meets Textual: one widget that shows the desk's picture, one app that hands the keys on.

Textual draws, reads the terminal and keeps the event loop; the screens themselves are plain objects (see `desk.py`).
Keys reach them here, one after the other, in one call each, before Textual's own forwarding: no key can overtake
another, also when an input method or a slow line delivers twenty in one packet (Textual#6605).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from cchc_tui.errors import CchcError
from cchc_tui.tui.canvas import Line, full, paragraph, width_of
from cchc_tui.tui.desk import Desk
from cchc_tui.tui.key import read_key
from cchc_tui.tui.kit.key_gate import KeyGate
from cchc_tui.tui.kit.line_driver import LineDriver
from cchc_tui.tui.kit.messages import Background, LetterWidth, Packet, UnknownKey
from cchc_tui.tui.look import style_of, usual_theme
from cchc_tui.tui.opening import Opening
from cchc_tui.tui.program import look_for_changes
from cchc_tui.tui.screens.dialogs import Page
from cchc_tui.tui.terminal import charset_cure, leave_on_hangup
from cchc_tui.tui.typed_ahead import keys_edited

_LOOK_EVERY = 2.0
"""Seconds between looks for what colleagues saved."""
_ASK_EVERY = 0.1
_LEAVING = ("ctrl+q", "f10")


class Window(Widget):
    """The whole terminal: the lines of the last picture."""

    DEFAULT_CSS = "Window { width: 100%; height: 100%; }"

    def __init__(self) -> None:
        super().__init__()
        self.picture: list[Line] = []
        self.look = usual_theme(os.environ)
        """The theme."""

    def show(self, picture: list[Line]) -> None:
        """Put a new picture up; Textual paints the rows that changed."""
        before, self.picture = self.picture, picture
        if len(before) != len(picture):
            self.refresh()
            return
        for y, (was, now) in enumerate(zip(before, picture, strict=True)):
            if was != now:
                self.refresh(Region(0, y, self.size.width, 1))

    def take_theme(self, name: str) -> None:
        """Draw in these inks from now on."""
        if name != self.look:
            self.look = name
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Row `y` of the picture for Textual's compositor."""
        width = self.size.width
        line = self.picture[y] if y < len(self.picture) else full([], width)
        return Strip([Segment(text, style_of(self.look, style)) for text, style in line], width)


def caret_of(picture: Sequence[Line]) -> Offset:
    """The cell with the caret, else the corner."""
    for y, line in enumerate(picture):
        x = 0
        for text, style in line:
            if style == "caret":
                return Offset(x, y)
            x += width_of(text)
    return Offset(0, 0)


def _leaves(packet: Packet) -> bool:
    """Whether the first key of the packet asks to leave."""
    first = packet.keys[0]
    return isinstance(first, events.Key) and first.key in _LEAVING


class Face(KeyGate[int]):
    """The running program in a terminal."""

    CSS_PATH = Path(__file__).with_name("cchc.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, opening: Opening) -> None:
        super().__init__(ansi_color=True, driver_class=LineDriver)
        self.opening = opening
        self.desk: Desk | None = None
        """None while the office is being read."""
        self.theme = "ansi-dark"
        self._window = Window()
        self._paint_due = False
        self._waiting: Timer | None = None
        self._light = False
        """Whether the terminal's own paper is light, by its own answer."""
        self._letter_cells = 1
        """How many cells a Vietnamese letter takes in this terminal, by its own answer."""
        self.bug: Exception | None = None
        """What ended the program against all expectation."""

    def compose(self) -> ComposeResult:
        """The one widget."""
        yield self._window

    def on_mount(self) -> None:
        """Connect the desk with the event loop."""
        leave_on_hangup(self.leave)
        if self.opening.ends_within(0):
            self._begin()
        else:
            self._waiting = self.set_interval(_ASK_EVERY, self._ask)

    def _ask(self) -> None:
        if self.opening.ends_within(0):
            if self._waiting is not None:
                self._waiting.stop()
            self._begin()
        else:
            self.paint_soon()

    def _begin(self) -> None:
        """The office is there: the keys typed meanwhile go to its first screen."""
        self.desk = self.opening.desk
        if self.desk is None:
            self.bug = self.opening.fault
            self.exit(1)
            return
        self.desk.attach(self)
        self._tell_width(self.desk)
        self.set_interval(_LOOK_EVERY, self._look)
        self.open_gate()
        self.paint_soon()

    def _look(self) -> None:
        self._guarded(self._look_and_paint)

    def _look_and_paint(self) -> None:
        if self.desk is not None and look_for_changes(self.desk):
            self.paint_soon()

    def on_resize(self, event: events.Resize) -> None:
        """Draw at the new size at once: it also is the first picture."""
        self._paint(event.size)

    async def on_event(self, event: events.Event) -> None:
        """Keys wait for their turn, the mouse goes to the desk; the rest is Textual's."""
        if self.desk is None and not self.keys_wait and isinstance(event, Packet) and _leaves(event):
            self.leave()
        elif isinstance(event, events.MouseEvent):
            if self.desk is not None:
                self._mouse(self.desk, event)
        elif isinstance(event, UnknownKey):
            if self.desk is not None:
                self.desk.strange_key(event.held_alt)
                self.paint_soon()
        elif isinstance(event, Background):
            self._light = event.light
            self.paint_soon()
        elif isinstance(event, LetterWidth):
            self._letter_cells = event.cells
            if self.desk is not None:
                self._tell_width(self.desk)
        else:
            await super().on_event(event)

    async def take(self, key: events.Key | events.Paste) -> None:
        """A key or a paste for the desk."""
        if self.desk is None:
            return
        self.desk.packet = self.packet
        if isinstance(key, events.Paste):
            self._guarded(self.desk.paste, key.text)
        else:
            for pressed in read_key(key.key, key.character):
                self._guarded(self.desk.press, pressed)

    def settle(self) -> None:
        """After the keys at hand: keep drafts, draw."""
        self._paint_due = False
        self._guarded(self._settle_and_paint)

    def _tell_width(self, desk: Desk) -> None:
        """Say how to set the terminal up, in letters that every one shows."""
        if self._letter_cells not in (0, 1):
            desk.open(Page(desk, "cchc", lambda width: paragraph(charset_cure(os.environ), width)))
            self.paint_soon()

    def _guarded(self, work: Callable[..., object], *values: object) -> None:
        """Do a piece of the desk's work; a bug ends the program in order, drafts kept, and is raised by `run`."""
        try:
            work(*values)
        except Exception as bug:
            self.bug = self.bug or bug
            self.exit(1)

    def _mouse(self, desk: Desk, event: events.MouseEvent) -> None:
        if isinstance(event, events.MouseDown):
            desk.click(int(event.x), int(event.y))
        elif isinstance(event, events.MouseScrollDown):
            desk.scroll(3)
        elif isinstance(event, events.MouseScrollUp):
            desk.scroll(-3)
        else:
            return
        self.paint_soon()

    def paint_soon(self) -> None:
        """Draw once the events that are already waiting have been handled."""
        if not self._paint_due:
            self._paint_due = True
            self.call_later(self._paint_now)

    def _paint_now(self) -> None:
        self._paint_due = False
        self._guarded(self._settle_and_paint)

    def _settle_and_paint(self) -> None:
        if self.desk is not None:
            self.desk.settle()
            if self.desk.finished:
                self.leave()
                return
        self._paint(self.size)

    def _paint(self, size: Size) -> None:
        picture = (self.desk or self.opening).paint(size.width, size.height)
        self._window.take_theme(usual_theme(os.environ, self.desk.theme_chosen if self.desk else "", light=self._light))
        self.cursor_position = caret_of(picture)  # where input methods show their half-typed word
        self._window.show(picture)

    def leave(self) -> None:
        """End through the normal exit: what is typed is kept as a draft."""
        if self.desk is not None:
            self._guarded(self.desk.settle)
        if self.bug is None:
            self.exit(0)

    def in_background(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Run `work` in a thread; `done` gets its result, or the CchcError it raised, in the event loop."""

        def run() -> None:
            try:
                result = work()
            except CchcError as fault:
                result = fault
            self.call_from_thread(finish, result)

        def finish(result: object) -> None:
            self._guarded(done, result)
            self.paint_soon()

        self.run_worker(run, thread=True, exit_on_error=True)

    def outside(self, work: Callable[[], None]) -> None:
        """Give the terminal to another program while `work` runs, then draw everything again."""
        with self.suspend(), keys_edited():
            work()
        self.paint_soon()
