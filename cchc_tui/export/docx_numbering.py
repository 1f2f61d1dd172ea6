"""Typed numbers of headings and clauses as Word's own numbering, so that one put in between renumbers the rest.

A number becomes Word's only where Word then counts to exactly what was typed: a list begins with the number typed first
and ends where the next is not the following one, and the headings of a part of the document are numbered all or none.
Points "a)" stay typed: Word's small letters know no "đ", so from the fifth point on it would not count as the decree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc_tui.document.layout import Layout
from cchc_tui.export.xml_parts import W, xml

_PARAGRAPH = re.compile(rb"<w:p>.*?</w:p>", re.DOTALL)
_STYLE_OF = re.compile(rb'<w:p><w:pPr><w:pStyle w:val="(\w+)" ?/>')
_HEADING = re.compile(rb"Heading([12])")
_CLAUSES = (b"FirstParagraph", b"BodyText", b"LastParagraph")
_TYPED = re.compile(
    rb"(<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>)"
    rb"([0-9]{1,4}|[IVXLC]+|[A-Z])([.)])(?: |\xc2\xa0)(?=[^ <]|</w:t>)",
    re.DOTALL,
)
"""`1. ` at the start of the first run: a number, its sign and the space behind it."""
_EMPTY_RUN = re.compile(rb"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*></w:t></w:r>", re.DOTALL)
_ROMAN = (("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10),
          ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))  # fmt: skip
_FORMATS = {"I": "upperRoman", "1": "decimal", "A": "upperLetter"}
"""What Word calls the counting that a mark of the layout shows."""


@dataclass
class _List:
    """One list of Word's: its levels as (format, text, first number), by level."""

    levels: list[tuple[str, str, int]]
    of_styles: bool = False
    """Whether the styles of headings name it: a heading put in takes its number by its style."""


def number_natively(parts: dict[str, bytes], layout: Layout) -> None:
    """Let Word count what it would count as it was typed: in the text, the numbering part, the styles of headings."""
    marks = [layout.text(f"heading_{level}_mark") for level in (1, 2)]
    paragraphs = list(_PARAGRAPH.finditer(parts["word/document.xml"]))
    lists: list[_List] = []
    changed: dict[int, bytes] = {}
    for section in _sections(paragraphs):
        if headings := _number_headings(section, marks, len(lists) + 1, changed):
            headings.of_styles = section[0] is paragraphs[0]
            lists.append(headings)
        _number_clauses(section, lists, changed)
    if lists and lists[0].of_styles:
        parts["word/styles.xml"] = _linked(parts["word/styles.xml"], len(lists[0].levels))
        for match in paragraphs:
            if match.start() not in changed and _HEADING.fullmatch(_style(match)):
                changed[match.start()] = _listed(match[0], 0, 0)  # one without a number says so: its style has one
    parts["word/document.xml"] = _PARAGRAPH.sub(
        lambda match: changed.get(match.start(), match[0]), parts["word/document.xml"]
    )
    parts["word/numbering.xml"] = _numbering(lists)


def _sections(paragraphs: list[re.Match[bytes]]) -> list[list[re.Match[bytes]]]:
    """Return the paragraphs of the text and of each appendix."""
    sections: list[list[re.Match[bytes]]] = [[]]
    for paragraph in paragraphs:
        sections[-1].append(paragraph)
        if b"<w:sectPr" in paragraph[0]:
            sections.append([])
    return [section for section in sections if section]


# ---- headings --------------------------------------------------------------------------------------------------------
def _number_headings(
    section: list[re.Match[bytes]], marks: list[str], place: int, changed: dict[int, bytes]
) -> _List | None:
    """Number the headings of one section by a list of its own, when every number is the one Word would count.

    `place` is the number of that list.
    """
    first: dict[int, int] = {}
    counts = [0, 0]
    numbered: dict[int, bytes] = {}
    for match in section:
        heading = _HEADING.fullmatch(_style(match))
        level = int(heading[1]) - 1 if heading else 0
        number = _number(match, marks[level]) if heading else None
        if number is None:
            continue
        if level == 0:
            counts[1] = 0
        if number != (counts[level] + 1 if level in first or level == 1 else number):
            return None
        first.setdefault(level, number)
        counts[level] = number
        numbered[match.start()] = _with_number(match[0], level, place)
    changed |= numbered
    levels = [
        (_FORMATS.get(mark[0], "none"), f"%{at}{mark[1:]}", first.get(at - 1, 1)) for at, mark in enumerate(marks, 1)
    ]
    return _List(levels) if numbered else None


