"""What pandoc cannot say of a table in DOCX: exact widths, rows kept whole, heads centred, a size of its own.

pandoc writes the grid in parts of 7920, whatever the width of the page; Word and LibreOffice then set columns a
little narrower than the PDF does, and lines break elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from cchc_tui.document.layout import Layout
from cchc_tui.export.xml_parts import twips

TABLE_STYLE = "Table"
"""The id of the style of every table pandoc makes; a smaller one has its size in points behind it."""
SIZED_STYLES = ("Compact", "TableHead", "TableLast")
"""Ids of the paragraph styles inside tables; each has a twin with the size behind it."""

_TABLE = re.compile(rb'<w:tbl><w:tblPr><w:tblStyle w:val="Table(\d*)" ?/>.*?</w:tbl>', re.DOTALL)
_WIDTH = re.compile(rb"<w:tblW [^>]*/>")
_COLUMN = re.compile(rb'<w:gridCol w:w="(\d+)" ?/>')
_SECTION = re.compile(rb"<w:sectPr.*?</w:sectPr>", re.DOTALL)
_HEAD_ROW = re.compile(rb"<w:tr><w:trPr><w:cantSplit/><w:tblHeader.*?</w:tr>", re.DOTALL)
_CELL_PROPERTIES = re.compile(rb"<w:tcPr ?/>|<w:tcPr>(.*?)</w:tcPr>", re.DOTALL)


def finished_tables(xml: bytes, layout: Layout) -> bytes:
    """Return the document part with every table of the text as the layout wants it."""
    sections = [(match.start(), b"landscape" in match[0]) for match in _SECTION.finditer(xml)]
    starts = [start for start, _ in sections]

    def finished(match: re.Match[bytes]) -> bytes:
        place = bisect_left(starts, match.start())
        wide = place < len(sections) and sections[place][1]
        width = twips(layout.wide_text_width_mm if wide else layout.text_width_mm)
        return _sized(_centred_heads(_whole_rows(_exact(match[0], width))), match[1])

    return _TABLE.sub(finished, xml)


def _exact(table: bytes, width: int) -> bytes:
    """Return the columns in twips, together exactly as wide as the text."""
    parts = [int(part) for part in _COLUMN.findall(table)]
    if not sum(parts):
        return table
    edges = [round(width * sum(parts[:place]) / sum(parts)) for place in range(len(parts) + 1)]
    columns = iter(after - before for before, after in pairwise(edges))
    head, rest = table[: table.index(b"</w:tblGrid>")], table[table.index(b"</w:tblGrid>") :]
    head = _WIDTH.sub(b'<w:tblW w:w="%d" w:type="dxa"/>' % width, head, count=1)
    return _COLUMN.sub(lambda _: b'<w:gridCol w:w="%d"/>' % next(columns), head) + rest


def _whole_rows(table: bytes) -> bytes:
    """Let no row be split over two pages."""
    table = table.replace(b"<w:tr><w:tc>", b"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>")
    return table.replace(b"<w:trPr><w:tblHeader", b"<w:trPr><w:cantSplit/><w:tblHeader")


def _centred_heads(table: bytes) -> bytes:
    """Head cells centred from top to bottom: beside a group of three rows a name at the top looks lost."""
    return _HEAD_ROW.sub(lambda row: _CELL_PROPERTIES.sub(_in_the_middle, row[0]), table)


def _in_the_middle(properties: re.Match[bytes]) -> bytes:
    return b'<w:tcPr>%s<w:vAlign w:val="center"/></w:tcPr>' % (properties[1] or b"")


def _sized(table: bytes, size: bytes) -> bytes:
    if not size:
        return table
    for name in SIZED_STYLES:
        for end in (b'" />', b'"/>'):
            old = b'<w:pStyle w:val="' + name.encode()
            table = table.replace(old + end, old + size + end)
    return table
