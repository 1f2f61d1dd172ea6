"""Drawn pictures in a DOCX as drawings: Word since 2016 shows the SVG, older programs the points beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import splitext

_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_NAMES = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_RELATIONS = "word/_rels/document.xml.rels"
_NOT_PLAIN = re.compile(
    rb"<(?:\w+:)?(?:script|foreignObject|image|use|style|animate|set)\b|<!ENTITY|\bon\w+\s*=|href\s*=\s*[\"'](?!#)|url\((?!#)",
    re.IGNORECASE,
)
"""What a drawing may run, fetch or borrow: such a one is given as points alone."""


def add_drawings(parts: dict[str, bytes], drawings: Mapping[bytes, bytes]) -> None:
    """Put each drawing beside its points in the package. `drawings`: the SVG by the PNG that was made of it."""
    for name in [each for each in parts if each.startswith("word/media/")]:
        svg = drawings.get(parts[name])
        if svg is None or _NOT_PLAIN.search(svg):
            continue
        target = f"{splitext(name)[0]}.svg"
        relations = parts[_RELATIONS].decode()
        known = re.search(rf'<Relationship\b[^>]*Target="{re.escape(name.removeprefix("word/"))}"[^>]*>', relations)
        identity = re.search(r'\bId="(\w+)"', known[0]) if known else None
        if identity is None:
            continue
        own = f"{identity[1]}Svg"
        link = f'<Relationship Id="{own}" Type="{_IMAGE}" Target="{target.removeprefix("word/")}"/>'
        parts[_RELATIONS] = relations.replace("</Relationships>", f"{link}</Relationships>").encode()
        parts["word/document.xml"] = _with_drawing(parts["word/document.xml"], identity[1], own)
        parts[target] = svg
    if any(name.endswith(".svg") for name in parts):
        _declare_svg(parts)


def _with_drawing(document: bytes, points: str, drawing: str) -> bytes:
    more = (
        f'<a:extLst><a:ext uri="{_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_SVG_NAMES}" r:embed="{drawing}"/>'
        "</a:ext></a:extLst>"
    ).encode()
    pattern = rb'<a:blip\b([^>]*?r:embed="%s"[^>]*?)(?:\s*/>|>\s*</a:blip>)' % points.encode()
    return re.sub(pattern, lambda blip: b"<a:blip%s>%s</a:blip>" % (blip[1], more), document)


def _declare_svg(parts: dict[str, bytes]) -> None:
    types = parts["[Content_Types].xml"]
    if b'Extension="svg"' not in types:
        end = types.index(b">", types.index(b"<Types")) + 1
        parts["[Content_Types].xml"] = (
            types[:end] + b'<Default Extension="svg" ContentType="image/svg+xml"/>' + types[end:]
        )
