"""A colleague's DOCX with the styles of the layout: the words, tables and pictures as they were, the look the decree's.

Only how the text is set is changed. What was recognised as which component, and what of the old look is gone, is told.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from cchc_tui.document.official import OfficialDocument
from cchc_tui.errors import FindingsError
from cchc_tui.export.draft_roles import DraftParagraph, name_roles
from cchc_tui.export.reference import reference_docx, style_id
from cchc_tui.export.xml_parts import twips

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BYTES = 200_000_000
_DEEPEST = 400
_KEPT_OF_PARAGRAPH = ("keepNext", "pageBreakBefore", "numPr", "sectPr")
_KEPT_OF_RUN = ("b", "bCs", "i", "iCs", "u", "strike", "dstrike", "vanish", "vertAlign", "caps")
_KEPT_FONTS = ("Symbol", "Wingdings", "Webdings")
_INLINE = ("body", "legal_basis", "article", "table_text", "heading_3")
"""Components in which a word may be bold or slanted by itself; others have one look."""
_NOT_BLANK = ("drawing", "pict", "object", "br", "sectPr", "fldChar", "fldSimple", "numPr")
_STYLE = re.compile(r'<w:style [^>]*w:type="(?:table|numbering)"[^>]*w:styleId="([^"]+)".*?</w:style>', re.DOTALL)
_XMLNS = re.compile(r'xmlns:([\w.-]+)="([^"]*)"')


@dataclass(frozen=True)
class ConformedDraft:
    """The new file, and one sentence for each thing that was done (Vietnamese)."""

    data: bytes
    changes: tuple[str, ...]


def conform_docx(data: bytes, document: OfficialDocument) -> ConformedDraft:
    """Return the draft set by the layout of `document`, which has no text of its own.

    FindingsError for what is no DOCX, or one that no office writes.
    """
    parts = _parts(data, document.source)
    text = parts["word/document.xml"].decode("utf-8", "replace")
    root = _parsed(text, document.source)
    before = _words(root)
    changes = list(_set_paragraphs(root, _styles_of(parts), document))
    changes += _set_pages(root, document)
    if _words(root) != before:
        raise FindingsError(
            f"“{document.source}”: không giữ được nguyên lời nên chưa ghi gì.", "Hãy báo người bảo trì."
        )
    parts["word/document.xml"] = _serialised(root, text)
    parts["word/styles.xml"] = _new_styles(parts.get("word/styles.xml", b""), document)
    return ConformedDraft(_packed(parts), tuple(changes))


def _parts(data: bytes, source: str) -> dict[str, bytes]:
    refused = FindingsError(f"“{source}” không phải tệp DOCX.", "Hãy mở bằng Word rồi lưu thành .docx.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise FindingsError(f"“{source}” quá lớn.", "Hãy bỏ bớt ảnh rồi thử lại.")
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        raise refused from None
    if "word/document.xml" not in parts:
        raise refused
    return parts


def _parsed(text: str, source: str) -> ET.Element:
    if "<!DOCTYPE" in text:
        raise FindingsError(f"“{source}” có khai báo lạ nên không được mở.", "Tệp có thể cố ý gây hại.")
    try:
        root = ET.fromstring(text)
    except (ET.ParseError, ValueError):
        raise FindingsError(f"“{source}” hỏng: không đọc được nội dung.", "Hãy mở bằng Word rồi lưu lại.") from None
    level, depth = [root], 0
    while level:
        level, depth = [child for each in level for child in each], depth + 1
        if depth > _DEEPEST:
            raise FindingsError(f"“{source}” lồng nhau quá sâu nên không được mở.", "Tệp có thể cố ý gây hại.")
    return root


def _words(root: ET.Element) -> str:
    return "".join(each.text or "" for each in root.iter(f"{_W}t"))


# ---- paragraphs ------------------------------------------------------------------------------------------------------
def _set_paragraphs(root: ET.Element, old: dict[str, ET.Element], document: OfficialDocument) -> Iterator[str]:
    found = list(_paragraphs(root, old))
    name_roles([seen for seen, _, _ in found], document.layout)
    dropped: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    blank = 0
    for seen, paragraph, parent in found:
        if not seen.text.strip() and _is_spare(paragraph, parent, seen):
            parent.remove(paragraph)
            blank += 1
            continue
        _set_paragraph(paragraph, seen)
        for run in paragraph.iter(f"{_W}r"):
            dropped.update(_set_run(run, seen.role))
        if not seen.text.strip():
            continue
        roles[seen.role] += 1
        if seen.role not in ("body", "table_text", "table_head"):
            yield f"“{_short(seen.text)}” → {document.style_name(seen.role)}"
    for role in ("body", "table_text", "table_head"):
        if roles[role]:
            yield f"{roles[role]} đoạn khác → {document.style_name(role)}"
    if blank:
        yield f"Bỏ {blank} dòng trống: khoảng cách nay do kiểu định"
    if dropped:
        yield "Bỏ phông chữ, cỡ chữ, màu đặt riêng: " + ", ".join(f"{name} ({n})" for name, n in dropped.most_common(6))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:57]}…"


def _paragraphs(
    root: ET.Element, old: dict[str, ET.Element]
) -> Iterator[tuple[DraftParagraph, ET.Element, ET.Element]]:
    """Yield what every paragraph looks like, the paragraph, and what holds it."""
    body = root.find(f"{_W}body")
    table = 0
    for block in list(body) if body is not None else []:
        if block.tag == f"{_W}p":
            yield _seen(block, old), block, body  # type: ignore[misc]
        elif block.tag == f"{_W}tbl":
            table += 1
            bordered = block.find(f"{_W}tblPr/{_W}tblBorders") is not None
            for row_place, row in enumerate(block.iter(f"{_W}tr")):
                for place, cell in enumerate(row.findall(f"{_W}tc")):
                    for paragraph in cell.findall(f"{_W}p"):
                        seen = _seen(paragraph, old)
                        seen.table, seen.cell, seen.row, seen.bordered = table, place, row_place, bordered
                        yield seen, paragraph, cell


def _seen(paragraph: ET.Element, old: dict[str, ET.Element]) -> DraftParagraph:
    text = "".join(
        (each.text or "") if each.tag == f"{_W}t" else " " for each in paragraph.iter() if each.tag in _SHOWN
    )
    properties = paragraph.find(f"{_W}pPr")
    style = old.get(_value(properties, "pStyle"))
    runs = [run for run in paragraph.iter(f"{_W}r") if "".join(t.text or "" for t in run.iter(f"{_W}t")).strip()]

    def all_set(name: str) -> bool:
        by_style = style is not None and _is_on(style.find(f"{_W}rPr"), name) is True
        marks = [_is_on(run.find(f"{_W}rPr"), name) for run in runs]
        return bool(marks) and all(by_style if mark is None else mark for mark in marks)

    aligned = _value(properties, "jc") or (_value(style.find(f"{_W}pPr"), "jc") if style is not None else "")
    drawn = not text.strip() and any(
        each is not None and each.find(f"{_W}pBdr/{_W}top") is not None
        for each in (properties, style.find(f"{_W}pPr") if style is not None else None)
    )
    return DraftParagraph(text, bold=all_set("b"), italic=all_set("i"), centred=aligned == "center", drawn=drawn)


_SHOWN = (f"{_W}t", f"{_W}tab", f"{_W}br")


def _value(properties: ET.Element | None, name: str) -> str:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return found.get(f"{_W}val", "") if found is not None else ""


def _is_on(properties: ET.Element | None, name: str) -> bool | None:
    mark = properties.find(f"{_W}{name}") if properties is not None else None
    return None if mark is None else mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _is_spare(paragraph: ET.Element, parent: ET.Element, seen: DraftParagraph) -> bool:
    """Return whether an empty paragraph only kept others apart; a cell must keep one, and lie empty where lines are
    drawn.
    """
    if seen.bordered or seen.drawn or any(paragraph.find(f".//{_W}{name}") is not None for name in _NOT_BLANK):
        return False
    return not seen.table or len(parent.findall(f"{_W}p")) > 1


def _set_paragraph(paragraph: ET.Element, seen: DraftParagraph) -> None:
    old = paragraph.find(f"{_W}pPr")
    new = ET.Element(f"{_W}pPr")
    name = "DrawnLine" if seen.drawn else "ArticleText" if seen.role == "article" else style_id(seen.role)
    ET.SubElement(new, f"{_W}pStyle", {f"{_W}val": name})
    for kept in (*_KEPT_OF_PARAGRAPH, *(("ind",) if seen.drawn else ())):
        found = old.find(f"{_W}{kept}") if old is not None else None
        if found is not None:
            new.append(found)
    if old is not None:
        paragraph.remove(old)
    paragraph.insert(0, new)


def _set_run(run: ET.Element, role: str) -> Iterator[str]:
    """Take from a run what its style now says; yield what is gone."""
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return
    one_look = role not in _INLINE
    for mark in list(properties):
        name = mark.tag.removeprefix(_W)
        if name == "rFonts" and mark.get(f"{_W}ascii", "").startswith(_KEPT_FONTS):
            continue
        if name in _KEPT_OF_RUN and not (one_look and name in ("b", "bCs", "i", "iCs", "u")):
            continue
        if name == "rStyle" and mark.get(f"{_W}val") == "FootnoteReference":
            continue
        properties.remove(mark)
        if name == "rFonts" and mark.get(f"{_W}ascii", "Times New Roman") != "Times New Roman":
            yield mark.get(f"{_W}ascii", "")
        elif name == "sz":
            yield f"cỡ {int(mark.get(f'{_W}val', '0') or 0) / 2:g}"
        elif name in ("color", "highlight"):
            yield "màu"


# ---- pages and styles ------------------------------------------------------------------------------------------------
def _set_pages(root: ET.Element, document: OfficialDocument) -> list[str]:
    layout = document.layout
    width, height = twips(layout.number("page_width_mm")), twips(layout.number("page_height_mm"))
    margins = {side: twips(layout.number(f"margin_{side}_mm")) for side in ("top", "right", "bottom", "left")}
    changed = False
    for section in root.iter(f"{_W}sectPr"):
        size, edges = (_child(section, name) for name in ("pgSz", "pgMar"))
        wide = size.get(f"{_W}orient") == "landscape"
        wanted = {"w": height if wide else width, "h": width if wide else height}
        for element, values in ((size, wanted), (edges, margins)):
            for key, value in values.items():
                changed |= element.get(f"{_W}{key}") != str(value)
                element.set(f"{_W}{key}", str(value))
        for key in ("header", "footer", "gutter"):
            if edges.get(f"{_W}{key}") is None:
                edges.set(f"{_W}{key}", "0" if key == "gutter" else str(twips(layout.number("header_distance_mm"))))
    top, bottom, left, right = (f"{layout.number(f'margin_{s}_mm'):g}" for s in ("top", "bottom", "left", "right"))
    return [f"Khổ A4; lề trên {top}, dưới {bottom}, trái {left}, phải {right} mm"] if changed else []


def _child(parent: ET.Element, name: str) -> ET.Element:
    found = parent.find(f"{_W}{name}")
    return found if found is not None else ET.SubElement(parent, f"{_W}{name}")


def _styles_of(parts: dict[str, bytes]) -> dict[str, ET.Element]:
    try:
        root = ET.fromstring(parts.get("word/styles.xml", b"<x/>"))
    except ET.ParseError:
        return {}
    return {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}


def _new_styles(old: bytes, document: OfficialDocument) -> bytes:
    """Return the layout's styles, and of the draft's own those of tables and lists."""
    with zipfile.ZipFile(BytesIO(reference_docx(document))) as archive:
        ours = archive.read("word/styles.xml").decode()
    text = old.decode("utf-8", "replace")
    kept = [match[0] for match in _STYLE.finditer(text) if f'w:styleId="{match[1]}"' not in ours]
    plain = [each for each in kept if not re.search(r"<(?!/?w:)", each)]
    return ours.replace("</w:styles>", "".join(plain) + "</w:styles>").encode()


def _serialised(root: ET.Element, text: str) -> bytes:
    """Return the tree with every prefix of the old text declared: Word names some in words that no parser sees."""
    opening = text[: text.find(">", text.find("<w:document")) + 1]
    declared = dict(_XMLNS.findall(opening))
    for prefix, uri in declared.items():
        if not re.fullmatch(r"ns\d+", prefix):
            ET.register_namespace(prefix, uri)
    made: str = ET.tostring(root, encoding="unicode")
    end = made.find(">")
    missing = "".join(f' xmlns:{p}="{u}"' for p, u in declared.items() if f"xmlns:{p}=" not in made[:end])
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return (head + made[:end] + missing + made[end:]).encode()


def _packed(parts: dict[str, Any]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()
