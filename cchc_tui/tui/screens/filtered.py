"""A list that is narrowed while one types: the same keys on every screen that has one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc_tui.tui.canvas import Line, full
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.tui.widgets.editor_paint import paint_editor
from cchc_tui.tui.widgets.table import Table

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_DONE = ("enter", "tab", "f5", "ctrl+f")
_GIVEN_UP = ("escape", "f3", "ctrl+g")
_MOVES = ("up", "down", "pageup", "pagedown")


@dataclass(frozen=True)
class Group:
    """A line over the rows of one group; the cursor steps over it."""

    label: str
    count: int


class FilteredView(View):
    """A table and the text that filters it; a screen of this kind says in `fill` what the filter leaves.

    F5 begins to type, once more keeps what is typed, with nothing typed searches everywhere. F3, Esc and Ctrl+G take
    filter and marks away before they leave the screen.
    """

    table: Table[Any]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.query = Editor()
        self.typing = False
        self._stale = False
        """The filter has been typed on since the rows were chosen."""

    def fill(self) -> None:
        """Put the rows that the filter leaves into the table."""
        raise NotImplementedError

    def key(self, key: Key) -> bool:
        """Typing the filter, giving it up, moving."""
        if self.typing and (key.char or key.name in ("backspace", "delete")):
            return self._type(key)
        self.settle()
        if self.typing:
            return self._type(key)
        if key.name in _GIVEN_UP and (self.query.text or self.table.marks):
            self.clear()
            return True
        return self._moved(key)

    def _moved(self, key: Key) -> bool:
        taken = self.table.key(key)
        if taken:
            self.leave_group(-1 if key.name in ("up", "pageup") else 1)
        return taken

    def leave_group(self, step: int = 1) -> None:
        """From the line over a group to the row after it, or before it on the way up."""
        if isinstance(self.table.current, Group):
            self.table.move(step)
        if isinstance(self.table.current, Group):
            self.table.move(1)

    def _type(self, key: Key) -> bool:
        if key.name in _DONE:
            self.typing = False
            if key.name == "f5" and not self.query.text:
                self.desk.actions["search"]()
        elif key.name in _GIVEN_UP:
            self.typing = False
            self.query.put("")
            self.fill()
        elif key.name in _MOVES:
            return self._moved(key)
        elif self.query.key(key):
            self._stale = True
            if self.query.damaged:
                self.desk.notice_damage()
        else:
            self.typing = False
            return False
        return True

    def settle(self) -> None:
        """Apply the filter once for all letters that came together."""
        if self._stale:
            self._stale = False
            self.fill()

    def clear(self) -> None:
        """Take filter and marks away."""
        self.query.put("")
        self.table.marks = set()
        self.fill()

    def paste(self, text: str) -> None:
        """Take a paste into the filter."""
        if self.typing:
            self.query.paste(text)
            self._stale = True

    def find(self) -> None:
        """Begin or go on typing the filter."""
        self.typing = True

    def paint_query(self, width: int) -> list[Line]:
        """Return the line with the filter; none while nothing is filtered."""
        if not self.typing and not self.query.text:
            return []
        field = paint_editor(self.query, width - 6, 1, 1, focused=self.typing)[0]
        return [full([(" Tìm: ", "strong"), *field], width)]
