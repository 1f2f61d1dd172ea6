"""Textual's screens, each showing one view of the desk: keys go to the view, then to the bindings.

A view is a plain object that is tested without a terminal: keys in, painted lines out. What Textual has of its own is
left to Textual: the stack of screens, focus, who gets a key, bindings and whether they are active, layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget

from cchc_tui.tui.canvas import Line, full
from cchc_tui.tui.commands import COMMANDS
from cchc_tui.tui.key import read_key
from cchc_tui.tui.look import style_of
from cchc_tui.tui.panes import BREAKPOINTS

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk
    from cchc_tui.tui.opening import Opening
    from cchc_tui.tui.picture import WindowPicture
    from cchc_tui.tui.screens.base import View

Guard = Callable[..., object]
"""Does a piece of work; what goes wrong in it against all expectation ends the program in order."""
_TEXTUAL_NAMES = {"/": "slash", "?": "question_mark", "enter": "enter,ctrl+j"}
"""Keys that Textual calls otherwise; the keypad's Enter of some terminals is Ctrl+J."""


def _binding_keys(keys: Sequence[str]) -> str:
    """Return the keys as Textual spells them; Caps Lock is on half the day in an office."""
    names = [_TEXTUAL_NAMES.get(key, key) for key in keys]
    return ",".join([*names, *(key.upper() for key in keys if len(key) == 1 and key.isalpha())])


_HEAD = 2
"""Rows of the head, the screens behind the digits counted in."""


class PaintedLines(Widget):
    """Rows painted elsewhere; only those that changed are drawn again."""

    def __init__(self, name: str, height: int = 1) -> None:
        super().__init__(id=name)
        self.rows: Sequence[Line] = ()
        self._height = height
        self.styles.height = height

    def show(self, rows: Sequence[Line]) -> None:
        """Put new rows up, in a widget of as many rows."""
        before, self.rows = self.rows, rows
        if len(rows) != self._height:
            self.styles.height = self._height = len(rows)
        if len(before) != len(rows):
            self.refresh()
            return
        for y, (was, now) in enumerate(zip(before, rows, strict=True)):
            if was != now:
                self.refresh(Region(0, y, self.size.width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return rows in the inks of the theme as they are: without border, padding and paper of their own they need
        none of what Textual does to every row of a widget, which takes longer than all else together.
        """
        width, theme = self.size.width, self.app.theme
        blank = full([], width)
        rows = (self.rows[y] if y < len(self.rows) else blank for y in crop.line_range)
        strips = [_strip_of(line, theme, width) for line in rows]
        return strips if crop.width == width else [strip.crop(crop.x, crop.right) for strip in strips]


@lru_cache(maxsize=512)
def _strip_of(line: Line, theme: str, width: int) -> Strip:
    """Return a painted line as Textual draws it; the same line is the same strip, whose text is made once."""
    return Strip([Segment(text, style_of(theme, role)) for text, role in line], width)


class ViewBody(PaintedLines, can_focus=True):
    """What a view has painted, and the way of keys, pastes and the mouse to it."""

    def __init__(self, desk: Desk, view: View, guard: Guard, height: int) -> None:
        super().__init__("body", height)
        self.desk, self.view, self.guard = desk, view, guard

    def on_key(self, event: events.Key) -> None:
        """Offer the key to the view; what it leaves goes on to the bindings. A key held with Alt is none of ours."""
        keys = read_key(event.key, event.character)
        if not keys or self.guard(self.desk.offer, keys[0]):
            event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Give a pasted text to the view whole."""
        event.stop()
        self.guard(self.view.paste, event.text)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor under the mouse."""
        self.guard(self.view.click, event.x, event.y)

    def on_mouse_scroll_down(self) -> None:
        """Move down by the wheel."""
        self.guard(self.view.scroll, 3)

    def on_mouse_scroll_up(self) -> None:
        """Move up by the wheel."""
        self.guard(self.view.scroll, -3)


class ViewScreen(Screen[None], inherit_bindings=False):
    """A view that fills the window under the head."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BLANK = True
    """Its widgets cover it: there is nothing to draw under them."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(_binding_keys(c.keys), f"command('{c.id}')", c.name, show=not c.barred, tooltip=c.help, id=c.id)
        for c in COMMANDS
        if c.keys
    ]

    def __init__(self, desk: Desk, view: View, guard: Guard, height: int) -> None:
        """`height`: the rows of the window, of which most are the view's."""
        super().__init__()
        self.desk, self.view, self.guard = desk, view, guard
        self.head, self.body = PaintedLines("head", _HEAD), ViewBody(desk, view, guard, height - _HEAD - 2)
        self.message, self.bar = PaintedLines("message"), PaintedLines("bar")

    def show_view(self, view: View) -> None:
        """Show this view from now on."""
        self.view = self.body.view = view

    def compose(self) -> ComposeResult:
        """Lay head, view, message and key bar under each other."""
        yield from (self.head, self.body, self.message, self.bar)

    def draw(self, picture: WindowPicture) -> None:
        """Show the parts of the picture that are this screen's."""
        self.head.show(picture.head)
        self.body.show(picture.body)
        self.message.show(picture.message)
        self.bar.show(picture.bar)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command can work now; None where it could but for a reason, False where it means nothing."""
        if action != "command":
            return super().check_action(action, parameters)
        command = str(parameters[0])
        if self.view is not self.desk.top or self.desk.action_of(command) is None:
            return False
        return None if self.desk.disabled_reason(command) else True

    def action_command(self, command: str) -> None:
        """Carry out a command of the table."""
        self.guard(self.desk.do, command)

    def on_key(self, event: events.Key) -> None:
        """Say why the command of this key cannot work now; the bindings get the key where it can."""
        for key in read_key(event.key, event.character):
            command = self.desk.command_of(key)
            if command is not None and (reason := self.desk.disabled_reason(command.id)):
                self.desk.say(reason, "warn")
                event.stop()


class BandScreen(ViewScreen, ModalScreen[None]):
    """A modal view: a band over the screen beneath, rising from the bottom or hanging under the head.

    What stays in sight of the screen beneath is painted here once more. Textual would take that screen apart cell by
    cell at every picture to show it through a transparent one.
    """

    def compose(self) -> ComposeResult:
        """Lay what stays in sight over and under the band."""
        yield from (self.head, self.body, self.bar)

    def draw(self, picture: WindowPicture) -> None:
        """Show the whole window; one too small for a band has words of its own."""
        self.head.show(picture.above if picture.band else ())
        self.body.show(picture.band or picture.above)
        self.bar.show(picture.below)


class OpeningScreen(Screen[None], inherit_bindings=False):
    """What is being waited for while the office is read; it lies under all others."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self.opening = opening
        self.body = PaintedLines("opening")

    def compose(self) -> ComposeResult:
        """Yield one widget."""
        yield self.body

    def draw(self, width: int, height: int) -> None:
        """Show how far the reading is."""
        self.body.show(self.opening.paint(width, height))
