"""A value typed on a page of its own: the third version of a field, or of a whole prose."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.decoding import offer_decoding
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.tui.widgets.editor_paint import paint_editor

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk


class CustomValueDialog(View):
    """An editor over the whole screen; F2 takes the text, F3 goes back without it."""

    typing = True

    def __init__(self, desk: Desk, label: str, start: str, take: Callable[[str], str], *, many_lines: bool) -> None:
        """`take` gets the text; what it returns is a complaint that keeps the page open, "" closes it."""
        super().__init__(desk)
        self.label, self.take = label, take
        self.editor = Editor(start, many_lines=many_lines)
        self.complaint = ""
        self.actions = {"save": self.accept, "back": lambda: desk.close(self), "telex": desk.switch_method}

    def name_of(self, command: str) -> str:
        """F2 takes the value; it is saved with the others."""
        return "Lấy giá trị này" if command == "save" else ""

    def key(self, key: Key) -> bool:
        """Typing; Enter takes a value of one line."""
        self.editor.type_with(self.desk.method)
        if key.name == "enter" and not self.editor.many_lines:
            self.desk.do("save", self.accept)
            return True
        taken = self.editor.key(key)
        if taken:
            self.complaint = ""
        if self.editor.damaged:
            self.desk.notice_damage()
        return taken

    def paste(self, text: str) -> None:
        """Take a paste."""
        self.editor.paste(text)
        offer_decoding(self.desk, self.editor, text)

    def accept(self) -> None:
        """Hand the text back."""
        self.editor.finish_word()
        self.complaint = self.take(self.editor.text)
        if not self.complaint:
            self.desk.close(self)

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the label, the text, the complaint."""
        foot = paragraph(f" × {self.complaint}", width, "bad") if self.complaint else []
        head = [full([(f" Bản thứ ba của “{self.label}”", "strong")], width)]
        room = max(1, height - len(head) - len(foot))
        least = room if self.editor.many_lines else 1
        lines = paint_editor(self.editor, width, least, room, focused=True)
        return (head + lines + foot + [full([], width)] * height)[:height]
