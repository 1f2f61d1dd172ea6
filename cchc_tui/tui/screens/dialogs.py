"""Small boxes over a screen: a question, a page to read, a list to pick from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.language.text import fold, matches
from cchc_tui.tui.canvas import Line, Run, full, paragraph, width_of
from cchc_tui.tui.commands import key_word
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.tui.widgets.editor_paint import paint_editor

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_WIDEST = 100
"""Cells of a line that is still read with ease."""


_ENTRIES = 14
"""Rows of a list in a band: what lies under it stays in sight."""
_FIELD = 78
"""Cells of a line that is asked for."""


def band(title: str, lines: Sequence[Line], width: int) -> list[Line]:
    """Return the lines as a band across the window: its edge with the title, no sides, so that it is cheap to erase."""
    head = f" {title} " if title else ""
    edge: list[Run] = [("─", "accent"), (head, "strong"), ("─" * max(0, width - 1 - width_of(head)), "accent")]
    return [full(edge, width), *(full(line, width) for line in lines)]


def inner_width(width: int) -> int:
    """Cells for the text of a band."""
    return min(width, _WIDEST)


def keys_line(entries: Sequence[tuple[str, str]], width: int) -> Line:
    """Return the keys of a band, as in the key bar."""
    runs: list[Run] = []
    for key, words in entries:
        runs += [(key, "key"), (f" {words}  ", "")]
    return full(runs, width)


class Question(View):
    """A question with answers on single keys; Esc and F3 are the harmless answer."""

    modal = True

    def __init__(
        self, desk: Desk, title: str, text: str, answers: Sequence[tuple[str, str, Callable[[], None]]], at: int = -1
    ) -> None:
        """`answers`: key name, its words, what to do; the last is by custom the harmless one, and Enter takes it
        unless `at` says otherwise. Leaving without an answer does nothing.
        """
        super().__init__(desk)
        self.title, self.text, self.answers = title, text, answers
        self.cursor = at % len(answers)
        self.actions = {"back": lambda: desk.close(self)}

    def key(self, key: Key) -> bool:
        """Return an answer's own key, or the arrows and Enter; none that was typed before the question could be
        seen.
        """
        if self.opened_by is not None and self.opened_by is self.desk.packet:
            self.desk.say("Phím gõ trước khi câu hỏi hiện ra không tính là trả lời.", "warn")
            return True
        for number, (name, _, _) in enumerate(self.answers):
            if key.name.lower() == name:
                self._answer(number)
                return True
        if key.name in ("left", "up", "shift+tab"):
            self.cursor = max(0, self.cursor - 1)
        elif key.name in ("right", "down", "tab"):
            self.cursor = min(len(self.answers) - 1, self.cursor + 1)
        elif key.name == "enter":
            self._answer(self.cursor)
        else:
            return key.char != ""
        return True

    def _answer(self, number: int) -> None:
        self.desk.close(self)
        self.answers[number][2]()

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the band: sentence, what it is about, the answers with their letters, the keys."""
        lines = [full([], width), *paragraph(self.text, inner_width(width)), full([], width)]
        for number, (name, words, _) in enumerate(self.answers):
            here = number == self.cursor
            sign, key = "► " if here else "  ", f"{_answer_key(name):<3}"
            runs: list[Run] = (
                [(sign + key + " " + words, "here")] if here else [(sign, ""), (key, "key"), (" " + words, "")]
            )
            lines.append(full(runs, width, "here" if here else ""))
        lines += [full([], width), keys_line([("Enter", "Chọn"), ("F3", "Thôi")], width)]
        return band(self.title, lines[-(height - 1) :], width)


def _answer_key(name: str) -> str:
    """Return a single-letter key in capitals, as on the keyboard."""
    return name.upper() if len(name) == 1 else key_word(name)


class Waiting(View):
    """A box while something is at work that cannot be stopped halfway; keys wait for nothing."""

    modal = True
    helpful = False

    def __init__(self, desk: Desk, title: str, text: str) -> None:
        super().__init__(desk)
        self.title, self.text = title, text

    def key(self, key: Key) -> bool:
        """Take no key: none means anything here."""
        return True

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the box."""
        text = paragraph(self.text, inner_width(width))
        return band(self.title, [full([], width), *text, full([], width)], width)


class Prompt(View):
    """One line to be typed: a reason, a name, a period."""

    modal = True
    typing = True

    def __init__(self, desk: Desk, title: str, text: str, take: Callable[[str], str], start: str = "") -> None:
        """`take` gets the typed line; what it returns is a complaint that keeps the box open, "" closes it."""
        super().__init__(desk)
        self.title, self.text, self.take = title, text, take
        self.editor = Editor(start, method=desk.method)
        self.complaint = ""
        self.actions = {"telex": lambda: None, "back": lambda: desk.close(self)}

    def key(self, key: Key) -> bool:
        """Typing; Enter or F2 takes it."""
        if key.name in ("enter", "f2", "ctrl+s"):
            self.desk.close(self)
            try:
                self.complaint = self.take(self.editor.text)
            except CchcError as fault:
                self.complaint = fault.message
            if self.complaint:
                self.desk.views.append(self)
            return True
        if key.name == "ctrl+l":
            self.desk.method = self.desk.method.following
            self.editor.type_with(self.desk.method)
            return True
        taken = self.editor.key(key)
        if self.editor.damaged:
            self.desk.notice_damage()
        return taken

    def paste(self, text: str) -> None:
        """Take a paste into the line."""
        self.editor.paste(text)

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the box."""
        wide = inner_width(width)
        field = paint_editor(self.editor, min(wide, _FIELD), 1, 3, focused=True)
        lines = [full([], width), *paragraph(self.text, wide), *field]
        lines += paragraph("× " + self.complaint, wide, "bad") if self.complaint else [full([], wide)]
        lines.append(keys_line([("Enter", "Đồng ý"), ("F3", "Thôi")], width))
        return band(self.title, lines, width)


