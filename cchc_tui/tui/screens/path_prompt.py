"""A file chosen by typing its path: names of the folder appear as one types, Tab completes, arrows choose."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.errors import system_cause
from cchc_tui.language.text import fold, printable
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.dialogs import band, inner_width, keys_line
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.tui.widgets.editor_paint import paint_editor

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_WIDEST = 76
_NAMES = 10
_MOST = 2_000
"""Names of a folder that are looked at; a longer folder has to be narrowed by typing."""


class PathPrompt(View):
    """One line for the path, under it the names that go on from what is typed."""

    modal = True
    typing = True

    def __init__(
        self, desk: Desk, title: str, text: str, endings: Sequence[str], take: Callable[[Path], str], start: str = ""
    ) -> None:
        """`endings`: of the files worth showing; `take` gets the file, a complaint it returns keeps the box open."""
        super().__init__(desk)
        self.title, self.text, self.endings, self.take = title, text, tuple(endings), take
        self.editor = Editor(start)
        self.start = start
        self.complaint = ""
        self.cursor = -1
        """The name chosen by the arrows; -1 while only typed."""
        self.names: list[str] = []
        self.actions = {"back": lambda: desk.close(self)}
        self._find()

    @property
    def path(self) -> Path:
        """What is typed, `~` unfolded, from the working directory."""
        return Path(os.path.expanduser(self.editor.text.strip()))  # noqa: PTH111 - Path.expanduser raises for ~nobody

    def _find(self) -> None:
        """Find the names of the folder that begin as typed, folders first."""
        typed = self.editor.text.strip()
        folder = self.path if typed.endswith("/") or not typed else self.path.parent
        start = "" if typed.endswith("/") or not typed else self.path.name
        self.cursor = -1
        self.complaint = ""
        try:
            with os.scandir(folder) as entries:
                found = [(not e.is_dir(), e.name) for e, _ in zip(entries, range(_MOST), strict=False)]
        except OSError as fault:
            self.names = []
            if typed and not isinstance(fault, FileNotFoundError):
                self.complaint = f"Không xem được thư mục {folder} ({system_cause(fault)})."
            return
        wanted = [
            name if is_file else name + "/"
            for is_file, name in sorted(found)
            if fold(name).startswith(fold(start))
            and (not name.startswith(".") or start.startswith("."))
            and (not is_file or name.lower().endswith(self.endings))
        ]
        self.names = wanted

    def _put_name(self, name: str) -> None:
        """Put the name in place of the last part of the path."""
        head, slash, _ = self.editor.text.rpartition("/")
        self.editor.put(f"{head}{slash}{name}")

    def key(self, key: Key) -> bool:
        """Typing; Tab completes, arrows choose a name, Enter takes the file or opens the folder."""
        if key.name in ("up", "down"):
            self.cursor = max(-1, min(self.cursor + (1 if key.name == "down" else -1), len(self.names) - 1))
        elif key.name == "tab":
            self._complete()
        elif key.name in ("enter", "f2"):
            self._enter()
        else:
            self._make_way_for(key.char)
            if not self.editor.key(key):
                return False
            self._find()
        return True

    def _make_way_for(self, text: str) -> None:
        """Let a path that begins anew, `/…` or `~…`, right after the folder offered takes its place."""
        editor = self.editor
        if text.startswith(("/", "~")) and editor.text == self.start and editor.caret == len(editor.text):
            editor.put("")

    def paste(self, text: str) -> None:
        """Take a pasted path; quotes that a terminal puts around a dropped file go."""
        path = text.strip().strip("'\"")
        self._make_way_for(path)
        self.editor.paste(path)
        self._find()

    def _complete(self) -> None:
        """Put the chosen name, else as many letters as all names have in common."""
        if self.cursor >= 0:
            self._put_name(self.names[self.cursor])
        elif self.names:
            common = _common_start(self.names)
            if len(common) > len(self.editor.text.rpartition("/")[2]) or len(self.names) == 1:
                self._put_name(common)
        self._find()

    def _enter(self) -> None:
        if self.cursor >= 0:
            self._put_name(self.names[self.cursor])
        if not self.editor.text.strip():
            self.complaint = "Hãy gõ đường dẫn của tệp."
            return
        if self.path.is_dir():
            if not self.editor.text.endswith("/"):
                self.editor.put(self.editor.text + "/")
            self._find()
            return
        if not self.path.is_file():
            self.complaint = f"Không có tệp “{printable(self.editor.text)}”."
            return
        self.desk.close(self)
        self.complaint = self.take(self.path)
        if self.complaint:
            self.desk.views.append(self)

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the box."""
        inner = inner_width(width)
        lines = [*paragraph(self.text, inner), *paint_editor(self.editor, inner, 1, 3, focused=True)]
        lines += paragraph("× " + self.complaint, inner, "bad") if self.complaint else [full([], inner)]
        room = max(1, min(_NAMES, height - len(lines) - 4))
        top = max(0, min(self.cursor - room // 2, len(self.names) - room))
        for number in range(top, min(top + room, len(self.names))):
            sign, style = ("► ", "here") if number == self.cursor else ("  ", "")
            lines.append(full([(sign + printable(self.names[number]), style)], inner))
        more = len(self.names) - room
        lines.append(full([(f"  … và {more} tên nữa, gõ thêm để thu hẹp" if more > 0 else "", "muted")], inner))
        lines.append(keys_line([("Tab", "Điền tiếp"), ("Enter", "Mở"), ("F3", "Thôi")], width))
        return band(self.title, lines, width)


def _common_start(names: Sequence[str]) -> str:
    """Return the letters that all names begin with."""
    first, last = min(names), max(names)
    return first[: next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]
