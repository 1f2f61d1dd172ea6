"""Where the program meets Textual: one widget that shows the desk's picture, one app that hands the keys on.

Textual draws, reads the terminal and keeps the event loop; the screens themselves are plain objects (see `desk.py`).
Keys reach them here, one after the other, in one call each, before Textual's own forwarding: no key can overtake
another, also when an input method or a slow line delivers twenty in one packet (Textual#6605).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from cchc_tui.errors import CchcError
from cchc_tui.tui.canvas import Line, full
from cchc_tui.tui.desk import Desk
from cchc_tui.tui.key import read_key
from cchc_tui.tui.opening import Opening
from cchc_tui.tui.program import look_for_changes
from cchc_tui.tui.terminal import leave_on_hangup, survive_wrong_bytes
from cchc_tui.tui.typed_ahead import keys_edited
from cchc_tui.tui.wire import difference

_LOOK_EVERY = 2.0
"""Seconds between looks for what colleagues saved."""
_ASK_EVERY = 0.1
_LEAVING = ("ctrl+q", "f10")

STYLES = {
    "": Style.null(),
    "bold": Style(bold=True),
    "dim": Style(dim=True),
    "head": Style(reverse=True),
    "head-bold": Style(reverse=True, bold=True),
    "cursor": Style(reverse=True),
    "caret": Style(reverse=True),
    "caret-field": Style(reverse=True),
    "field": Style(underline=True),
    "label": Style.null(),
    "label-here": Style(reverse=True),
    "key": Style(bold=True),
    "key-off": Style(dim=True),
    "mark": Style(bold=True, color="yellow"),
    "error": Style(bold=True, color="red"),
    "warning": Style(color="yellow"),
    "good": Style(color="green"),
    "title": Style(bold=True, color="cyan"),
    "code": Style(color="cyan"),
}
"""What each style name looks like. Without colour every meaning is still told apart by a sign or an attribute."""


class Written(CompositorUpdate):
    """What is to be written, made ready: Textual only puts it between its marks for one update."""

    def __init__(self, text: str) -> None:
        self.text = text

    def render_segments(self, console: Console) -> str:
        """The text as it is."""
        return self.text


class Window(Widget):
    """The whole terminal: the lines of the last picture."""

    DEFAULT_CSS = "Window { width: 100%; height: 100%; }"

    def __init__(self) -> None:
        super().__init__()
        self.picture: list[Line] = []

    def show(self, picture: list[Line]) -> None:
        """Put a new picture up; only what differs from the one before goes to the terminal."""
        before, self.picture = self.picture, picture
        written = difference(before, picture, self._paint)
        if written is None:
            self.refresh()
        elif written:
            self.app._display(self.screen, Written(written))  # type: ignore[arg-type]

    def _paint(self, text: str, style: str) -> str:
        """The text as it goes to a terminal of these colours."""
        return self._filtered(Strip([Segment(text, STYLES[style])])).render(self.app.console)

    def _filtered(self, strip: Strip) -> Strip:
        """Without colours where NO_COLOR asks for that."""
        for line_filter in self.get_line_filters():
            if line_filter.enabled:
                strip = strip.apply_filter(line_filter, self.background_colors[1])
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows that Textual asks for, never from its cache: it does not know what `show` has written."""
        return [self._filtered(self.render_line(y)).crop(crop.x, crop.right) for y in crop.line_range]

    def render_line(self, y: int) -> Strip:
        """Row `y` of the picture for Textual's compositor."""
        width = self.size.width
        line = self.picture[y] if y < len(self.picture) else full([], width)
        return Strip([Segment(text, STYLES[style]) for text, style in line], width)


class Face(App[int]):
    """The running program in a terminal."""

    CSS_PATH = Path(__file__).with_name("cchc.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, opening: Opening) -> None:
        super().__init__(ansi_color=True)
        self.opening = opening
        self.desk: Desk | None = None
        """None while the office is being read."""
        self.theme = "ansi-dark"
        self._early: list[events.Key | events.Paste] = []
        """What was typed while the office was being read."""
        self._window = Window()
        self._paint_due = False
        self._waiting: Timer | None = None
        self.bug: Exception | None = None
        """What ended the program against all expectation."""
        survive_wrong_bytes()

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
        self.set_interval(_LOOK_EVERY, self._look)
        for event in self._early:
            self._take(event)
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
        """Keys and pastes go to the desk at once, in the order they came; the rest is Textual's."""
        if isinstance(event, events.Key | events.Paste):
            self._take(event)
        elif isinstance(event, events.MouseEvent):
            if self.desk is not None:
                self._mouse(self.desk, event)
        elif not isinstance(event, events.AppFocus | events.AppBlur):
            await super().on_event(event)

    def _take(self, event: events.Key | events.Paste) -> None:
        """A key or a paste for the desk, or for later."""
        if self.desk is None:
            self._early.append(event)
            if isinstance(event, events.Key) and event.key in _LEAVING and len(self._early) == 1:
                self.leave()
            return
        if isinstance(event, events.Paste):
            self._guarded(self.desk.paste, event.text)
        else:
            for key in read_key(event.key, event.character):
                self._guarded(self.desk.press, key)
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
        self._window.picture = []
        self.paint_soon()
