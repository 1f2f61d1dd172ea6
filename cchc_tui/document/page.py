"""The page of a paper as blocks: head with quốc hiệu, prose with its figures, foot; for reading on a screen.

The words are those that export prints, from the same source and the same components; only fonts and pages are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cchc_tui.document.attribute import titles
from cchc_tui.document.body import PageBody
from cchc_tui.document.dialect import is_attached, is_comment, raised
from cchc_tui.document.official import OfficialDocument

if TYPE_CHECKING:
    from markdown_it.token import Token

MARK = "\U0010f8c1"
"""Put into the prose to find a line of it again in what was composed; a sign nobody can type, taken out afterwards."""
_END_MARK = "./."


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page.

    `kind`: `sides` (two columns of centred lines), `centre`, `heading`, `text`, `item`, `table`, `rule`.
    """

    kind: str
    lines: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    """The right column of `sides`."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The rows of a `table`, the head first."""
    level: int = 0
    """1 to 6 of a heading; depth of an item."""
    here: bool = False
    """The line asked for stands in it."""


def read_page(document: OfficialDocument) -> tuple[Block, ...]:
    """Return the blocks of a paper, the one that holds the mark told."""
    body = list(read_blocks(document.content))
    appendix = next((n for n, block in enumerate(body) if block.kind == "rule" and block.lines), len(body))
    foot = _foot(document)
    notes = list(_notes(document.content))
    return tuple(_found([*_head(document), *_closed(body[:appendix]), *foot, *body[appendix:], *notes]))


def marked_prose(prose: str, line: int) -> str:
    """Return the prose with the mark at the beginning of the words of a line; lines that are all signs carry none."""
    rows = prose.split("\n")
    while line > 1 and line <= len(rows) and not rows[line - 1].strip():
        line -= 1
    if not 0 < line <= len(rows):
        return prose
    row = rows[line - 1]
    signs = len(row) - len(row.lstrip(" #>|+-*\\0123456789.):"))
    if row.lstrip().startswith(("{%", "{#", ":::", "```")):
        return prose
    rows[line - 1] = row[:signs] + MARK + row[signs:]
    return "\n".join(rows)


def _found(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks without the mark, the one that had it told; where a loop repeated the line, its first."""
    seen = False
    for block in blocks:
        has = any(MARK in words for words in (*block.lines, *(cell for row in block.rows for cell in row)))
        if has:
            lines = tuple(words.replace(MARK, "") for words in block.lines)
            rows = tuple(tuple(cell.replace(MARK, "") for cell in row) for row in block.rows)
            block = replace(block, lines=lines, rows=rows, here=not seen)
            seen = True
        yield block


def _head(document: OfficialDocument) -> Iterator[Block]:
    parts, layout = document.components, document.layout
    left = (*parts.superior, *parts.agency, parts.number, parts.letter_subject)
    right = (layout.text("national_name"), layout.text("motto"), parts.place_date)
    yield Block("sides", tuple(filter(None, left)), tuple(filter(None, right)))
    if parts.draft:
        yield Block("centre", (parts.draft,))
    yield Block("centre", tuple(filter(None, (parts.kind_name, *parts.subject))), level=1)
    if parts.addressees:
        yield Block("centre", ("Kính gửi: " + " ".join(parts.addressees),))
    yield from (Block("text", (line,)) for line in parts.legal_bases)


def _foot(document: OfficialDocument) -> list[Block]:
    parts = document.components
    left = ("Nơi nhận:", *(f"- {line}" for line in parts.recipients)) if parts.recipients else ()
    signature = parts.signature
    right = (*signature.authority, signature.other_position, " ", " ", signature.name)
    return [Block("sides", left, tuple(filter(None, right)), level=1)]


def _closed(blocks: list[Block]) -> list[Block]:
    """Return the prose with “./.” at its end, where export puts it (Phụ lục I, Phần I, Mục II, khoản 6)."""
    if blocks and blocks[-1].kind in ("text", "item"):
        *before, last = blocks[-1].lines or ("",)
        bare = last.removesuffix(_END_MARK)
        bare = bare if bare.endswith("..") else bare.removesuffix(".")
        blocks[-1] = replace(blocks[-1], lines=(*before, bare.rstrip(";,:") + _END_MARK))
    return blocks


def read_blocks(body: PageBody) -> Iterator[Block]:
    """Yield the blocks of a Markdown body."""
    tokens = iter(body.tokens)
    depth, sign = 0, ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            sign = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "table_open":
            yield Block("table", rows=tuple(_rows(tokens)))
        elif token.type == "heading_open":
            yield Block("heading", _words(next(tokens)), level=int(token.tag[1:]))
        elif token.type == "inline":
            first, *more = _words(token)
            yield Block("item" if depth else "text", (sign + first, *more), level=depth)
            sign = ""
        elif token.type in ("fence", "code_block") or (token.type == "html_block" and not is_comment(token.content)):
            yield Block("text", tuple(token.content.rstrip("\n").split("\n")))
        elif token.type == "hr":
            yield Block("rule")
        elif token.type == "container_div_open" and is_attached(token.info):
            yield from _appendix_head(token.info)


def _notes(body: PageBody) -> Iterator[Block]:
    """Yield a line across and the notes, which stand at the foot of the page that refers to them."""
    if body.notes:
        yield Block("rule")
    for number, tokens in body.notes:
        words = [_words(token) for token in tokens if token.type == "inline"]
        yield from (
            Block("text", ((f"{raised(number)} " if not place else "") + first, *more))
            for place, (first, *more) in enumerate(words)
        )


def _appendix_head(info: str) -> Iterator[Block]:
    title = next(iter(titles(info)), "")
    yield Block("rule", ("Phụ lục",))
    if title:
        yield Block("centre", (title.upper(),), level=1)


def _rows(tokens: Iterator[Token]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table up to its end."""
    row: list[str] = []
    for token in tokens:
        match token.type:
            case "table_close":
                return
            case "tr_open":
                row = []
            case "inline":
                row.append("\n".join(_words(token)))
            case "tr_close":
                yield tuple(row)


def _words(token: Token) -> tuple[str, ...]:
    """Return the words of a paragraph without their signs, a line for each hard break."""
    text = ""
    for child in token.children or ():
        if child.type == "softbreak":
            text += " "
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.lower().startswith("<br")):
            text += "\n"
        elif child.type == "footnote_ref":
            text += raised(child.meta["id"] + 1)
        elif child.type != "html_inline" or not child.content.startswith("<!--"):
            text += child.content
    return tuple(text.split("\n"))
