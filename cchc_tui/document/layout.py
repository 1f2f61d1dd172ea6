"""The layout of an official document as data: every number of the decree with the clause it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cchc_tui.document.form import Form
from cchc_tui.records.kind import Kind

COMMON_FORM = "chung"
"""The form of a kind whose entry names none."""
Value = float | str
Face = Literal["regular", "bold", "italic"]


@dataclass(frozen=True)
class LayoutRule:
    """One value of the layout. `minimum`, `maximum` and `choices` are what the decree allows; None means unbounded."""

    key: str
    value: Value
    clause: str
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Value, ...] = ()

    def allows(self, value: Value) -> bool:
        """Return whether the decree lets an office set this value."""
        if self.choices:
            return value in self.choices
        if self.minimum is None and self.maximum is None:
            return type(value) is type(self.value) or not isinstance(self.value, str)
        if isinstance(value, str):
            return False
        above = self.minimum is None or value >= self.minimum
        return above and (self.maximum is None or value <= self.maximum)


@dataclass(frozen=True)
class Component:
    """How one component of a document looks.

    `sizes` gives points for each size profile (13, 14); `style` is the name a clerk sees in Word; `spacing` is
    "single" or "body" (the line spacing of the text); `indent` means the first-line indent of the text; `capitals`
    that its words are printed in capitals however they were typed; `left_mm` moves the whole of it to the right.
    """

    key: str
    style: str
    sizes: Mapping[int, float]
    align: str
    clause: str
    bold: bool = False
    italic: bool = False
    before_pt: float = 0
    after_pt: float = 0
    spacing: str = "single"
    indent: bool = False
    keep_next: bool = False
    capitals: bool = False
    left_mm: float = 0
    minimum: float | None = None
    maximum: float | None = None

    def cased(self, text: str) -> str:
        """Return `text` as this component prints it."""
        return text.upper() if self.capitals else text

    @property
    def face(self) -> Face:
        """The face whose letter widths measure this component (there is no table for bold italic: bold is wider)."""
        if self.bold:
            return "bold"
        return "italic" if self.italic else "regular"


@dataclass(frozen=True)
class Layout:
    """One decree's layout, with the office's own choices inside the decree's bounds already applied.

    `kinds`: the kinds of documents it knows, by slug; `kinds_clause` says where it lists them. `forms` by name, and
    `kind_forms`: the name of each kind's form by the kind's slug; `kind_titles` the words a kind prints when they are
    not its name.
    """

    name: str
    title: str
    in_force_from: str
    style_prefix: str
    docx_template: str
    pdf_template: str
    rules: Mapping[str, LayoutRule]
    components: Mapping[str, Component]
    kinds: Mapping[str, Kind]
    kinds_clause: str
    forms: Mapping[str, Form]
    kind_forms: Mapping[str, str]
    kind_titles: Mapping[str, str]

    def number(self, key: str) -> float:
        """Return the value of a numeric rule, in the unit its key ends with."""
        value = self.rules[key].value
        if isinstance(value, str):
            raise TypeError(f"{key} is text")
        return value

    def text(self, key: str) -> str:
        """Return the value of a rule that is text."""
        return str(self.rules[key].value)

    def filled(self, key: str, **words: str) -> str:
        """Return the text of a form like "Số: {number}/{symbol}" with the words in their places, whatever they
        contain.
        """
        return re.sub(r"\{(\w+)\}", lambda place: words[place[1]], self.text(key))

    def kind_title(self, kind: Kind) -> str:
        """Return what a document of this kind prints as its kind."""
        return self.kind_titles.get(kind.slug, kind.name)

    def form(self, kind: Kind | None) -> Form:
        """Return the form of a kind; the common one for no kind, or a kind that has none of its own."""
        return self.forms[self.kind_forms.get(kind.slug, COMMON_FORM) if kind else COMMON_FORM]

    def clause(self, key: str) -> str:
        """Return where the decree says so, in Vietnamese; of a rule or of a component."""
        return self.rules[key].clause if key in self.rules else self.components[key].clause

    @property
    def text_width_mm(self) -> float:
        """The width between the margins of an upright page."""
        return self.number("page_width_mm") - self.number("margin_left_mm") - self.number("margin_right_mm")

    @property
    def wide_text_width_mm(self) -> float:
        """The width between the margins of a page on its side."""
        return self.number("page_height_mm") - self.number("margin_left_mm") - self.number("margin_right_mm")


@dataclass(frozen=True)
class FaceWidths:
    """Advance widths of the Times faces in thousandths of an em, for measuring text without a font.

    `ascent`, `descent`: a line's box above and below its base line; `line`: what Word makes of a single line.
    """

    faces: Mapping[Face, Mapping[str, int]]
    ascent: int
    descent: int
    line: int

    # A letter outside the table (a rare symbol) is taken as wide as a capital: better a line too long than too short.
    _UNKNOWN = 722

    def millimetres(self, text: str, face: Face, size_pt: float) -> float:
        """Return how long `text` is on paper."""
        table = self.faces[face]
        thousandths = sum(table.get(letter, self._UNKNOWN) for letter in text)
        return thousandths / 1000 * size_pt * 25.4 / 72
