"""What a clerk fills in after signing, once for the whole DOCX: number, day and signer as bound content controls.

Each stands in one custom XML part; Word and LibreOffice show it wherever a control is bound to it, so the number typed
on the first page is also in every "(Kèm theo …)".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count

from cchc_tui.export.xml_parts import escape, xml

NAMESPACE = "urn:cchc-tui:van-ban"
_STORE = "{6E1B1C5A-0B7C-4E53-9A5F-30B0A2020030}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATIONS = f"{_OFFICE}/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_FIRST_ID = 3_000_000
_NUMBERED = re.compile(rb'<w:id w:val="0"/>')

TITLES = {"so-ky-hieu": "Số, ký hiệu", "ngay": "Ngày ban hành", "nguoi-ky": "Người ký"}
"""The controls, as Word names them to a clerk."""


def runs(text: str, values: Mapping[str, str]) -> str:
    """Return the words as runs of WordprocessingML, each value in them in its control. Ids come with `numbered`."""
    known = {value: key for key, value in values.items() if value}
    if not known:
        return _run(text)
    parts = re.split(f"({'|'.join(re.escape(value) for value in sorted(known, key=len, reverse=True))})", text)
    return "".join(_control(known[part], part) if part in known else _run(part) for part in parts if part)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _control(key: str, text: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{TITLES[key]}"/><w:tag w:val="{key}"/><w:id w:val="0"/>'
        f"<w:dataBinding w:prefixMappings=\"xmlns:v='{NAMESPACE}'\" "
        f'w:xpath="/v:van-ban[1]/v:{key}[1]" w:storeItemID="{_STORE}"/>'
        f"<w:text/></w:sdtPr><w:sdtContent>{_run(text)}</w:sdtContent></w:sdt>"
    )


def numbered(document: bytes) -> bytes:
    """Return the document part with an id of its own for every control."""
    ids = count(_FIRST_ID)
    return _NUMBERED.sub(lambda _: b'<w:id w:val="%d"/>' % next(ids), document)


def add_store(parts: dict[str, bytes], values: Mapping[str, str]) -> None:
    """Put the values into the package as a custom XML part."""
    held = "".join(f"<{key}>{escape(value)}</{key}>" for key, value in values.items())
    parts["customXml/item1.xml"] = xml(f'<van-ban xmlns="{NAMESPACE}">{held}</van-ban>').encode()
    parts["customXml/itemProps1.xml"] = xml(
        f'<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{_OFFICE}/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    parts["customXml/_rels/item1.xml.rels"] = xml(
        f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    ).encode()
    link = f'<Relationship Id="rIdVanBan" Type="{_RELATIONS}/customXml" Target="../customXml/item1.xml"/>'
    _before(parts, "word/_rels/document.xml.rels", "</Relationships>", link)
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    _before(
        parts,
        "[Content_Types].xml",
        "</Types>",
        f'<Override PartName="/customXml/itemProps1.xml" ContentType="{kind}"/>',
    )


def _before(parts: dict[str, bytes], name: str, end: str, more: str) -> None:
    parts[name] = parts[name].replace(end.encode(), (more + end).encode())
