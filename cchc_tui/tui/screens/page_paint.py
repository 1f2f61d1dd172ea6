"""A page of a report as lines of a terminal: two columns at head and foot, centred title, tables in columns."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_tui.language.text import printable
from cchc_tui.office import Block, ReportPreview
from cchc_tui.tui.canvas import Line, fit, full, paragraph, width_of, wrap

_LEFT = 0.42
"""Share of the left column at head and foot, as on paper."""
_NARROW = 6
"""Cells under which no column of a table goes."""


def paint_page(paper: ReportPreview, width: int) -> tuple[list[Line], int]:
    """Return the lines of the whole page, and the number of the first line of the block asked for; 0 without one."""
    lines: list[Line] = []
    here = 0
    for number, block in enumerate(paper.blocks):
        if number and _apart(paper.blocks[number - 1], block):
            lines.append(full([], width))
        if block.here:
            here = len(lines)
        lines += _paint(block, width)
    return lines, here


def _apart(above: Block, below: Block) -> bool:
    return not (above.kind == below.kind == "item")


def _paint(block: Block, width: int) -> list[Line]:
    match block.kind:
        case "sides":
            return _sides(block, width)
        case "centre":
            return _centred(block.lines, width, "strong" if block.level else "")
        case "heading":
            return _words(block.lines, width, "strong", first="")
        case "item":
            return _words(block.lines, width, "", first="  " * block.level)
        case "table":
            return _table(block.rows, width)
        case "rule":
            return [full([("─" * width, "")], width), *_centred(block.lines, width, "strong")]
        case _:
            return _words(block.lines, width, "", first="    ")


def _plain(text: str) -> str:
    return printable(text.replace("\xa0", " "))


def _words(lines: Sequence[str], width: int, style: str, *, first: str) -> list[Line]:
    return [row for words in lines for row in paragraph(first + _plain(words), width, style)]


def _centred(lines: Sequence[str], width: int, style: str) -> list[Line]:
    rows = [text for words in lines for text in _wrapped(_plain(words), width)]
    return [full([(_middle(text, width), style)], width) for text in rows]


def _middle(text: str, width: int) -> str:
    return " " * ((width - width_of(text)) // 2) + text


def _wrapped(text: str, width: int) -> list[str]:
    return [text[start:end].strip() if text.strip() else text for start, end in wrap(text, width)]


def _sides(block: Block, width: int) -> list[Line]:
    """Return the two columns; a foot (level 1) has its list of recipients from the left edge."""
    room = int(width * _LEFT)
    left = [part for words in block.lines for part in _wrapped(_plain(words), room)]
    right = [part for words in block.right for part in _wrapped(_plain(words), width - room)]
    lines: list[Line] = []
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else ""
        other = right[number] if number < len(right) else ""
        one = one if block.level else _middle(one, room)
        lines.append(
            full([(fit(one, room), ""), (_middle(other, width - room), "strong" if block.level else "")], width)
        )
    return lines


def _table(rows: Sequence[Sequence[str]], width: int) -> list[Line]:
    """Return the cells in columns as wide as their words ask for, the head in bold over a line."""
    count = max((len(row) for row in rows), default=0)
    if not count:
        return []
    wanted = [max(_longest(row[n]) for row in rows if n < len(row)) for n in range(count)]
    columns = _shared_out(wanted, width - 3 * (count - 1))
    lines: list[Line] = []
    for number, row in enumerate(rows):
        cells = [_cell(row[n] if n < len(row) else "", columns[n]) for n in range(count)]
        for at in range(max(len(cell) for cell in cells)):
            parts = [fit(cell[at] if at < len(cell) else "", columns[n]) for n, cell in enumerate(cells)]
            lines.append(full([(" │ ".join(parts), "strong" if number == 0 else "")], width))
        if number == 0:
            lines.append(full([("─┼─".join("─" * size for size in columns), "")], width))
    return lines


def _longest(cell: str) -> int:
    return max((width_of(_plain(part)) for part in cell.split("\n")), default=0)


def _cell(text: str, width: int) -> list[str]:
    return [part for words in text.split("\n") for part in _wrapped(_plain(words), width)]


def _shared_out(wanted: Sequence[int], room: int) -> list[int]:
    """Return the room shared among columns: small ones get what they ask for, the rest is shared by what they ask
    for.
    """
    sizes = [max(_NARROW, size) for size in wanted]
    while sum(sizes) > room and max(sizes) > _NARROW:
        widest = sizes.index(max(sizes))
        sizes[widest] -= 1
    return sizes
