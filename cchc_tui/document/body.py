"""The body of a paper, block by block, in the dialect that export reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc_tui.document.dialect import dialect_parser, is_attached, notes_of

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A paragraph or heading outside tables: its words, its line in the file, its heading level (0: paragraph)."""

    text: str
    line: int
    level: int
    attached: bool = False
    """Whether it stands in a division after the text: an appendix, or what is issued with a decision."""


@dataclass(frozen=True)
class PageBody:
    """The blocks of a Markdown body that begins on `first_line` of its file."""

    tokens: Sequence[Token]
    lines: tuple[BodyLine, ...]
    first_line: int
    notes: Sequence[tuple[int, Sequence[Token]]] = ()
    """Each note at the foot of a page: its number and what it says."""

    @property
    def headings(self) -> Iterator[BodyLine]:
        """Yield the headings in order."""
        return (each for each in self.lines if each.level)

    def line_of(self, token: Token) -> int:
        """Return the line of the file a block begins on."""
        return self.first_line + (token.map[0] if token.map else 0)

    def cells(self) -> Iterator[Token]:
        """Yield the words of every table cell."""
        in_table = False
        for token in self.tokens:
            if token.type in ("table_open", "table_close"):
                in_table = token.type == "table_open"
            elif in_table and token.type == "inline":
                yield token

    def last_lines(self) -> Iterator[int]:
        """Yield the line where the content of the body ends, then that of each appendix."""
        last: Token | None = None
        for token in self.tokens:
            appendix = token.type == "container_div_open" and is_attached(token.info)
            if (appendix or token.type == "container_div_close") and last is not None:
                yield self.line_of(last)
                last = None
            if token.type == "inline" and token.map:
                last = token
        if last is not None:
            yield self.line_of(last)


def read_body(markdown: str, first_line: int) -> PageBody:
    """Return the blocks of a Markdown body."""
    env: dict[str, Any] = {}
    tokens = dialect_parser().parse(markdown, env)
    return PageBody(tokens, tuple(_lines(tokens, first_line)), first_line, notes_of(env))


def _lines(tokens: Sequence[Token], first_line: int) -> Iterator[BodyLine]:
    level, depth, in_table = 0, 0, False
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif token.type in ("container_div_open", "container_div_close"):
            depth += token.nesting
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline" and not in_table and token.map:
            breaks = ("softbreak", "hardbreak")
            text = "".join(" " if child.type in breaks else child.content for child in token.children or ())
            yield BodyLine(text.replace("\u00a0", " "), first_line + token.map[0], level, depth > 0)
