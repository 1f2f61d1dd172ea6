"""The unchanging parts of an Office Open XML package, and its units."""

from __future__ import annotations

import re

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

_TYPES = "application/vnd.openxmlformats-officedocument"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def xml(text: str) -> str:
    """Return `text` as a whole XML part."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'


def escape(text: str) -> str:
    """Return `text` as XML content or attribute value (the standard library's own brings half of urllib along)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def twips_of_points(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def _overrides() -> str:
    parts = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        "header1": "header",
        "footer1": "footer",
        "footer2": "footer",
    }
    return "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.wordprocessingml.{kind}+xml"/>'
        for name, kind in parts.items()
    )


CONTENT_TYPES = xml(
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/>{_overrides()}'
    f'<Override PartName="/word/theme/theme1.xml" ContentType="{_TYPES}.theme+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)

ROOT_RELATIONS = xml(
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)


def core_properties(language: str) -> str:
    """Return the document's properties; pandoc adds title, author and dates."""
    return xml(
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>{language}</dc:language></cp:coreProperties>'
    )


APP_PROPERTIES = xml(
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>cchc-tui</Application></Properties>"
)
"""The program that made the file; pandoc would name Word."""

_SEPARATORS = b'<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'


def with_separators(settings: bytes) -> bytes:
    """Return the settings part with the decimal comma and the list semicolon of Vietnamese; nobody has proofed the
    text.
    """
    bare = re.sub(rb"<w:(?:decimalSymbol|listSeparator|proofState)\b[^>]*/>", b"", settings)
    return bare.replace(b"</w:settings>", _SEPARATORS + b"</w:settings>")


PAGE_NUMBER, CONTACT, NO_CONTACT = "rIdPageNumber", "rIdContact", "rIdNoContact"
"""Relations of the page header, of the first page's foot, and of the empty foot of an appendix; pandoc keeps them."""

_DOCUMENT_PARTS = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    ("rId3", "fontTable", "fontTable.xml"),
    ("rId4", "theme", "theme/theme1.xml"),
    (PAGE_NUMBER, "header", "header1.xml"),
    (CONTACT, "footer", "footer1.xml"),
    (NO_CONTACT, "footer", "footer2.xml"),
)

DOCUMENT_RELATIONS = xml(
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for name, kind, target in _DOCUMENT_PARTS
    )
    + "</Relationships>"
)


def theme(font: str) -> str:
    """Return a theme that names no face but `font` and no colour but black: Word's own would bring Aptos."""

    def colour(name: str, value: str) -> str:
        return f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'

    fonts = f'<a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
    scheme = "".join(colour(name, "FFFFFF" if name.startswith("lt") else "000000") for name in names)
    return xml(
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Official"><a:themeElements>'
        f'<a:clrScheme name="Official">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Official"><a:majorFont>{fonts}</a:majorFont>'
        f"<a:minorFont>{fonts}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Official"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
