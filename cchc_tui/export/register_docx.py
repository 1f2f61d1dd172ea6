"""A register as DOCX to print and bind: landscape A4, ten columns, heads on every page, page numbers on top.

Written part by part, because a book is no paper with a head and a signature: pandoc has nothing to do here. The same
rows give the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PAGE_WIDTH, _PAGE_HEIGHT = 16838, 11906  # twips, A4 on its side
_LEFT, _RIGHT, _TOP, _BOTTOM = 1134, 851, 1134, 851
_TEXT_WIDTH = _PAGE_WIDTH - _LEFT - _RIGHT
_TABLE_SIZE, _TITLE_SIZE = 22, 28  # half-points


def register_docx(
    office: str, title: str, period: str, heads: Sequence[str], shares: Sequence[int], rows: Sequence[Sequence[str]]
) -> bytes:
    """Return the book as DOCX; `shares` are the columns' parts of the width."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations([("styles", "styles.xml"), ("header", "header1.xml")]),
        "word/styles.xml": _styles(),
        "word/header1.xml": _header(),
        "word/document.xml": _document(office, title, period, heads, shares, rows),
    }
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return data.getvalue()


def _content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = (("document", "document.main"), ("styles", "styles"), ("header1", "header"))
    listed = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{word}.{t}+xml"/>' for n, t in overrides)
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _styles() -> str:
    faces = (f'w:{script}="Times New Roman"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    fonts = f"<w:rFonts {' '.join(faces)}/>"
    size = f'<w:sz w:val="{_TABLE_SIZE}"/><w:szCs w:val="{_TABLE_SIZE}"/><w:lang w:val="vi-VN"/>'
    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size}</w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
    )


def _header() -> str:
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f'{_HEAD}<w:hdr xmlns:w="{_W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{field}</w:p></w:hdr>'


def _document(
    office: str, title: str, period: str, heads: Sequence[str], shares: Sequence[int], rows: Sequence[Sequence[str]]
) -> str:
    widths = [_TEXT_WIDTH * share // sum(shares) for share in shares]
    numbers = [f"({n})" for n in range(1, len(heads) + 1)]
    lines = [_row(heads, widths, head=True, bold=True), _row(numbers, widths, head=True)]
    lines += [_row(row, widths) for row in rows]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(lines)}</w:tbl>"
    )
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="{_PAGE_WIDTH}" w:h="{_PAGE_HEIGHT}"'
        f' w:orient="landscape"/><w:pgMar w:top="{_TOP}" w:right="{_RIGHT}" w:bottom="{_BOTTOM}" w:left="{_LEFT}"'
        ' w:header="567" w:footer="567" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )
    top = (
        _paragraph(office.upper(), size=26, centred=True)
        + _paragraph(title.upper(), size=_TITLE_SIZE, bold=True, centred=True)
        + _paragraph(period.capitalize(), size=26, centred=True, after=160)
    )
    # Word wants a paragraph after a table; one of a point's height makes no empty page.
    end = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    return f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{top}{table}{end}{section}</w:body></w:document>'


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False, bold: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if head else "") + "</w:trPr>"
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph(cell, bold=bold, centred=head)}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{properties}{filled}</w:tr>"


def _paragraph(text: str, *, size: int = 0, bold: bool = False, centred: bool = False, after: int = 0) -> str:
    style = ("<w:b/><w:bCs/>" if bold else "") + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    layout = (f'<w:spacing w:after="{after}"/>' if after else "") + ('<w:jc w:val="center"/>' if centred else "")
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    run = f"<w:r><w:rPr>{style}</w:rPr>{lines}</w:r>" if text else ""
    return f"<w:p><w:pPr>{layout}</w:pPr>{run}</w:p>"
