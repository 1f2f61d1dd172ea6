"""A DOCX made ready for pandoc: what nobody sees in Word left out, text boxes put where they stand, depth bounded.

Whatever is left out or moved is counted, so that the account of the import can name it.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, cast
from xml.etree import ElementTree as ET

from cchc_tui.errors import FindingsError
from cchc_tui.importing.opening import Opened
from cchc_tui.importing.word_numbers import WordNumbers

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PREFIXES = {
    "w": _W.strip("{}"),
    "mc": _MC.strip("{}"),
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
"""Prefixes by which pandoc knows the parts of a document; it does not look at what they stand for."""
DEEPEST = 30
"""Elements of one kind inside each other; no person nests a table more than two or three deep."""
_DEEPEST_XML = 400
_MOST_COLUMNS = 1000
"""Word has 63; more is a hostile file."""
_LONGEST_BLANK = 200
"""Spaces in a row that may be somebody's way to set a column; a longer run is one space."""
_BLANKS = re.compile(rf"[ \u00a0\t]{{{_LONGEST_BLANK},}}")
"""A run of blanks no paper needs."""
HIDDEN, STRUCK, BOX, PICTURE, COMMENT, DELETED, INSERTED = (
    "chữ ẩn", "chữ gạch bỏ", "hộp chữ", "ảnh", "nhận xét", "chữ đã xóa có theo dõi", "chữ thêm có theo dõi",
)  # fmt: skip


@dataclass(frozen=True)
class LeftOut:
    """Something of the file that did not come along as it stands, with its words where it has any."""

    what: str
    words: str = ""


@dataclass
class Readied:
    """The file for pandoc and what happened to it."""

    data: bytes
    left_out: list[LeftOut] = field(default_factory=list)


