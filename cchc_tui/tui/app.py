"""The running program: a Textual application whose stack of screens follows the views that lie on the desk.

Keys are let in one after the other, each when the one before is done (`kit.key_gate`): no key can overtake another, not
even when an input method or a slow line delivers twenty in one packet (Textual#6605).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from textual import events
from textual.command import Provider
from textual.geometry import Offset, Size
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES
from textual.timer import Timer

from cchc_tui.errors import CchcError
from cchc_tui.tui.canvas import paragraph
from cchc_tui.tui.desk import Desk
from cchc_tui.tui.kit.key_gate import KeyGate
from cchc_tui.tui.kit.line_driver import LineDriver
from cchc_tui.tui.kit.messages import Background, LetterWidth, Packet, UnknownKey
from cchc_tui.tui.look import THEMES, usual_theme
from cchc_tui.tui.opening import Opening
from cchc_tui.tui.palette import PaletteSource
from cchc_tui.tui.program import look_for_changes
from cchc_tui.tui.providers import CommandProvider, RecordProvider, found_by
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.dialogs import Page
from cchc_tui.tui.terminal import charset_cure, leave_on_hangup
from cchc_tui.tui.typed_ahead import keys_edited
from cchc_tui.tui.view_screen import BandScreen, OpeningScreen, PaintedLines, ViewScreen

_LOOK_EVERY = 2.0
"""Seconds between looks for what colleagues saved."""
_ASK_EVERY = 0.1
_GARBAGE = 20_000
"""New values after which Python looks for cyclic garbage while nobody types; the command line puts its own look off to
a hundred thousand, and then it would last as long as ten letters, in the midst of one.
"""
_LEAVING = ("ctrl+q", "f10")


def _leaves(packet: Packet) -> bool:
    """Return whether the first key of the packet asks to leave."""
    first = packet.keys[0]
    return isinstance(first, events.Key) and first.key in _LEAVING


class CchcApp(KeyGate[int], inherit_bindings=False):
    """The program in a terminal."""

    CSS_PATH = Path(__file__).with_name("cchc.tcss")
    ENABLE_COMMAND_PALETTE = False
    """Textual's own: its two lines a command show half as many, and without colour its cursor is not seen."""
    COMMANDS = {CommandProvider, RecordProvider}  # noqa: RUF012 (Textual's own type)
    """What Ctrl+P finds."""

    def __init__(self, opening: Opening, **options: object) -> None:
        super().__init__(ansi_color=True, **{"driver_class": LineDriver, **options})
        self.opening = opening
        self.desk: Desk | None = None
        """None while the office is being read."""
        for name in THEMES:
            self.register_theme(replace(BUILTIN_THEMES["ansi-dark"], name=name))
        self.theme = usual_theme(os.environ)
        self._opening_screen = OpeningScreen(opening)
        self._spare: dict[type[ViewScreen], list[ViewScreen]] = {}
        """Screens whose views have been closed."""
        self._made = 0
        self._waiting: Timer | None = None
        self._light = False
        """Whether the terminal's own paper is light, by its own answer."""
        self._letter_cells = 1
        """How many cells a Vietnamese letter takes in this terminal, by its own answer."""
        self.bug: Exception | None = None
        """What ended the program against all expectation."""

    def get_default_screen(self) -> Screen[None]:
        """Return the screen that lies under all others."""
        return self._opening_screen

    def on_mount(self) -> None:
        """Connect the desk with the event loop."""
        leave_on_hangup(self.leave)
        if self.opening.ends_within(0):
            self._begin()
        else:
            self._waiting = self.set_interval(_ASK_EVERY, self._ask)
            self._draw_opening(self.size)

    def _ask(self) -> None:
        if self.opening.ends_within(0):
            if self._waiting is not None:
                self._waiting.stop()
            self._begin()
        else:
            self._draw_opening(self.size)

    def _begin(self) -> None:
        """Begin with the office that is there: the keys typed meanwhile go to its first screen."""
        self.desk = self.opening.desk
        if self.desk is None:
            self.bug = self.opening.fault
            self.exit(1)
            return
        gc.freeze()  # what an office is made of lasts to the end
        self.desk.attach(self)
        self.desk.make_palette = self._palette
        self._tell_width(self.desk)
        self.set_interval(_LOOK_EVERY, self._look)
        self.open_gate()
        self.paint_soon()

    def _palette(self) -> PaletteSource:
        """Begin a search over what the providers find for the screen that is open."""
        makers = sorted(self.COMMANDS, key=lambda maker: maker.__name__)
        providers = [cast("type[Provider]", maker)(self.screen) for maker in makers]
        return lambda query: found_by(providers, query)

    def _look(self) -> None:
        if self.desk is not None:
            self._guarded(self._take_changes_in, self.desk)
        if not self.busy and gc.get_count()[0] > _GARBAGE:
            gc.collect(1)

    def _take_changes_in(self, desk: Desk) -> None:
        if look_for_changes(desk):
            self.paint_soon()

    def on_resize(self, event: events.Resize) -> None:
        """Draw at the new size at once."""
        if self.desk is None:
            self._draw_opening(event.size)
        else:
            self._guarded(self._draw, self.desk, event.size)

    async def on_event(self, event: events.Event) -> None:
        """Hear what the driver tells; the rest is for the key gate and for Textual."""
        if self.desk is None and not self.keys_wait and isinstance(event, Packet) and _leaves(event):
            self.leave()
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
            if isinstance(event, events.MouseDown | events.MouseScrollDown | events.MouseScrollUp):
                self.paint_soon()

    async def take(self, key: events.Key | events.Paste) -> None:
        """Let a key or a paste in; the next one is for the screens that it has opened."""
        if self.desk is None:
            return
        if not isinstance(self.screen, ViewScreen):  # a key typed while the office was read comes before any picture
            await self._follow(self.desk)
        self.desk.packet = self.packet
        await super().take(key)
        await self._follow(self.desk)

    async def settle(self) -> None:
        """After the keys at hand: keep drafts, follow the desk, draw."""
        if self.desk is None:
            return
        self._guarded(self.desk.settle)
        if self.desk.finished:
            self.leave()
            return
        await self._follow(self.desk)
        self._guarded(self._draw, self.desk, self.size)

    async def _follow(self, desk: Desk) -> None:
        """Bring Textual's stack of screens to the views on the desk."""
        screens = [screen for screen in self.screen_stack if isinstance(screen, ViewScreen)]
        views = list(desk.views)
        kept = 0  # a screen takes the next view of its kind over: making one costs as much as five letters
        while kept < min(len(screens), len(views)) and screens[kept].is_modal == views[kept].modal:
            screens[kept].show_view(views[kept])
            kept += 1
        for screen in reversed(screens[kept:]):
            await self.pop_screen()
            self._spare.setdefault(type(screen), []).append(screen)
        for view in views[kept:]:
            await self.push_screen(self._screen_for(desk, view))

    def _screen_for(self, desk: Desk, view: View) -> ViewScreen:
        """Return a screen for the view: one that has been left, else a new one, which stays for the next view."""
        kind = BandScreen if view.modal else ViewScreen
        if spare := self._spare.get(kind):
            screen = spare.pop()
            screen.show_view(view)
            return screen
        self._made += 1
        screen = kind(desk, view, self._guarded, self.size.height)
        self.install_screen(screen, f"view-{self._made}")
        return screen

    def _draw(self, desk: Desk, size: Size) -> None:
        self._take_theme(usual_theme(os.environ, desk.theme_chosen, light=self._light))
        picture = desk.paint(size.width, size.height)
        self.cursor_position = Offset(*picture.caret)  # where input methods show their half-typed word
        if isinstance(self.screen, ViewScreen):  # what it hides is drawn when it comes to light again
            self.screen.draw(picture)

    def _take_theme(self, name: str) -> None:
        """Draw everything in these inks from now on."""
        if name != self.theme:
            self.theme = name
            for screen in self.screen_stack:
                for part in screen.query(PaintedLines):
                    part.refresh()

    def _draw_opening(self, size: Size) -> None:
        self._opening_screen.draw(size.width, size.height)

    def _tell_width(self, desk: Desk) -> None:
        """Say how to set the terminal up, in letters that every one shows."""
        if self._letter_cells not in (0, 1):
            desk.open(Page(desk, "cchc", lambda width: paragraph(charset_cure(os.environ), width)))
            self.paint_soon()

    def _guarded(self, work: Callable[..., object], *values: object) -> object:
        """Do a piece of the desk's work; a bug ends the program in order, drafts kept, and is raised by `run`."""
        try:
            return work(*values)
        except Exception as bug:
            self.bug = self.bug or bug
            self.exit(1)
            return None

    def paint_soon(self) -> None:
        """Settle and draw once what is at work is done."""
        self.settle_soon()

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
