"""Text being typed: one line or many, with the habits of Vietnamese input methods built in.

Plain state and plain functions: a key comes in, the text changes. What arrives here (measured with UniKey, EVKey,
OpenKey, the Windows layout and macOS over SSH): Backspaces and new letters in one packet, combining marks after
their letter, a phantom U+202F that a later Backspace is meant for, pastes with line ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from cchc_tui.tui.canvas import wrap
from cchc_tui.tui.key import Key
from cchc_tui.tui.widgets.input_method import InputMethod, finished, retype

# Sent by OpenKey only to be deleted again by one Backspace more than the word has letters.
_PHANTOM = frozenset("\u202f\u200b\u200c\u200d\u2060\ufeff")
_REPLACEMENT = "\ufffd"
_BLANKS = re.compile(r"[\t\u00a0\u202f]")
_UNSEEN = re.compile(r"[\u200b-\u200d\u2060\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TRAVEL = {"ctrl+z": True, "ctrl+r": False}
_MOST_STEPS = 500
_LINE_ENDS = re.compile(r"\r\n|\r|\u2028|\u2029|\x85|\x0b|\x0c")


@dataclass
class Editor:
    """The text, where the caret stands, and what the next Backspace is for."""

    text: str = ""
    many_lines: bool = False
    enter_ends: bool = False
    """Enter leaves the text, Ctrl+J begins a line: in fields, of which the next one is an Enter away."""
    caret: int = -1
    width: int = 60
    """Cells a row is wrapped at; set when it is painted."""
    method: InputMethod = InputMethod.OFF
    """Changed by `type_with` only: the keys of the word at hand belong to it."""
    damaged: bool = False
    """A replacement character came in: the terminal does not send UTF-8."""
    _phantoms: int = field(default=0, repr=False)
    _raw: str = field(default="", repr=False)
    """The keys of the word before the caret while Telex or VNI is on."""
    _column: int | None = field(default=None, repr=False)
    _before_paste: tuple[str, int] = field(default=("", 0), repr=False)
    _undone: list[tuple[str, int]] = field(default_factory=list, repr=False)
    """Texts that Ctrl+R goes forward to, the next one last."""
    _done: list[tuple[str, int]] = field(default_factory=list, repr=False)
    """Texts that Ctrl+Z goes back to, the latest last."""
    _in_word: bool = field(default=False, repr=False)
    """The last change was a letter of a word: the letters of a word are taken back together."""

    def __post_init__(self) -> None:
        self.text = unicodedata.normalize("NFC", self.text)
        if self.caret < 0:
            self.caret = len(self.text)

    def put(self, text: str) -> None:
        """Replace the whole text; the caret goes to its end."""
        self.text = unicodedata.normalize("NFC", text)
        self.caret = len(self.text)
        self._raw = ""

    def type_with(self, method: InputMethod) -> None:
        """Go on with this input method; a word half typed with another one is done with that other one first."""
        if method is not self.method:
            self.finish_word()
            self.method = method

    def key(self, key: Key) -> bool:
        """Do what the key means in a text; False when it means nothing here."""
        if key.name in _TRAVEL:
            self._travel(back=_TRAVEL[key.name])
            return True
        before = (self.text, self.caret)
        taken = self._do(key)
        if self.text != before[0]:
            self._remember(before, with_word=key.name == "backspace" or bool(key.char))
            self._in_word = key.name == "backspace" or key.char.isalnum()
        elif key.name not in ("backspace", "delete"):
            self._in_word = False
        return taken

    def _remember(self, before: tuple[str, int], *, with_word: bool = False) -> None:
        if not (with_word and self._in_word):
            self._done.append(before)
            del self._done[:-_MOST_STEPS]
        self._in_word = False
        self._undone.clear()

    def _travel(self, *, back: bool) -> None:
        """Go through the texts that have been: back, or forward again."""
        source, other = (self._done, self._undone) if back else (self._undone, self._done)
        if source:
            other.append((self.text, self.caret))
            self.text, self.caret = source.pop()
        self._raw, self._phantoms, self._in_word = "", 0, False

    def _do(self, key: Key) -> bool:
        if key.char:
            self._type(key.char)
            return True
        if key.name == "backspace" and self._phantoms:
            self._phantoms -= 1
            return True
        self._phantoms = 0
        if key.name not in ("up", "down"):
            self._column = None
        action = _KEYS.get(key.name)
        if action is None:
            return False
        if key.name != "backspace":
            self.finish_word()
        return action(self)

    def paste(self, text: str) -> None:
        """Put a pasted text in at the caret: composed, without control characters, one line if this is one line."""
        text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
        text = _UNSEEN.sub("", _BLANKS.sub(" ", text))
        if not self.many_lines:
            text = " ".join(part.strip() for part in text.split("\n") if part.strip())
        self.damaged |= _REPLACEMENT in text
        self._raw = ""
        self._phantoms = 0
        self._before_paste = (self.text, self.caret)
        self._insert(text)
        self._remember(self._before_paste)

    def unpaste(self) -> None:
        """Take the last paste back."""
        self.text, self.caret = self._before_paste

    def _type(self, char: str) -> None:
        self._column = None
        if char in _PHANTOM:
            self._phantoms += 1
            return
        self._phantoms = 0
        if char == "\u00a0":
            char = " "
        if char == _REPLACEMENT:
            self.damaged = True
        if self.method is not InputMethod.OFF and self._compose(char):
            return
        self._insert(char)

    def _compose(self, char: str) -> bool:
        """Let the built-in input method take a letter; False when it stands as it is."""
        retyped = retype(self.method, self.text[: self.caret], self._raw, char)
        if retyped is None:
            self.finish_word()
            return False
        start, self._raw, word = retyped
        self._put_word(start, word)
        return True

    def finish_word(self) -> None:
        """Finish the word before the caret: what Telex or VNI made of a foreign word is undone."""
        ended = finished(self.method, self.text[: self.caret], self._raw) if self._raw else None
        self._raw = ""
        if ended is not None:
            self._put_word(*ended)

    def _put_word(self, start: int, word: str) -> None:
        self.text = self.text[:start] + word + self.text[self.caret :]
        self.caret = start + len(word)

    def _insert(self, text: str) -> None:
        """Insert at the caret; a combining mark joins the letter before it."""
        start = self.caret
        if text and unicodedata.combining(text[0]):
            start = cluster_start(self.text, self.caret)
        left = unicodedata.normalize("NFC", self.text[start : self.caret] + text)
        self.text = self.text[:start] + left + self.text[self.caret :]
        self.caret = start + len(left)

    def rows(self) -> list[tuple[int, int]]:
        """Return the rows on screen as (start, end) in the text, soft-wrapped at `width`."""
        rows: list[tuple[int, int]] = []
        offset = 0
        for part in self.text.split("\n"):
            rows.extend((offset + start, offset + end) for start, end in wrap(part, self.width))
            offset += len(part) + 1
        return rows

    def place(self) -> tuple[int, int]:
        """Row and column of the caret among `rows`."""
        rows = self.rows()
        for number in range(len(rows) - 1, -1, -1):
            if rows[number][0] <= self.caret:
                return number, self.caret - rows[number][0]
        return 0, 0

    def go_to(self, row: int, column: int) -> None:
        """Put the caret on a row and column, or the nearest there is."""
        rows = self.rows()
        start, end = rows[min(max(row, 0), len(rows) - 1)]
        last = row >= len(rows) - 1 or rows[row + 1][0] > end
        self.caret = min(start + column, end if last else max(start, end - 1))

    def move_rows(self, step: int) -> bool:
        """Up or down by rows, keeping the column; False when there is no such row."""
        row, column = self.place()
        if self._column is None:
            self._column = column
        if not 0 <= row + step < len(self.rows()):
            return False
        self.go_to(row + step, self._column)
        return True


def cluster_start(text: str, end: int) -> int:
    """Return where the letter before `end` begins, its marks counted in."""
    start = max(0, end - 1)
    while start > 0 and unicodedata.combining(text[start]):
        start -= 1
    return start


def _cluster_end(text: str, start: int) -> int:
    end = min(len(text), start + 1)
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _cut(editor: Editor, start: int, end: int) -> bool:
    editor.text = editor.text[:start] + editor.text[end:]
    editor.caret = start
    return True


def _line_start(editor: Editor) -> int:
    return editor.text.rfind("\n", 0, editor.caret) + 1


def _line_end(editor: Editor) -> int:
    end = editor.text.find("\n", editor.caret)
    return len(editor.text) if end < 0 else end


def _backspace(editor: Editor) -> bool:
    editor._raw = ""
    return _cut(editor, cluster_start(editor.text, editor.caret), editor.caret) if editor.caret else True


def _delete(editor: Editor) -> bool:
    return _cut(editor, editor.caret, _cluster_end(editor.text, editor.caret))


def _delete_word(editor: Editor) -> bool:
    kept = editor.text[: editor.caret].rstrip()
    return _cut(editor, max(kept.rfind(" "), kept.rfind("\n")) + 1, editor.caret)


def _go(editor: Editor, caret: int) -> bool:
    editor.caret = caret
    return True


def _newline(editor: Editor) -> bool:
    if not editor.many_lines:
        return False
    editor._insert("\n")
    return True


_KEYS: dict[str, Callable[[Editor], bool]] = {
    "backspace": _backspace,
    "delete": _delete,
    "ctrl+w": _delete_word,
    "ctrl+u": lambda e: _cut(e, _line_start(e), e.caret),
    "left": lambda e: _go(e, cluster_start(e.text, e.caret)),
    "right": lambda e: _go(e, _cluster_end(e.text, e.caret)),
    "home": lambda e: _go(e, _line_start(e)),
    "end": lambda e: _go(e, _line_end(e)),
    "ctrl+home": lambda e: _go(e, 0),
    "ctrl+end": lambda e: _go(e, len(e.text)),
    "up": lambda e: e.move_rows(-1),
    "down": lambda e: e.move_rows(1),
    "enter": lambda e: not e.enter_ends and _newline(e),
    "newline": _newline,
}
