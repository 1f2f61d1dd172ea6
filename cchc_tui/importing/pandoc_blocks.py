"""What pandoc read as paragraphs and tables: its JSON, footnotes with their words, merged cells in their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cchc_tui.importing.blocks import Block, Paragraph, SourceTable
from cchc_tui.language.text import clean

_FEWEST_OF_A_PAPER = 4
"""Paragraphs in the one cell of a table that make it a frame around the paper, not a table of it."""
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def blocks_of(document: Mapping[str, Any]) -> list[Block]:
    """Return the blocks of a document; each footnote is a paragraph behind the one that carries its mark."""
    reader = _BlockReader()
    return list(reader.blocks(document["blocks"], ""))


class _BlockReader:
    """One document while it is read; it numbers the footnotes as Word does."""

    def __init__(self) -> None:
        self._notes: list[Paragraph] = []
        self._numbered = 0

    def blocks(self, nodes: Sequence[Any], bullet: str) -> Iterator[Block]:
        """Yield the blocks of these nodes, a list's items with its sign."""
        for node in nodes:
            kind, content = node["t"], node.get("c")
            match kind:
                case "Para" | "Plain":
                    yield from self._paragraphs(self._inlines(content), 0, bullet)
                case "Header":
                    yield from self._paragraphs(self._inlines(content[2]), content[0], "")
                case "BulletList":
                    for item in content:
                        yield from self.blocks(item, "-")
                case "OrderedList":
                    yield from self._items(content)
                case "LineBlock":
                    for line in content:
                        yield from self._paragraphs(self._inlines(line), 0, bullet)
                case "Div" | "Figure" | "BlockQuote":
                    yield from self.blocks(content if kind == "BlockQuote" else content[-1], bullet)
                case "Table":
                    yield from self._table(content)
                case "CodeBlock" | "RawBlock":
                    yield from self._paragraphs(content[1] if kind == "CodeBlock" else "", 0, bullet)
                case "DefinitionList":
                    for term, meanings in content:
                        yield from self._paragraphs(self._inlines(term), 0, bullet)
                        for meaning in meanings:
                            yield from self.blocks(meaning, bullet)

    def _paragraphs(self, text: str, level: int, bullet: str) -> Iterator[Paragraph]:
        """Yield one paragraph for each line of the text; a sign typed first is its bullet. Its footnotes follow."""
        for place, line in enumerate(clean(text).split("\n")):
            bare = line.strip()
            if not bare:
                continue
            sign = bullet if not place else ""
            if bare[0] in "-–+•*" and bare[1:2] == " ":
                sign, bare = bare[0] if bare[0] == "+" else "-", bare[1:].strip()
            yield Paragraph(bare, level, sign)
        notes, self._notes = self._notes, []
        yield from notes

    def _items(self, content: Any) -> Iterator[Block]:
        """Yield items of an automatic list with the number Word shows, which is part of the text for a reader."""
        (start, style, delimiter), items = content
        for place, item in enumerate(items):
            blocks = list(self.blocks(item, ""))
            if blocks and isinstance(blocks[0], Paragraph):
                marker = _marker(start + place, style["t"], delimiter["t"])
                blocks[0] = Paragraph(f"{marker} {blocks[0].text}", blocks[0].level, "")
            yield from blocks

    def _inlines(self, nodes: Sequence[Any]) -> str:
        parts: list[str] = []
        for node in nodes:
            kind, content = node["t"], node.get("c")
            match kind:
                case "Str":
                    parts.append(content)
                case "Space" | "SoftBreak":
                    parts.append(" ")
                case "LineBreak":
                    parts.append("\n")
                case "Quoted":
                    marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
                    parts.append(marks[0] + self._inlines(content[1]) + marks[1])
                case "Span" | "Link":
                    parts.append(self._inlines(content[1]))
                case "Code" | "Math":
                    parts.append(content[1])
                case "Emph" | "Strong" | "Underline" | "Strikeout" | "Superscript" | "Subscript" | "SmallCaps":
                    parts.append(self._inlines(content))
                case "Note":
                    parts.append(self._note(content))
        return "".join(parts)

    def _note(self, content: Any) -> str:
        """Return the mark of a footnote, whose words are kept for behind the paragraph."""
        self._numbered += 1
        mark = f"[{self._numbered}]"
        kept, self._notes = self._notes, []
        words = " ".join(block.text for block in self.blocks(content, "") if isinstance(block, Paragraph))
        self._notes = [*kept, Paragraph(f"{mark} {words}"), *self._notes]
        return mark

    def _table(self, content: Any) -> Iterator[Block]:
        """Yield a table; where its one cell holds the whole paper, what stands in it."""
        head, bodies, foot = content[3], content[4], content[5]
        rows = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *foot[1]]
        read = [[(cell[2], cell[3], list(self.blocks(cell[4], ""))) for cell in row[1]] for row in rows]
        if all(len(row) == 1 for row in read) and any(_is_paper(cell[2]) for row in read for cell in row):
            for row in read:
                yield from row[0][2]
            return
        yield _placed(read)


Cell = tuple[int, int, list[Block]]
"""Height, width and content of a cell."""


def _is_paper(blocks: Sequence[Block]) -> bool:
    return len(blocks) >= _FEWEST_OF_A_PAPER or any(isinstance(block, SourceTable) for block in blocks)


def _placed(rows: Sequence[Sequence[Cell]]) -> SourceTable:
    """Return the cells where they stand: those under a cell that reaches down are moved to the right of it."""
    taken: dict[tuple[int, int], tuple[str, ...]] = {}
    merged = []
    for down, row in enumerate(rows):
        across = 0
        for height, width, blocks in row:
            while (down, across) in taken:
                across += 1
            covered = [(down + y, across + x) for y in range(height) for x in range(width)]
            taken |= dict.fromkeys(covered, ())
            taken[down, across] = tuple(_lines(blocks))
            if len(covered) > 1:
                merged.append((down, across, height, width))
            across += width
    width = max((across for _, across in taken), default=-1) + 1
    placed = tuple(tuple(taken.get((down, across), ()) for across in range(width)) for down in range(len(rows)))
    return SourceTable(placed, tuple(merged))


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of a cell, those of a table inside it last."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield f"{block.bullet} {block.text}" if block.bullet else block.text
    for block in blocks:
        if isinstance(block, SourceTable):
            yield from block.lines


def _marker(number: int, style: str, delimiter: str) -> str:
    end = ")" if "Paren" in delimiter else "."
    if "Roman" in style and number < len(_ROMAN):
        return (_ROMAN[number] if style.startswith("Upper") else _ROMAN[number].lower()) + end
    if "Alpha" in style and number <= len(_LETTERS):
        letter = _LETTERS[number - 1]
        return (letter.upper() if style.startswith("Upper") else letter) + end
    return f"{number}{end}"