def ready(source: Opened) -> Readied:
    """Return the DOCX without hidden and struck text, its text boxes as paragraphs behind the one that holds them.

    FindingsError where tables or other parts are nested deeper than any office nests them.
    """
    with zipfile.ZipFile(BytesIO(source.data)) as archive:
        if "word/document.xml" not in archive.namelist():
            return Readied(source.data)
        hidden_styles = _hidden_styles(archive)
        numbers = WordNumbers(*(_tree(archive, f"word/{part}.xml") for part in ("numbering", "styles")))
        parts = {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"} & {*archive.namelist()}
        made: dict[str, bytes] = {}
        left_out: list[LeftOut] = []
        for name in sorted(parts):
            root = _parsed(archive.read(name), source)
            typed = name == "word/document.xml" and numbers.type_out(root)
            if _mend(root, hidden_styles, left_out) or typed:
                made[name] = _serialised(root)
        if not made:
            return Readied(source.data, left_out)
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
            for member in archive.infolist():
                target.writestr(member.filename, made.get(member.filename) or archive.read(member.filename))
    return Readied(packed.getvalue(), left_out)


def _parsed(data: bytes, source: Opened) -> ET.Element:
    """Return the tree, refused while it is read once it is too deep: the parser keeps no more than the way down."""
    parser: ET.XMLPullParser[Any] = ET.XMLPullParser(("start", "end"))
    depth: Counter[str] = Counter()
    level = 0
    root: ET.Element | None = None
    for at in range(0, len(data), 65_536):
        parser.feed(data[at : at + 65_536])
        for event, element in cast("Iterator[tuple[str, ET.Element]]", parser.read_events()):
            step = 1 if event == "start" else -1
            root = element if root is None else root
            level += step
            depth[element.tag] += step
            if level > _DEEPEST_XML or (element.tag == f"{_W}tbl" and depth[element.tag] > DEEPEST):
                raise FindingsError(
                    f"“{source.name}” có bảng lồng trong bảng quá {DEEPEST} tầng nên không được mở.",
                    "Hãy mở bằng Word, đưa bảng bên trong ra ngoài rồi nhập; nếu không, tệp có thể cố ý gây hại.",
                )
    parser.close()
    assert root is not None
    return root


def _serialised(root: ET.Element) -> bytes:
    for prefix, uri in _PREFIXES.items():
        ET.register_namespace(prefix, uri)
    root.attrib.pop(f"{_MC}Ignorable", None)  # it names prefixes that are not written any more
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _tree(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    """Return a part that may be missing; one that cannot be read is as good as missing."""
    try:
        return ET.fromstring(archive.read(name)) if name in archive.namelist() else None
    except ET.ParseError:
        return None


def _hidden_styles(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return ids of the styles whose text nobody sees, and why."""
    root = _tree(archive, "word/styles.xml")
    if root is None:
        return {}
    found = {}
    for style in root.iter(f"{_W}style"):
        properties = style.find(f"{_W}rPr")
        if properties is not None and (why := _unseen(properties)):
            found[style.get(f"{_W}styleId", "")] = why
    return found


def _unseen(properties: ET.Element) -> str:
    """Return why a run with these properties is not part of the text; "" where it is."""
    for tag, why in (("vanish", HIDDEN), ("strike", STRUCK), ("dstrike", STRUCK)):
        mark = properties.find(f"{_W}{tag}")
        if mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off"):
            return why
    return ""


def _mend(root: ET.Element, hidden_styles: dict[str, str], left_out: list[LeftOut]) -> bool:
    """Change the tree in place; whether anything was changed."""
    changed = False
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{_W}r" and (why := _run_unseen(child, hidden_styles)):
                if words := _words(child):
                    left_out.append(LeftOut(why, words))
                parent.remove(child)
                changed = True
            elif child.tag == f"{_MC}AlternateContent":
                changed |= _take_choice(parent, child)
    changed |= _lift_boxes(root, left_out)
    changed |= _shorten_blanks(root)
    changed |= _widen_grids(root)
    left_out += _counted(root)
    return changed


def _run_unseen(run: ET.Element, hidden_styles: dict[str, str]) -> str:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return ""
    style = properties.find(f"{_W}rStyle")
    return _unseen(properties) or hidden_styles.get(style.get(f"{_W}val", "") if style is not None else "", "")


def _take_choice(parent: ET.Element, alternative: ET.Element) -> bool:
    """Keep the first of a text box's two copies: Word writes one for itself and one for older programs."""
    choice = alternative.find(f"{_MC}Choice")
    kept = choice if choice is not None else alternative.find(f"{_MC}Fallback")
    at = list(parent).index(alternative)
    parent.remove(alternative)
    for place, child in enumerate(list(kept) if kept is not None else []):
        parent.insert(at + place, child)
    return True


def _lift_boxes(root: ET.Element, left_out: list[LeftOut]) -> bool:
    """Put the paragraphs of each text box behind the paragraph that holds it."""
    changed = False
    for parent in list(root.iter()):
        for paragraph in [child for child in parent if child.tag == f"{_W}p"]:
            boxes = list(_boxes(paragraph))
            if not boxes:
                continue
            at = list(parent).index(paragraph) + 1
            for holder, box in boxes:
                left_out.append(LeftOut(BOX, _words(box)))
                for child in list(box):
                    parent.insert(at, child)
                    at += 1
                holder.remove(box)
                changed = True
    return changed


def _boxes(paragraph: ET.Element) -> Iterator[tuple[ET.Element, ET.Element]]:
    """Yield the text boxes of a paragraph with what holds each; a box inside a box is found in its own paragraphs."""
    waiting = [paragraph]
    while waiting:
        holder = waiting.pop()
        for child in reversed(list(holder)):
            if child.tag == f"{_W}txbxContent":
                yield holder, child
            else:
                waiting.append(child)


def _shorten_blanks(root: ET.Element) -> bool:
    changed = False
    for text in root.iter(f"{_W}t"):
        if text.text and len(text.text) > _LONGEST_BLANK and _BLANKS.search(text.text):
            text.text = _BLANKS.sub(" ", text.text)
            changed = True
    return changed


def _widen_grids(root: ET.Element) -> bool:
    """Give each table as many columns in its grid as its widest row has: pandoc drops the cells beyond the grid."""
    changed = False
    for table in root.iter(f"{_W}tbl"):
        width = max((_width(row) for row in table.findall(f"{_W}tr")), default=0)
        grid = table.find(f"{_W}tblGrid")
        if grid is None:
            grid = ET.Element(f"{_W}tblGrid")
            table.insert(1 if table.find(f"{_W}tblPr") is not None else 0, grid)
        for _ in range(width - len(grid.findall(f"{_W}gridCol"))):
            ET.SubElement(grid, f"{_W}gridCol", {f"{_W}w": "1000"})
            changed = True
    return changed


def _width(row: ET.Element) -> int:
    """Return how many columns a row takes, those it leaves out at its beginning too."""
    found = 0
    for cell in row.findall(f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        found += _number(span)
    return found + _number(row.find(f"{_W}trPr/{_W}gridBefore"), default=0)


def _number(element: ET.Element | None, *, default: int = 1) -> int:
    typed = element.get(f"{_W}val", "") if element is not None else ""
    return min(int(typed), _MOST_COLUMNS) if typed.isdecimal() else default


def _counted(root: ET.Element) -> Iterator[LeftOut]:
    pictures = sum(1 for tag in ("drawing", "pict") for _ in root.iter(f"{_W}{tag}"))
    yield from (LeftOut(PICTURE) for _ in range(pictures))
    yield from (LeftOut(COMMENT) for _ in root.iter(f"{_W}commentReference"))
    for tag, what in (("del", DELETED), ("ins", INSERTED)):
        for change in root.iter(f"{_W}{tag}"):
            if words := _words(change):
                yield LeftOut(what, words)


def _words(element: ET.Element) -> str:
    texts = (part.text or "" for part in element.iter() if part.tag in (f"{_W}t", f"{_W}delText"))
    return " ".join("".join(texts).split())
