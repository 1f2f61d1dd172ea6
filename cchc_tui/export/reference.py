"""The reference document pandoc takes styles, page and header from: made from the layout at each export."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from cchc_tui.document.layout import Component, Layout
from cchc_tui.document.official import OfficialDocument
from cchc_tui.document.word_names import BUILT_IN
from cchc_tui.export.document import (
    ARTICLE_STYLE,
    LAST_ARTICLE_STYLE,
    LAST_ROW_STYLE,
    table_sizes,
    table_style_name,
)
from cchc_tui.export.docx_tables import SIZED_STYLES, TABLE_STYLE
from cchc_tui.export.xml_parts import (
    CONTACT,
    CONTENT_TYPES,
    DOCUMENT_RELATIONS,
    PAGE_NUMBER,
    ROOT_RELATIONS,
    W,
    core_properties,
    escape,
    theme,
    twips,
    twips_of_points,
    xml,
)

_OF_BODY = ("legal_basis", "last_paragraph", "call", "call_name")
"""Components that are paragraphs of the text: whoever changes Word's Body Text changes them too."""
_OF_NORMAL = ("body", *_OF_BODY, "part", "article", "heading_1", "heading_2", "heading_3")
"""Components that take the size of Word's Normal while the layout gives both the same."""
_OUTLINE = {"part": 0, "heading_1": 0, "heading_2": 1, "heading_3": 2}
"""Components that Word's navigation shows, and on which level."""
_CUSTOM = ' w:customStyle="1"'
_WIDE = ' w:orient="landscape"'


def style_id(component: str) -> str:
    """Return the ASCII id of a component's style: national_name → NationalName."""
    if component in BUILT_IN:
        return BUILT_IN[component][0]
    return "".join(part.capitalize() for part in component.split("_"))


def reference_docx(document: OfficialDocument) -> bytes:
    """Return the reference document, byte for byte the same for the same layout, profile and contact line."""
    layout = document.layout
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELATIONS,
        "docProps/core.xml": core_properties(layout.text("language")),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/settings.xml": _settings(layout),
        "word/header1.xml": _page_number(),
        "word/styles.xml": _styles(document),
        "word/footer1.xml": _foot(document, document.components.contact),
        "word/footer2.xml": _foot(document, ()),
        "word/fontTable.xml": _font_table(layout),
        "word/theme/theme1.xml": theme(layout.text("font")),
        "word/document.xml": xml(
            f'<w:document {W}><w:body><w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p>'
            f"{section(layout, foot=CONTACT)}</w:body></w:document>"
        ),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return buffer.getvalue()


def section(layout: Layout, *, foot: str, wide: bool = False) -> str:
    """Return one section's properties: paper, margins, page numbers from 1 and hidden on its first page.

    `foot`: the relation of the first page's foot (CONTACT or NO_CONTACT).
    """
    width, height = twips(layout.number("page_width_mm")), twips(layout.number("page_height_mm"))
    if wide:
        width, height = height, width
    margins = {side: twips(layout.number(f"margin_{side}_mm")) for side in ("top", "right", "bottom", "left")}
    distance, foot_distance = (twips(layout.number(f"{place}_distance_mm")) for place in ("header", "footer"))
    references = (
        f'<w:headerReference w:type="default" r:id="{PAGE_NUMBER}"/><w:footerReference w:type="first" r:id="{foot}"/>'
    )
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{_WIDE if wide else ""}/>'
        f'<w:pgMar w:top="{margins["top"]}" w:right="{margins["right"]}" w:bottom="{margins["bottom"]}" '
        f'w:left="{margins["left"]}" w:header="{distance}" w:footer="{foot_distance}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def _styles(document: OfficialDocument) -> str:
    font, layout = escape(document.layout.text("font")), document.layout
    size = round(document.size("body") * 2)
    language = layout.text("language")
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val="{layout.text("colour")}"/><w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/><w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    return xml(
        f"<w:styles {W}>{defaults}{''.join(_fixed_styles(document))}{''.join(_component_styles(document))}"
        f"{_table_style(document)}</w:styles>"
    )


