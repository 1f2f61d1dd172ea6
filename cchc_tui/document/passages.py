"""A paper's Markdown as passages of plain text, each letter knowing where it stands in the source.

Structure comes from the dialect that export reads, whose inline stage is left out: headings, paragraphs, list items and
table cells are told apart, what stands in code, URLs and tags is covered, escapes and emphasis marks are taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cchc_tui.document.dialect import dialect_parser, is_attached

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

COVER = "\ufffc"
"""Stands for code, URLs and whatever else is not prose."""


class PassageKind(StrEnum):
    """What a passage is in the document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    HEAD = "head"
    """A field of the report sheet: title, căn cứ, name of the appendix."""


class Place(NamedTuple):
    """Line from 1, column from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The part of the source that a passage was read from, looked at only when a rule has found something."""

    content: str
    """The passage as written, lines parted by line feeds."""
    offsets: Sequence[int]
    """For each letter of the plain text its place in `content`."""
    first_line: int
    """From 0."""
    lines: Sequence[str]
    """All lines of the source."""

    def place(self, letter: int) -> Place | None:
        """Line and column of one letter; None where its line is not found in the source as it stands."""
        offset = self.offsets[letter]
        number = self.content.count("\n", 0, offset)
        start = self.content.rfind("\n", 0, offset) + 1
        end = self.content.find("\n", start)
        part = self.content[start : end if end >= 0 else len(self.content)]
        line = self.first_line + number
        source = self.lines[line] if line < len(self.lines) else ""
        column = source.find(part)
        # A short cell may stand twice in its row: then nobody can say which one is meant.
        if column < 0 or (len(part) < len(source) // 3 and source.count(part) > 1):
            return None
        return Place(line + 1, column + offset - start)


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading, paragraph, list item or table cell."""

    kind: PassageKind
    text: str
    line: int | None = None
    """Line of the source it begins on, from 1; None for a field of the report sheet."""
    origin: Origin | None = None
    """Where its letters stand in the source; None for a field of the report sheet."""
    field: str | None = None
    in_appendix: bool = False

    def place(self, start: int, end: int) -> Place | None:
        """Return where the words begin in the source; column -1 when they do not stand there in one piece."""
        if self.origin is None or start >= end:
            return None
        first, last = self.origin.place(start), self.origin.place(end - 1)
        if first is None or last is None:
            return None
        whole = first.line == last.line and last.column - first.column == end - 1 - start
        return first if whole else Place(first.line, -1)


@dataclass(frozen=True)
class Prose:
    """The passages of a document in order."""

    passages: tuple[Passage, ...] = field(default=())
    has_appendix: bool = False

    def body(self) -> Iterator[Passage]:
        """Return the passages before the appendix, without the head."""
        return (p for p in self.passages if not p.in_appendix and p.kind is not PassageKind.HEAD)


def read_prose(markdown: str) -> Prose:
    """Return the passages of a Markdown document; a YAML head and the marks of divisions are jumped over."""
    lines = markdown.split("\n")
    start = _after_head(lines)
    blank = [""] * start + lines[start:]
    tokens = _parser().parse("\n".join(blank))
    opened = (t for t in tokens if t.type == "container_div_open" and is_attached(t.info))
    appendix = next((t.map[0] for t in opened if t.map), None)
    passages: list[Passage] = []
    for token, kind in _inline_tokens(tokens):
        passages += _passages(token, kind, blank, appendix)
    return Prose(tuple(passages), appendix is not None)


def _after_head(lines: Sequence[str]) -> int:
    if not lines or lines[0].rstrip() != "---":
        return 0
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            return number + 1
    return 0


@cache
def _parser() -> MarkdownIt:
    """Return the dialect without its inline stage: passages find their letters themselves."""
    parser = dialect_parser()
    parser.disable(["inline", "text_join"])
    return parser


class _Inline(NamedTuple):
    token: Token
    first: int
    last: int


def _inline_tokens(tokens: Sequence[Token]) -> Iterator[tuple[_Inline, PassageKind]]:
    """Yield every inline token with its lines and kind; code blocks and raw HTML have none."""
    row = (0, 0)
    depth = 0
    heading = cell = False
    for token in tokens:
        match token.type:
            case "heading_open" | "heading_close":
                heading = token.nesting == 1
            case "tr_open":
                row = (token.map[0], token.map[1]) if token.map else row
            case "td_open" | "th_open" | "td_close" | "th_close":
                cell = token.nesting == 1
            case "list_item_open" | "list_item_close":
                depth += token.nesting
            case "inline":
                lines = row if cell else (token.map[0], token.map[1]) if token.map else (0, 0)
                kind = PassageKind.CELL if cell else PassageKind.HEADING if heading else PassageKind.PARAGRAPH
                if kind is PassageKind.PARAGRAPH and depth:
                    kind = PassageKind.ITEM
                yield _Inline(token, *lines), kind


def _passages(inline: _Inline, kind: PassageKind, lines: Sequence[str], appendix: int | None) -> Iterator[Passage]:
    content = inline.token.content
    if not content.strip():
        return
    in_appendix = appendix is not None and inline.first >= appendix
    text, offsets = _plain(content)
    if kind is PassageKind.PARAGRAPH and re.match(r"[-+–•*]\s", text):
        kind = PassageKind.ITEM
    begin = 0
    for part in text.split("\v"):  # <br> in a cell
        end = begin + len(part)
        if part.strip(f" {COVER}"):
            line = inline.first + 1 + content.count("\n", 0, offsets[begin])
            yield Passage(kind, part, line, Origin(content, offsets[begin:end], inline.first, lines), None, in_appendix)
        begin = end + 1


_MARKUP = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<break><br\s*/?>)|(?P<picture>!?\[\s*\]\([^)]*\))|(?P<cover>`+[^`]*`+|\[\^[^\]\s]+\]:?|<[^<>\s][^<>]*>|!?\[(?=[^\]]*\]\()"
    r"|\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|(?:https?://|www\.)[^\s<>|]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:vn|com|org|net|gov)\b[^\s,;]*)"
    r"|(?P<emphasis>(?<!\*)\*+(?=[^\s*])|(?<=[^\s*])\*+|(?<!\w)_+|_+(?!\w))"
)
"""`**[xem](https://a.vn)`: what is markup and what is a name: no rule of prose looks there."""


def _plain(content: str) -> tuple[str, Sequence[int]]:
    """Return the content as a reader sees it, and where each letter stood in it."""
    if not _MARKUP.search(content):
        return content.replace("\n", " "), range(len(content))
    text: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in _MARKUP.finditer(content):
        text.append(content[at : match.start()])
        offsets += range(at, match.start())
        at = match.end()
        if match["escaped"]:
            text.append(match["escaped"])
            offsets.append(match.end() - 1)
        elif match["break"]:
            text.append("\v")
            offsets.append(match.start())
        elif match["picture"] or (match["cover"] and not match["cover"].startswith(("[", "![", "]("))):
            text.append(COVER)
            offsets.append(match.start())
    text.append(content[at:])
    offsets += range(at, len(content))
    return "".join(text).replace("\n", " "), offsets
