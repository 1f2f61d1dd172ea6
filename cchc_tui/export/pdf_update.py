"""What typst cannot put into a PDF, as an incremental update: empty signature fields, and our marks in the catalogue.

The template leaves a link where each signature goes. typst writes a plain cross-reference table and whole objects, so
the standard library is enough; the bytes before the update stay as they were.
"""

from __future__ import annotations

import re

LINK = "cchc:chu-ky"
"""Where the template's links lead: nowhere, they only mark a place."""
_FIELD = "ChuKy"
_SAYS = "Ô chữ ký số của người ký"
_OBJECT = rb"(?:^|\n)(%s) 0 obj\s*(.*?)\s*endobj"
_LINK = re.compile(
    rb"\n(\d+) 0 obj\s*<<(?:(?!endobj).)*?/Rect\[([^\]]+)\](?:(?!endobj).)*?/URI\(" + LINK.encode() + rb"\)"
    rb"(?:(?!endobj).)*?/StructParent (\d+)(?:(?!endobj).)*?endobj",
    re.DOTALL,
)
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*$", re.DOTALL)


def with_fields_and_marks(pdf: bytes, marks: str) -> bytes:
    """Return the PDF with an empty signature field at each of the template's places, and `marks` in its catalogue."""
    trailer = _TRAILER.search(pdf)
    assert trailer is not None, "typst ends a PDF with a trailer"
    root, size = (int(re.search(pattern, trailer[1])[1]) for pattern in (rb"/Root (\d+) 0 R", rb"/Size (\d+)"))  # type: ignore[index]
    objects: dict[int, bytes] = {}
    fields: list[int] = []
    for place, link in enumerate(_LINK.finditer(pdf), start=1):
        number, element, page = int(link[1]), *_element_of(pdf, link[1])
        objects[size] = _empty_look(link[2])
        objects[number] = _widget(place, link[2], page, link[3], size)
        objects[element[0]] = element[1].replace(b"/S/Link", b"/S/Form")
        fields.append(number)
        size += 1
    objects[root] = _catalogue(pdf, root, fields, marks)
    return _updated(pdf, objects, size, trailer)


def _element_of(pdf: bytes, link: bytes) -> tuple[tuple[int, bytes], bytes]:
    """Return the structure element that holds the link, and the number of the link's page."""
    pattern = (
        rb"\n(\d+) 0 obj\s*(<</Type/StructElem/S/Link(?:(?!endobj).)*?/Obj %s 0 R(?:(?!endobj).)*?)\s*endobj" % link
    )
    found = re.search(pattern, pdf, re.DOTALL)
    assert found is not None, "a link of a tagged PDF has an element"
    page = re.search(rb"/Pg (\d+) 0 R", found[2])
    assert page is not None
    return (int(found[1]), found[2]), page[1]


def _empty_look(rectangle: bytes) -> bytes:
    """Return the appearance of a field nobody has signed: nothing, but PDF/A wants one."""
    left, bottom, right, top = (float(part) for part in rectangle.split())
    return b"<</Type/XObject/Subtype/Form/BBox[0 0 %.3f %.3f]/Resources<<>>/Length 0>>\nstream\n\nendstream" % (
        right - left,
        top - bottom,
    )


def _widget(place: int, rectangle: bytes, page: bytes, parent: bytes, look: int) -> bytes:
    says = _SAYS.encode("utf-16-be").hex().upper().encode()
    return (
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(%s%d)/TU<FEFF%s>/F 132"
        b"/Rect[%s]/P %s 0 R/StructParent %s/AP<</N %d 0 R>>>>"
        % (_FIELD.encode(), place, says, rectangle, page, parent, look)
    )


def _catalogue(pdf: bytes, root: int, fields: list[int], marks: str) -> bytes:
    found = re.search(_OBJECT % str(root).encode(), pdf, re.DOTALL)
    assert found is not None
    more = b"/CCHC<</Dau(%s)>>" % marks.encode()
    if fields:
        more += b"/AcroForm<</Fields[%s]/SigFlags 1>>" % b" ".join(b"%d 0 R" % number for number in fields)
    return found[2][:-2] + more + b">>"


def _updated(pdf: bytes, objects: dict[int, bytes], size: int, trailer: re.Match[bytes]) -> bytes:
    out = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n")
    places: dict[int, int] = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n\r\n" % (number, places[number]) for number in sorted(places))
    kept = re.sub(rb"/Size \d+", b"/Size %d" % size, trailer[1])
    out += b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (kept, trailer[2], start)
    return bytes(out)