def _component_styles(document: OfficialDocument) -> Iterator[str]:
    for key, component in document.layout.components.items():
        built_in = BUILT_IN.get(key)
        name = built_in[1] if built_in else document.style_name(key)
        yield _style(
            style_id(key),
            name,
            _paragraph(component, document, key),
            _run(component, document, inherits=key in _OF_NORMAL),
            custom=built_in is None or key == "table_text",
            based="BodyText" if key in _OF_BODY else "Normal",
        )


def _style(identity: str, name: str, paragraph: str, run: str, *, custom: bool = True, based: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph"{_CUSTOM if custom else ""} w:styleId="{identity}">'
        f'<w:name w:val="{escape(name)}"/><w:basedOn w:val="{based}"/><w:qFormat/>{paragraph}{run}</w:style>'
    )


def _paragraph(component: Component, document: OfficialDocument, key: str) -> str:
    layout = document.layout
    line = round(240 * layout.number("line_spacing")) if component.spacing == "body" else 240
    first = twips(layout.number("first_line_indent_mm")) if component.indent else 0
    after = component.after_pt
    if component.spacing == "body":
        after = max(after, layout.number("paragraph_gap_pt"))
    before = component.before_pt
    if key in ("table_text", "table_head"):
        before = after = layout.number("table_cell_gap_pt")
    if key == "signer_name":
        before = layout.number("signature_gap_mm") * 72 / 25.4
    keep = "<w:keepNext/>" if component.keep_next else ""
    level = f'<w:outlineLvl w:val="{_OUTLINE[key]}"/>' if key in _OUTLINE else ""
    return (
        f'<w:pPr>{keep}<w:spacing w:before="{twips_of_points(before)}" w:after="{twips_of_points(after)}" '
        f'w:line="{line}" w:lineRule="auto"/>'
        f'<w:ind w:left="{twips(component.left_mm)}" w:right="0" w:firstLine="{first}"/>'
        f'<w:jc w:val="{component.align}"/>{level}</w:pPr>'
    )


def _run(component: Component, document: OfficialDocument, *, inherits: bool = False) -> str:
    size = round(component.sizes[document.profile] * 2)
    own = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    if inherits and size == round(document.size("body") * 2):
        own = ""
    bold = "<w:b/><w:bCs/>" if component.bold else ""
    italic = "<w:i/><w:iCs/>" if component.italic else ""
    return f"<w:rPr>{bold}{italic}{own}</w:rPr>"


def _fixed_styles(document: OfficialDocument) -> Iterator[str]:
    """Yield styles that are no component: Word's defaults, what pandoc may name, the drawn line, the table's last
    row.
    """
    layout = document.layout
    prefix = layout.style_prefix
    line = round(240 * layout.number("line_spacing"))
    first, gap = twips(layout.number("first_line_indent_mm")), twips_of_points(layout.number("paragraph_gap_pt"))
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )
    yield (
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    yield _style("FirstParagraph", "First Paragraph", "", "", based="BodyText")
    yield _style(
        "BlockText",
        "Block Text",
        f'<w:pPr><w:spacing w:after="{gap}" w:line="{line}" w:lineRule="auto"/>'
        f'<w:ind w:left="{first}" w:firstLine="0"/><w:jc w:val="both"/></w:pPr>',
        "<w:rPr><w:i/><w:iCs/></w:rPr>",
        custom=False,
        based="BodyText",
    )
    outline = '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    yield _style("ArticleText", f"{prefix} {ARTICLE_STYLE}", outline, "", based="BodyText")
    yield _style("ArticleLast", f"{prefix} {LAST_ARTICLE_STYLE}", outline, "", based="LastParagraph")
    for level in (4, 5, 6):
        yield _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr>',
            "",
            custom=False,
            based="Heading3",
        )
    yield from _line_styles(layout)
    yield _style("TableLast", f"{prefix} {LAST_ROW_STYLE}", "<w:pPr><w:keepNext/></w:pPr>", "", based="Compact")
    yield from _small_table_styles(document)


