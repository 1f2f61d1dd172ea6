"""The numbers Word counts by itself, typed out: pandoc drops those of headings and starts a broken list anew."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10),
          ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
"""`%2`: in the text of a number, the count of that level."""
_LEVELS = 9
_COUNTED = ("decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter")


@dataclass(frozen=True)
class _Level:
    """How one level of a list is counted and written."""

    start: int
    counting: str
    text: str
    joined: bool
    """Whether nothing stands between number and words."""


class WordNumbers:
    """The lists of a document, counted paragraph by paragraph from its start."""

    def __init__(self, numbering: ET.Element | None, styles: ET.Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        self._of_styles: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read_lists(numbering)
        if self._levels and styles is not None:
            self._read_styles(styles)

    def type_out(self, root: ET.Element) -> bool:
        """Put each number into its paragraph as text; whether there was one."""
        if not self._levels:
            return False
        changed = False
        for paragraph in root.iter(f"{_W}p"):
            of, level = self._list_of(paragraph)
            written = self._counted(of, level) if of else None
            if written is None:
                continue
            _insert(paragraph, written)
            changed = True
        return changed

    # ---- what the file says ------------------------------------------------------------------------------------------
    def _read_lists(self, numbering: ET.Element) -> None:
        for abstract in numbering.iter(f"{_W}abstractNum"):
            levels = {_whole(each.get(f"{_W}ilvl")): _level(each) for each in abstract.iter(f"{_W}lvl")}
            self._levels[abstract.get(f"{_W}abstractNumId", "")] = levels
        for number in numbering.iter(f"{_W}num"):
            name = number.get(f"{_W}numId", "")
            self._abstract[name] = _value(number.find(f"{_W}abstractNumId"))
            for override in number.iter(f"{_W}lvlOverride"):
                start = override.find(f"{_W}startOverride")
                if start is not None:
                    self._restarts[name, _whole(override.get(f"{_W}ilvl"))] = _whole(_value(start))

    def _read_styles(self, styles: ET.Element) -> None:
        """Keep the list and level that each paragraph style gives, through the styles it is based on."""
        named = {each.get(f"{_W}styleId", ""): each for each in styles.iter(f"{_W}style")}
        for name, style in named.items():
            seen: set[str] = set()
            at: ET.Element | None = style
            while at is not None and (identity := at.get(f"{_W}styleId", "")) not in seen:
                seen.add(identity)
                properties = at.find(f"{_W}pPr/{_W}numPr")
                if properties is not None:
                    of = _value(properties.find(f"{_W}numId"))
                    self._of_styles[name] = of, _whole(_value(properties.find(f"{_W}ilvl")))
                    break
                at = named.get(_value(at.find(f"{_W}basedOn")))

    def _list_of(self, paragraph: ET.Element) -> tuple[str, int]:
        """Return the list a paragraph is counted by, and on which level; "" for none."""
        of, level = self._of_styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")), ("", 0))
        direct = paragraph.find(f"{_W}pPr/{_W}numPr")
        if direct is not None:
            number, depth = direct.find(f"{_W}numId"), direct.find(f"{_W}ilvl")
            of = _value(number) if number is not None else of
            level = _whole(_value(depth)) if depth is not None else level
        return ("" if of == "0" else of), level

    # ---- counting ----------------------------------------------------------------------------------------------------
    def _counted(self, of: str, level: int) -> str | None:
        """Return the number that a paragraph of this list and level shows; None for a sign, which is no number."""
        abstract = self._abstract.get(of, "")
        levels = self._levels.get(abstract, {})
        here = levels.get(level)
        if here is None:
            return None
        counts = self._counts[abstract]
        if of not in self._begun:
            self._begun.add(of)
            for at in range(_LEVELS):
                if (of, at) in self._restarts:
                    counts[at] = self._restarts[of, at] - 1
        counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)
        if here.counting not in _COUNTED:
            return None

        def shown(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            other = levels.get(at)
            return _written(counts.get(at, other.start if other else 1), other.counting if other else "decimal")

        return _PLACE.sub(shown, here.text) + ("" if here.joined else " ")


def _level(element: ET.Element) -> _Level:
    start = element.find(f"{_W}start")
    return _Level(
        _whole(_value(start)) if start is not None else 1,
        _value(element.find(f"{_W}numFmt")) or "decimal",
        _value(element.find(f"{_W}lvlText")),
        _value(element.find(f"{_W}suff")) == "nothing",
    )


def _value(element: ET.Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < _LEVELS else 0


def _written(number: int, counting: str) -> str:
    """Return a count as Word writes it."""
    if counting == "decimalZero":
        return f"{number:02d}"
    if counting in ("upperLetter", "lowerLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if counting == "upperLetter" else letters
    if counting in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        out = ""
        for sign, value in _ROMAN:
            times, number = divmod(number, value)
            out += sign * times
        return out.upper() if counting == "upperRoman" else out
    return str(number)


def _insert(paragraph: ET.Element, text: str) -> None:
    """Put the words before those of the paragraph, which is then in no list."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = ET.Element(f"{_W}pPr")
        paragraph.insert(0, properties)
    old = properties.find(f"{_W}numPr")
    if old is not None:
        properties.remove(old)
    none = ET.SubElement(properties, f"{_W}numPr")
    ET.SubElement(none, f"{_W}numId", {f"{_W}val": "0"})
    run = ET.Element(f"{_W}r")
    words = ET.SubElement(run, f"{_W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    words.text = text
    paragraph.insert(list(paragraph).index(properties) + 1, run)
