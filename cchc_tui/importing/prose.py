"""Prose as Markdown in the dialect of the reports, numbers of the records as placeholders where they print the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cchc_tui.citations.counts import CountMention
from cchc_tui.importing.blocks import Block, Paragraph, SourceTable, collapse
from cchc_tui.importing.candidate import PlaceholderFigure
from cchc_tui.language.wording import format_quantity
from cchc_tui.records.office import Measure

_OBEYED_ANYWHERE = re.compile(r"([\\`*_\[\]{}<>&|#~$])")
"""`*`: what Markdown would obey within a line."""
_OBEYED_FIRST = re.compile(r"^(?:(\d{1,9})([.)])(?=\s|$)|([-+=:.)]))")
"""`1. `: Markdown would make a list of it."""
MERGED_HEADS = "Bảng trên có đầu gộp ô, đã tách thành các cột:"
PATH = "\ue000"
"""Stands between a head and the one under it until the cell is written; a `>` that was typed is no such sign."""
_MAIN = re.compile(r"^(?:Phần\s+)?[IVX]{1,5}[.)]\s*\S")
"""`II. Kết quả`: a section."""
_SECOND = re.compile(r"^\d{1,2}\.\s+\S")
"""`2. Công tác`: an item."""
_THIRD = re.compile(r"^[a-zđ]\)\s+\S")
"""`a) Về`: a point."""
_SECOND_LEVEL = 2
_LONGEST_HEADING = 18  # words; a longer numbered paragraph is one of the text


def escape(text: str) -> str:
    """Return the text as Markdown that prints it as it stands; Jinja's signs are broken by the same backslashes."""
    line = _OBEYED_ANYWHERE.sub(r"\\\1", text)
    return _OBEYED_FIRST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def placeholder(measure: Measure) -> str:
    """Return `{{ so_lieu.truyen_thanh.bai }}`, as the report room names it."""
    parts = ((code or "").replace("-", "_").replace(".", "_") for code in (measure.channel, measure.code))
    return f"{{{{ so_lieu.{'.'.join(parts)} }}}}"


def with_placeholders(text: str, counts: Iterable[CountMention]) -> tuple[str, list[PlaceholderFigure]]:
    """Return the escaped text, each sure count of the paper's own period as its placeholder; and the words each stands
    for.

    A placeholder is only offered here: it stays where the records print the very same letters after the import.
    """
    parts: list[str] = []
    figures: list[PlaceholderFigure] = []
    at = 0
    for count in counts:
        words = text[count.start : count.end]
        if count.measure is None or not _prints_alike(count) or words != format_quantity(count.quantity):
            continue
        parts += [escape(text[at : count.start]) if not at else _escape_inside(text[at : count.start])]
        parts.append(placeholder(count.measure))
        figures.append(PlaceholderFigure(parts[-1], words, count.measure.channel or "", count.measure.code or ""))
        at = count.end
    rest = text[at:]
    return "".join(parts) + (escape(rest) if not at else _escape_inside(rest)), figures


def _prints_alike(count: CountMention) -> bool:
    """Return whether a count is a result of the paper's own period, one number, and sure."""
    is_own = count.when is None or (count.when.own and not count.when.compared)
    return is_own and count.has_value and not count.parts and not count.doubts and not count.refused


def _escape_inside(text: str) -> str:
    return _OBEYED_ANYWHERE.sub(r"\\\1", text)


def heading_level(paragraph: Paragraph) -> int:
    """Return 1 for `I.`, 2 for `1.`, 3 for `a)` in short lines without a sentence; 0 for text."""
    text = collapse(paragraph.text)
    if paragraph.bullet or len(text.split()) > _LONGEST_HEADING or text.endswith((";", ":", ",", "./.")):
        return 0
    if _MAIN.match(text):
        return 1
    if paragraph.level and not (_SECOND.match(text) or _THIRD.match(text)):
        return min(paragraph.level, 3)
    if _SECOND.match(text) and not re.search(r"[.;:]\s+\S", text[4:]):
        return 2 if paragraph.level or not text.endswith(".") else 0  # with a stop and no style it is a sentence
    return 3 if _THIRD.match(text) and paragraph.level and not text.endswith(".") else 0


