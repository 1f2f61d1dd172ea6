"""A list that is narrowed while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.tui.widgets.table import Table

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk


class FilteredView(View):
    """A table and the text that filters it; a screen of this kind says in `fill` what the filter leaves."""

    table: Table[Any]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.query = Editor()
        self.typing = False

    def fill(self) -> None:
        """Put the rows that the filter leaves into the table."""
        raise NotImplementedError

    def key(self, key: Key) -> bool:
        """Typing the filter, giving it up, moving."""
        if self.typing:
            return self._type(key)
        if key.name == "escape" and self.query.text:
            self.query.put("")
            self.fill()
            return True
        return self.table.key(key)

    def _type(self, key: Key) -> bool:
        if key.name in ("enter", "tab", "f5"):
            self.typing = False
        elif key.name in ("escape", "f3", "ctrl+g"):
            self.typing = False
            self.query.put("")
        elif not self.query.key(key):
            return self.table.key(key)
        self.fill()
        return True

    def paste(self, text: str) -> None:
        """A paste into the filter."""
        if self.typing:
            self.query.paste(text)
            self.fill()

    def find(self) -> None:
        """Begin typing the filter."""
        self.typing = True
