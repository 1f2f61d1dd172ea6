"""What every screen is to the desk: keys in, lines out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cchc_tui.tui.canvas import Line, full
from cchc_tui.tui.key import Key

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

Action = Callable[[], None]


class View:
    """One screen or dialog on the desk. A plain object: no event loop, no terminal, no Textual."""

    title = ""
    modal = False
    """A band over the screen beneath; the commands of that one sleep."""
    hangs = False
    """A modal one that hangs under the tabs instead of rising from the bottom."""
    helpful = True
    """F1 opens the help over this screen."""
    typing = False
    """Letters go into a text, so letter commands sleep."""
    guide_name = ""
    """The name by which the guide knows this screen; "" where it is part of the one beneath."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.actions: dict[str, Action] = {}
        """The commands of the table that this screen carries out."""
        self.opened_by: object = None
        """The packet of the key that opened this screen (`Desk.packet`)."""

    def disabled_reason(self, command: str) -> str:
        """Return why the command cannot work just now, as a sentence; "" when it can."""
        return ""

    def out_of_place(self, command: str) -> str:
        """Why a command that works elsewhere means nothing here: said when asked for, left out of the key bar."""
        return ""

    def name_of(self, command: str) -> str:
        """Return a name for the key bar where the general one would mislead here; "" for the general one."""
        return ""

    @property
    def first_commands(self) -> tuple[str, ...]:
        """The commands that stand first in the key bar just now."""
        return ()

    def position(self) -> str:
        """Return what the message line says while there is no message."""
        return ""

    def go_to(self, record: str) -> None:
        """Put the cursor on the record with that id, if it is here."""

    def key(self, key: Key) -> bool:
        """Take a key; False leaves it to the commands."""
        return False

    def paste(self, text: str) -> None:
        """Take a pasted text."""

    def click(self, x: int, y: int) -> None:
        """Take a mouse press at column x, row y of this screen's own picture."""

    def scroll(self, rows: int) -> None:
        """Turn the mouse wheel: down for positive rows."""

    def paint(self, width: int, height: int) -> list[Line]:
        """Return exactly `height` lines of `width` cells; a modal screen gives a smaller block."""
        return [full([], width) for _ in range(height)]

    def settle(self) -> None:
        """Settle once the keys at hand are done: keep a draft, look something up."""

    def records_changed(self) -> None:
        """Take in that the records on disk are other ones now."""

    def watched(self) -> None:
        """Take in what was found out anew beside the screens (`desk.watch`)."""

    def shown(self) -> None:
        """Show this screen on top again."""

    @property
    def in_text(self) -> bool:
        """Whether the caret stands in a text, where Ctrl+U empties the line instead of undoing a save."""
        return self.typing

    @property
    def unsaved(self) -> bool:
        """Whether leaving the program would leave something unsaved."""
        return False