def _line_styles(layout: Layout) -> Iterator[str]:
    """Yield the drawn line, and the paragraphs that only keep parts of a page apart."""
    prefix = layout.style_prefix
    border, colour = round(layout.number("rule_thickness_pt") * 8), layout.text("colour")
    yield _style(
        "DrawnLine",
        f"{prefix} Đường kẻ",
        f'<w:pPr><w:keepNext/><w:pBdr><w:top w:val="single" w:sz="{border}" w:space="0" w:color="{colour}"/>'
        f'</w:pBdr><w:spacing w:before="{twips_of_points(layout.number("head_rule_gap_pt"))}" w:after="0" '
        'w:line="80" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>',
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>',
    )
    yield _style(
        "Separator",
        f"{prefix} Ngăn cách",
        '<w:pPr><w:keepNext/><w:spacing w:before="0" w:after="0" w:line="60" w:lineRule="exact"/></w:pPr>',
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>',
    )
    yield _style(
        "SectionEnd",
        f"{prefix} Hết phần",
        '<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>',
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>',
    )


def _small_table_styles(document: OfficialDocument) -> Iterator[str]:
    """For each size below the usual one: a table style to ask for it, and the paragraphs inside."""
    names = {"Compact": document.style_name("table_text"), "TableHead": document.style_name("table_head")}
    names["TableLast"] = f"{document.layout.style_prefix} {LAST_ROW_STYLE}"
    for size in table_sizes(document)[1:]:
        run = f'<w:rPr><w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/></w:rPr>'
        for identity in SIZED_STYLES:
            yield _style(f"{identity}{size}", f"{names[identity]} {size}", "", run, based=identity)
        yield _table_style(document, f"{TABLE_STYLE}{size}", table_style_name(document, size))


def _table_style(document: OfficialDocument, identity: str = TABLE_STYLE, name: str = TABLE_STYLE) -> str:
    layout = document.layout
    size = round(layout.number("table_border_pt") * 8)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{layout.text("colour")}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margin = twips(layout.number("table_cell_margin_mm"))
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identity}"><w:name w:val="{escape(name)}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>'
        f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "</w:style>"
    )


def _settings(layout: Layout) -> str:
    return xml(
        f'<w:settings {W}><w:zoom w:percent="100"/>'
        f'<w:defaultTabStop w:val="{twips(layout.number("first_line_indent_mm"))}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        # A line ended by a hard break is not stretched to the margin.
        '<w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{layout.text("language")}"/></w:settings>'
    )


def _font_table(layout: Layout) -> str:
    font = escape(layout.text("font"))
    return xml(
        f'<w:fonts {W}><w:font w:name="{font}"><w:panose1 w:val="02020603050405020304"/>'
        '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _page_number() -> str:
    return xml(
        f'<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
    )


def _foot(document: OfficialDocument, lines: tuple[str, ...]) -> str:
    """Return the contact lines at the foot of a first page, under a full-width line; an empty paragraph without any."""
    if not lines:
        return xml(f'<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Separator"/></w:pPr></w:p></w:ftr>')
    layout = document.layout
    border, gap = round(layout.number("rule_thickness_pt") * 8), round(layout.number("contact_gap_pt"))
    top = f'<w:pBdr><w:top w:val="single" w:sz="{border}" w:space="{gap}" w:color="{layout.text("colour")}"/></w:pBdr>'
    rows = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style_id("contact")}"/>{top if index == 0 else ""}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for index, line in enumerate(lines)
    )
    return xml(f"<w:ftr {W}>{rows}</w:ftr>")