class Page(View):
    """A text to read, scrolled by the arrows."""

    modal = True

    def __init__(self, desk: Desk, title: str, lines: Callable[[int], list[Line]], *, wide: bool = False) -> None:
        """`lines` gives the text wrapped at a width."""
        super().__init__(desk)
        self.title, self.lines, self.wide = title, lines, wide
        self.top = 0
        self.page = 1
        self.actions = {"back": lambda: desk.close(self)}

    def key(self, key: Key) -> bool:
        """Scroll; Enter closes."""
        steps = {"up": -1, "down": 1, "pageup": -self.page, "pagedown": self.page, "space": self.page}
        name = "space" if key.name == " " else key.name
        if name in steps:
            self.top += steps[name]
        elif name == "home":
            self.top = 0
        elif name == "end":
            self.top = 10**9
        elif name in ("enter", "f1"):
            self.desk.close(self)
        else:
            return False
        return True

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the band with the part in sight."""
        lines = self.lines(width if self.wide else inner_width(width))
        self.page = max(1, min(height - 2, max(len(lines), 1)))
        self.top = max(0, min(self.top, len(lines) - self.page))
        shown = lines[self.top : self.top + self.page]
        more = f" · {self.top + len(shown)}/{len(lines)}" if len(lines) > self.page else ""
        keys = [("↑↓", "Xem tiếp")] if more else []
        return band(self.title + more, [*shown, keys_line([*keys, ("F3", "Về")], width)], width)


class Picker(View):
    """A list to pick one or several from, narrowed by typing without diacritics."""

    modal = True
    typing = True

    def __init__(
        self,
        desk: Desk,
        title: str,
        entries: Sequence[tuple[str, str]],
        take: Callable[[list[str]], None],
        *,
        several: bool = False,
        marked: Sequence[str] = (),
        hint: str = "",
    ) -> None:
        """`entries`: a code and its words. `take` gets the codes picked."""
        super().__init__(desk)
        self.title, self.entries, self.take, self.several, self.hint = title, entries, take, several, hint
        self.folded = [fold(f"{words} {code}") for code, words in entries]
        self.marked = list(marked)
        self.query = Editor(method=desk.method)
        self.cursor = 0
        self.page = 1
        self.actions = {"back": lambda: desk.close(self)}

    @property
    def found(self) -> list[tuple[str, str]]:
        """The entries that the typed words are found in."""
        text = self.query.text
        return [e for e, folded in zip(self.entries, self.folded, strict=True) if matches(folded, text)]

    def key(self, key: Key) -> bool:
        """Arrows choose, Enter takes, letters narrow; Space marks where several may be taken."""
        found = self.found
        steps = {"up": -1, "down": 1, "pageup": -self.page, "pagedown": self.page}
        if key.name in steps:
            self.cursor = max(0, min(self.cursor + steps[key.name], len(found) - 1))
        elif key.name in ("enter", "f2", "ctrl+s"):
            self._take(found)
        elif self.several and key.name in (" ", "tab") and found:
            code = found[min(self.cursor, len(found) - 1)][0]
            self.marked = [c for c in self.marked if c != code] if code in self.marked else [*self.marked, code]
            self.cursor = min(self.cursor + 1, len(found) - 1)
        elif self.query.key(key):
            self.cursor = 0
        else:
            return False
        return True

    def _take(self, found: list[tuple[str, str]]) -> None:
        self.desk.close(self)
        if self.several:
            self.take(self.marked)
        elif found:
            self.take([found[min(self.cursor, len(found) - 1)][0]])

    def paste(self, text: str) -> None:
        """Narrow by a paste too."""
        self.query.paste(text)
        self.cursor = 0

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the band: what was typed, the entries around the cursor, the keys."""
        found = self.found
        self.cursor = max(0, min(self.cursor, len(found) - 1))
        self.page = max(1, min(len(self.entries), height - 5, _ENTRIES))
        top = max(0, min(self.cursor - self.page // 2, len(found) - self.page))
        field = paint_editor(self.query, min(inner_width(width), _FIELD), 1, 1, focused=True)[0]
        lines = [field, *(self._paint_entry(found, number, width) for number in range(top, top + self.page))]
        return band(self.title, [*lines, full([], width), full(self._foot(), width)], width)

    def _paint_entry(self, found: list[tuple[str, str]], number: int, width: int) -> Line:
        if number >= len(found):
            return full([("  Không có mục nào khớp.", "") if not found and number == 0 else ("", "")], width)
        code, words = found[number]
        here = number == self.cursor
        box = ("● " if code in self.marked else "○ ") if self.several else ""
        style = "here" if here else ""
        return full([(("► " if here else "  ") + box + words, style)], width, style)

    def _foot(self) -> list[Run]:
        keys: list[Run] = [("Enter", "key"), (" Lấy  ", "")]
        if self.several:
            keys += [("Cách", "key"), (" Chọn  ", "")]
        return [*keys, ("F3", "key"), (" Thôi  ", ""), (self.hint, "muted")]
