"""What is being typed into one cell of a grid, kept as a draft until it is written or given up."""

from __future__ import annotations

from collections.abc import Callable

from cchc_tui.errors import CchcError
from cchc_tui.office import Draft
from cchc_tui.tui.desk import Desk
from cchc_tui.tui.widgets.editor import Editor


class CellDraft:
    """The draft of a cell: on disk while something stands in the cell that is not written yet."""

    def __init__(self, desk: Desk, token: str = "", kept: str = "") -> None:
        """`token` and `kept` are those of a draft that is taken up again; without them a new one."""
        self._desk = desk
        self.token = token or desk.office.drafts.new_token()
        """Name of the draft's file."""
        self._kept = kept

    def settle(self, editor: Editor | None, describe: Callable[[str], Draft]) -> None:
        """Keep what stands in the editor as `describe` says it; nothing where there is no editor, or an empty one."""
        typed = editor.text if editor is not None else ""
        if typed == self._kept:
            return
        self._kept = typed
        try:
            if typed:
                self._desk.office.drafts.keep(describe(typed))
            else:
                self._desk.office.drafts.drop(self.token)
        except CchcError as fault:
            self._desk.complain(fault)