def heading_levels(blocks: Sequence[Block]) -> list[int]:
    """Return the level of each block, 0 for text and tables.

    A numbered line with a stop is a sentence, unless a line numbered beside it is a heading without one: then its stop
    is a slip.
    """
    levels: list[int] = []
    beside: list[int] = []  # numbered lines with a stop since the last main heading
    has_heading = False
    for place, block in enumerate(blocks):
        level = heading_level(block) if isinstance(block, Paragraph) else 0
        levels.append(level)
        if level == 1:
            beside, has_heading = [], False
        elif level == _SECOND_LEVEL:
            has_heading = True
        elif isinstance(block, Paragraph) and _is_stopped_heading(block):
            beside.append(place)
        if has_heading:
            for other in beside:
                levels[other] = _SECOND_LEVEL
            beside = []
    return levels


def _is_stopped_heading(paragraph: Paragraph) -> bool:
    """Return whether only the stop at its end keeps a numbered line from being a heading."""
    text = collapse(paragraph.text)
    return text.endswith(".") and heading_level(Paragraph(text[:-1], bullet=paragraph.bullet)) == _SECOND_LEVEL


def markdown_of(blocks: Sequence[Block], texts: Iterator[str]) -> str:
    """Return the blocks as Markdown; `texts` gives the escaped text of each paragraph in order."""
    parts: list[str] = []
    for block, level in zip(blocks, heading_levels(blocks), strict=True):
        if isinstance(block, SourceTable):
            parts.append(markdown_table(block))
            continue
        text = next(texts)
        if level:
            parts.append(f"{'#' * level} {_unguarded(text)}")
        elif block.bullet == "+":
            parts.append(f"\\+ {text}")
        elif block.bullet:
            parts.append(f"- {text}")
        else:
            parts.append(text)
    return "\n\n".join(parts)


def _unguarded(text: str) -> str:
    """Return a heading needs no backslash behind its number: it is no list there."""
    return re.sub(r"^(\d{1,9})\\([.)])", r"\1\2", text)


def markdown_table(table: SourceTable) -> str:
    """Return a pipe table; short rows are filled up, heads over several columns are paths: `Hồ sơ > Đúng hạn`."""
    width = max((len(row) for row in table.rows), default=0)
    if not width:
        return ""
    rows = [[*map(escape_cell, row), *[""] * (width - len(row))] for row in table_rows(table)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    written = "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])
    return f"{written}\n\n{_told_columns(table)}" if _head_height(table) > 1 else written


def _told_columns(table: SourceTable) -> str:
    """Return a reminder, which is never printed, of what the merged heads of a table were taken apart into."""
    heads = [" ".join(cell).replace(PATH, ">") for cell in table_rows(table)[0]]
    columns = "; ".join(re.sub(r"[{}#%]", "", collapse(head)) for head in heads if head.strip())
    return f"{{# {MERGED_HEADS} {columns}. #}}"


def table_rows(table: SourceTable) -> list[list[Sequence[str]]]:
    """Return the cells as they are written: a head over several columns is the beginning of a path in each of them."""
    height = _head_height(table)
    rows: list[list[Sequence[str]]] = [list(row) for row in table.rows]
    if height == 1:
        return rows
    heads = zip(*table.filled.rows[:height], strict=True)
    paths = [f" {PATH} ".join(dict.fromkeys(" ".join(cell) for cell in path if any(cell))) for path in heads]
    return [[(path,) for path in paths], *rows[height:]]


def _head_height(table: SourceTable) -> int:
    """Return how many rows head the table: as many as the merged cells of its first row say."""
    tall = max((height for row, _, height, _ in table.merged if row == 0), default=1)
    wide = any(row == 0 and width > 1 for row, _, _, width in table.merged)
    return min(max(tall, 2 if wide else 1), len(table.rows)) if wide else 1


def escape_cell(lines: Sequence[str]) -> str:
    """Return the lines of a cell as Markdown."""
    return "<br>".join(escape(collapse(line)).replace(PATH, ">") for line in lines if line.strip())