def _number(paragraph: re.Match[bytes], mark: str) -> int | None:
    """Return the number typed before a heading as its level's mark shows it; None for none that Word can count."""
    typed = _TYPED.search(paragraph[0])
    if mark[0] not in _FORMATS or typed is None or typed.start() != _text_start(paragraph[0]):
        return None
    text = typed[2].decode()
    if typed[3].decode() != mark[1:]:
        return None
    if mark[0] == "1":
        return int(text) if text.isdigit() and text[0] != "0" else None
    if mark[0] == "A":
        return ord(text) - ord("A") + 1 if len(text) == 1 and text.isalpha() else None
    number = _of_roman(text)
    return number if number and _roman(number) == text else None


def _of_roman(text: str) -> int:
    number = 0
    for letters, value in _ROMAN:
        while text.startswith(letters):
            number, text = number + value, text[len(letters) :]
    return number if not text else 0


def _roman(number: int) -> str:
    out = ""
    for letters, value in _ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


def _linked(styles: bytes, levels: int) -> bytes:
    """Return the styles with those of headings numbered by the text's own list: a new heading takes its number."""
    for level in range(levels):
        start = rb'<w:style [^>]*w:styleId="Heading%d"(?:(?!</w:style>).)*?<w:pPr>(?:<w:keepNext ?/>)?' % (level + 1)
        if found := re.search(start, styles, re.DOTALL):
            numbered = b'<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr>' % level
            styles = styles[: found.end()] + numbered + styles[found.end() :]
    return styles


# ---- clauses ---------------------------------------------------------------------------------------------------------
def _number_clauses(section: list[re.Match[bytes]], lists: list[_List], changed: dict[int, bytes]) -> None:
    """Number each run of clauses "1.", "2.", … by a list that begins with its first number."""
    last: tuple[int, bytes] | None = None
    for match in section:
        if _style(match) not in _CLAUSES:
            last = None if _style(match).startswith((b"Heading", b"Article", b"Part")) else last
            continue
        typed = _TYPED.search(match[0])
        if typed is None or not typed[2].isdigit() or typed[2][:1] == b"0" or typed.start() != _text_start(match[0]):
            continue
        number, sign = int(typed[2]), typed[3]
        if last != (number - 1, sign):
            lists.append(_List([("decimal", "%1" + sign.decode(), number)]))
        last = number, sign
        changed[match.start()] = _with_number(match[0], 0, len(lists))


# ---- XML -------------------------------------------------------------------------------------------------------------
def _style(paragraph: re.Match[bytes]) -> bytes:
    found = _STYLE_OF.match(paragraph[0])
    return found[1] if found else b""


def _text_start(paragraph: bytes) -> int:
    return paragraph.find(b"<w:r>")


def _with_number(paragraph: bytes, level: int, of: int) -> bytes:
    """Return the paragraph counted by Word instead of typed."""
    bare = _TYPED.sub(lambda found: found[1], paragraph, count=1)
    return _listed(_EMPTY_RUN.sub(b"", bare, count=1), level, of)


def _listed(paragraph: bytes, level: int, of: int) -> bytes:
    number = b'<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>' % (level, of)
    style = _STYLE_OF.match(paragraph)
    assert style is not None
    return paragraph[: style.end()] + number + paragraph[style.end() :]


def _numbering(lists: list[_List]) -> bytes:
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{place}"><w:nsid w:val="{0x43430000 + place:08X}"/>'
        f'<w:multiLevelType w:val="{"multilevel" if len(each.levels) > 1 else "singleLevel"}"/>'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{counting}"/>'
            f"{_style_link(level) if each.of_styles else ''}"
            f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
            for level, (counting, text, start) in enumerate(each.levels)
        )
        + "</w:abstractNum>"
        for place, each in enumerate(lists, 1)
    )
    used = "".join(
        f'<w:num w:numId="{place}"><w:abstractNumId w:val="{place}"/></w:num>' for place in range(1, len(lists) + 1)
    )
    return xml(f"<w:numbering {W}>{abstract}{used}</w:numbering>").encode()


def _style_link(level: int) -> str:
    return f'<w:pStyle w:val="Heading{level + 1}"/>'
