"""One field of a form: what is typed, what it reads as, what is offered, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cchc_tui.language.text import clean_line, fold
from cchc_tui.records.fields import Choice, Field, FieldType, is_empty
from cchc_tui.records.typed import read_typed, show_value
from cchc_tui.tui.key import Key
from cchc_tui.tui.widgets.editor import Editor

MANY_LINES = frozenset({FieldType.TEXT, FieldType.LINES, FieldType.IDS})
_LIVE = frozenset(
    {
        FieldType.DATE,
        FieldType.INTEGER,
        FieldType.PLACE,
        FieldType.NUMBER,
        FieldType.PERIOD,
        FieldType.CHOICE,
        FieldType.FLAG,
    }
)
"""Types whose typed text is read into something else, worth showing while typing."""


@dataclass
class FieldBox:
    """A field with its editor. `default` is the value an untouched field gets; `offer` what → takes over."""

    declared: Field
    today: date
    choices: Sequence[Choice] = ()
    editor: Editor = field(default_factory=Editor)
    default: str = ""
    offer: str = ""
    warning: str = ""
    told: str = ""
    """What was found out from the text, for the line under it."""
    error: str = ""
    visited: bool = False
    """Left once: from then on an unreadable text is shown as an error, before that as a hint."""
    room: tuple[int, int] | None = None
    """Cells and rows it was first shown with; None before."""
    refused_default: bool = False
    """Backspace in the empty field: the default is not wanted."""

    @classmethod
    def of(cls, declared: Field, value: Any, today: date, choices: Sequence[Choice]) -> FieldBox:
        """Return a box showing a record's value."""
        text = show_value(declared, value, choices=choices)
        editor = Editor(text, many_lines=declared.type in MANY_LINES, enter_ends=True)
        return cls(declared, today, choices, editor)

    @property
    def key(self) -> str:
        """The field's key."""
        return self.declared.key

    @property
    def ghost(self) -> str:
        """The default as shown in the empty field; "" once something is typed or it is refused."""
        return "" if self.editor.text or self.refused_default else self.default

    @property
    def text(self) -> str:
        """What counts: the typed text, else the default."""
        return self.editor.text or self.ghost

    def read(self) -> tuple[Any, str]:
        """Return the value and "", or the empty value and a sentence saying what to type."""
        text = self.text
        value, fault = read_typed(self.declared, text, today=self.today, choices=self.choices)
        if fault and self.declared.type is FieldType.CHOICE and (near := self.beginning_with(text)):
            return near.code, ""
        return value, fault

    def beginning_with(self, text: str) -> Choice | None:
        """Return the first choice whose word begins as typed, without regard to marks: `cong` is công văn."""
        start = fold(text)
        return next((c for c in self.choices if start and fold(c.label).startswith(start)), None)

    def key_pressed(self, key: Key) -> bool:
        """Return a key for the text; → at its end takes the offer."""
        if key.name == "right" and self.offer and self.editor.caret == len(self.editor.text):
            self.put(self.offer)
            return True
        if key.name == "right" and self.ghost:
            self.put(self.default)
            return True
        if key.name == "backspace" and not self.editor.text and self.default:
            self.refused_default = True
        taken = self.editor.key(key)
        if taken:
            self.error = ""
        return taken

    def put(self, text: str) -> None:
        """Replace the text."""
        self.editor.put(text)
        self.error = ""

    def leave(self) -> None:
        """Leave the field, the caret going elsewhere: a readable text is shown as the office writes it, a bad one
        becomes an error.
        """
        self.visited = True
        self.editor.finish_word()
        if not self.editor.text:
            return
        value, fault = self.read()
        self.error = fault
        if not fault and self.declared.type in _LIVE and not is_empty(value):
            self.editor.put(show_value(self.declared, value, choices=self.choices))

    def remark(self, focused: bool) -> tuple[str, str]:
        """Return the line under the field: its sentence and style."""
        if self.error:
            return f"× {self.error}", "bad"
        if focused and self.editor.text and self.declared.type in _LIVE:
            value, fault = self.read()
            if fault:
                return (f"× {fault}", "bad") if self.visited else (f"  {_hint(fault, self.text)}", "muted")
            shown = show_value(self.declared, value, choices=self.choices)
            if shown != self.editor.text:
                return f"= {shown}", "muted"
        if self.warning:
            return f"! {self.warning}", "warn"
        if focused and self.offer:
            return f"→ {self.offer}   phím → nhận", "accent"
        return (f"= {self.told}", "muted") if self.told else ("", "")


def _hint(fault: str, typed: str) -> str:
    """Return what a fault tells to type. What is typed is not quoted under itself before it is done: the whole sentence
    would move on at every letter, at four times the bytes of the letter.
    """
    _, found, rest = fault.partition(f"{clean_line(typed)}”")
    advice = rest.partition(". ")[2] if found else ""
    return f"Chưa đọc được. {advice}" if advice else fault
