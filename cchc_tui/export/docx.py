"""DOCX: pandoc fills the shipped openxml template with the body; styles, page and header come from the reference."""

from __future__ import annotations

import json
import os
import time
import zipfile
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

from cchc_tui.document.components import NBSP, is_titled
from cchc_tui.document.measure import head_right_mm, longest_line, side_indent
from cchc_tui.document.official import OfficialDocument
from cchc_tui.document.picture import Picture
from cchc_tui.document.source import bind
from cchc_tui.errors import FindingsError
from cchc_tui.export import pandoc
from cchc_tui.export.content_controls import add_store, numbered, runs
from cchc_tui.export.document import appendix_heads, plan, strip_empty
from cchc_tui.export.docx_drawings import add_drawings
from cchc_tui.export.docx_numbering import number_natively
from cchc_tui.export.docx_tables import finished_tables
from cchc_tui.export.filters import BODY_FILTER
from cchc_tui.export.fingerprint import custom_properties, seal_of_parts
from cchc_tui.export.reference import reference_docx, section
from cchc_tui.export.xml_parts import APP_PROPERTIES, NO_CONTACT, escape, twips, twips_of_points, with_separators
from cchc_tui.storage.layout_file import template_path
from cchc_tui.storage.temporary import working_folder

_POINTS_PER_INCH = 220


def build_docx(document: OfficialDocument) -> bytes:
    """Return the sealed DOCX."""
    with working_folder("export") as folder:
        files = _write_inputs(document, folder)
        drawings = _write_pictures(document, folder)
        template = template_path(document.folders, f"docx/{document.layout.docx_template}")
        docx = pandoc.run(
            [
                "--to",
                "docx",
                "--output",
                "-",
                "--standalone",
                f"--defaults={files['variables']}",
                f"--reference-doc={files['reference']}",
                f"--template={template}",
                f"--lua-filter={BODY_FILTER}",
            ],
            document.body,
            document.source,
            folder=folder,
            environment={"CCHC_PLAN": str(files["plan"]), "SOURCE_DATE_EPOCH": str(document.epoch)},
        )
    return _sealed(docx, document, drawings)


def _write_inputs(document: OfficialDocument, folder: Path) -> dict[str, Path]:
    contents = {
        "plan": json.dumps(plan(document, _ooxml(document), as_points=True)).encode(),
        "variables": json.dumps({"variables": {"vb": _variables(document)}}).encode(),
        "reference": reference_docx(document),
    }
    names = {"plan": "plan.json", "variables": "variables.yaml", "reference": "reference.docx"}
    for key, data in contents.items():
        (folder / names[key]).write_bytes(data)
    return {key: folder / name for key, name in names.items()}


def _write_pictures(document: OfficialDocument, folder: Path) -> dict[bytes, bytes]:
    """Write the pictures where pandoc finds them; return each drawing by the points made of it."""
    drawings: dict[bytes, bytes] = {}
    for named, picture in document.pictures.items():
        if picture.is_vector:
            points = _in_points(picture, named)
            drawings[points] = picture.data
            (folder / f"{picture.name}.png").write_bytes(points)
        else:
            (folder / picture.name).write_bytes(picture.data)
    return drawings


def _in_points(picture: Picture, named: str) -> bytes:
    """Return a drawn picture as PNG, sharp on paper."""
    import typst

    drawing = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("a.svg", width: {picture.width_mm}mm)'
    files: Any = {"main.typ": drawing.encode(), "a.svg": picture.data}
    try:
        return typst.compile(files, format="png", ppi=_POINTS_PER_INCH, root=os.devnull)
    except typst.TypstError as fault:
        raise FindingsError(
            f"Không vẽ được ảnh SVG “{named}”: tệp hỏng hoặc có phần chương trình không vẽ.",
            "Hãy xuất ảnh ấy thành PNG rồi dùng PNG.",
        ) from fault


def _variables(document: OfficialDocument) -> dict[str, Any]:
    """Return what the template prints: every text escaped for XML, every length in twips."""
    parts, layout = document.components, document.layout
    role = layout.form(document.head.kind).role
    texts: dict[str, Any] = _escaped(asdict(parts))
    held = _held(document)
    recipients = strip_empty(parts.recipients)
    long_recipients = len(recipients) > layout.number("long_recipients")
    addressees = strip_empty(parts.addressees)
    texts |= {
        "recipient_lines": [escape(line) for line in recipients],
        "addressees": [escape(line) for line in addressees] if len(addressees) > 1 else [],
        "only_addressee": escape(addressees[0].rstrip(".;")) if len(addressees) == 1 else "",
        "national_name": escape(layout.text("national_name")),
        "motto": escape(layout.text("motto")),
        "long_recipients": long_recipients,
        # The signature stands in a row of its own, a point lower: readers that take a table row by row
        # (pandoc, screen readers) then give the recipients whole before the signature instead of both in one line.
        # LibreOffice moves a head table one line down when it begins the text and the text has notes.
        "notes": "[^" in document.body,
        "in_turn": not long_recipients,
        "is_document": role == "document",
        "is_copy": role == "copy",
        "is_appendix": role == "appendix",
        "signed": role == "document" or (role == "copy" and not parts.signing_line),
        "number_runs": runs(parts.number, held),
        "place_date_runs": runs(parts.place_date, held),
        "signer_runs": runs(parts.signature.name, held),
        "titled": bool(parts.kind_name or strip_empty(parts.subject)),
        "untitled": not is_titled(document.head) and not addressees,
    } | {key: escape(layout.text(f"{key}_word")) for key in ("addressee", "recipients")}
    return texts | _centred(document) | _lengths(document) | _rules(document)


def _held(document: OfficialDocument) -> dict[str, str]:
    """Return what the content controls hold, as it stands on the page."""
    parts = document.components
    return {"so-ky-hieu": parts.number_value, "ngay": parts.date_value, "nguoi-ky": parts.signature.name}


def _on_one_line(held: dict[str, str]) -> dict[str, str]:
    """Return the values with a day that no line ends inside, as the "(Kèm theo …)" lines print it."""
    return {**held, "ngay": held["ngay"].replace(" ", NBSP)}


def _centred(document: OfficialDocument) -> dict[str, Any]:
    """Return the centred paragraphs of the head that may take several lines, with the indent that makes the lines
    alike.
    """
    parts = document.components
    text = document.layout.text_width_mm
    left = text - head_right_mm(document)

    def indent(line: str, component: str, room: float) -> int | str:
        return twips(side_indent(line, component, document, room)) or ""

    return {
        "superior": [
            {"text": escape(line), "indent": indent(line, "superior_agency", left)} for line in parts.superior
        ],
        "agency": [{"text": escape(line), "indent": indent(line, "agency", left)} for line in parts.agency],
        "joint_agencies": [
            {
                "superior": [
                    {"text": escape(line), "indent": indent(line, "superior_agency", left)} for line in joint.superior
                ],
                "agency": [{"text": escape(line), "indent": indent(line, "agency", left)} for line in joint.agency],
            }
            for joint in parts.joint
        ],
        "subject": [
            {"text": escape(line), "indent": indent(line, "subject", text)} for line in strip_empty(parts.subject)
        ],
        "letter_subject_indent": indent(parts.letter_subject, "letter_subject", left),
    }


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_escaped(item) for item in value]
    return value


def _lengths(document: OfficialDocument) -> dict[str, Any]:
    layout, parts = document.layout, document.components
    width, right = twips(layout.text_width_mm), twips(head_right_mm(document))
    signature_left = twips(layout.number("signature_left_mm"))
    indent = layout.number("addressee_indent_mm")
    size = document.size("addressee")
    colon = document.widths.millimetres(layout.text("addressee_word").rstrip(":"), "regular", size)
    dash = twips(document.widths.millimetres("- ", "regular", size))
    urgency = f"urgency_{parts.urgency_key.replace('-', '_')}_mm"
    circulation = document.widths.millimetres(parts.circulation, "bold", document.size("circulation"))
    return {
        "width": width,
        "head_left": width - right,
        "head_right": right,
        "signature_left": signature_left,
        "signature_right": width - signature_left,
        "signature_gap": twips(layout.number("signature_gap_mm")),
        "addressee_indent": twips(indent),
        "addressees_indent": twips(indent + colon) + dash,
        "addressees_hanging": dash,
        "head_gap": twips_of_points(layout.number("head_gap_pt")),
        "addressees_after": twips_of_points(layout.components["addressee"].after_pt),
        "urgency_width": twips(layout.number(urgency)) if parts.urgency_key else 0,
        "urgency_height": twips(layout.number("urgency_height_mm")),
        "urgency_colour": layout.text("urgency_colour"),
        "circulation_width": twips(circulation + layout.number("circulation_padding_mm")),
        "mark_border": round(layout.number("mark_border_pt") * 8),
        "mark_gap": twips_of_points(layout.number("mark_gap_pt")),
        "colour": layout.text("colour"),
        "paragraph_gap": twips_of_points(layout.number("paragraph_gap_pt")),
        "title_gap": twips_of_points(layout.number("title_rule_gap_pt")),
        "appendix_gap": twips_of_points(layout.number("appendix_gap_pt")),
        "joint_gap": twips_of_points(layout.number("joint_gap_pt")),
        "minutes_gap": twips_of_points(layout.number("minutes_recipients_gap_pt")),
        "section": section(layout, foot=NO_CONTACT),
        "section_wide": section(layout, foot=NO_CONTACT, wide=True),
    }


def _rules(document: OfficialDocument) -> dict[str, Any]:
    """Return the drawn lines: as indents left and right of an empty bordered paragraph."""
    layout, parts = document.layout, document.components
    text, right = layout.text_width_mm, head_right_mm(document)

    agency = longest_line(parts.agency, "agency", document, text - right) * layout.number("agency_rule_ratio")
    motto = longest_line((layout.text("motto"),), "motto", document, right) * layout.number("motto_rule_ratio")
    titled, named = (parts.subject, "subject") if parts.subject else ((parts.kind_name,), "kind_name")
    subject = longest_line(titled, named, document, text) * layout.number("subject_rule_ratio")
    appendix = layout.number("appendix_rule_mm")
    return {
        "agency_rule": _indents(text - right, agency),
        "motto_rule": _indents(right, motto),
        "subject_rule": _indents(text, subject),
        "appendix_rule": _indents(text, appendix),
        "wide_rule": _indents(layout.wide_text_width_mm, appendix),
    }


def _ooxml(document: OfficialDocument) -> dict[str, Any]:
    """Return what the body filter puts in as it is: a drawn line, the gap under a table, the indents of appendix
    heads.
    """
    gap, held = twips_of_points(document.layout.number("paragraph_gap_pt")), _held(document)
    return {
        "drawn_line": _drawn_line(document),
        "indents": _appendix_indents(document),
        "attached_runs": runs(bind(document.components.attached_to), _on_one_line(held)),
        "table_gap": (
            '<w:p><w:pPr><w:pStyle w:val="Separator"/>'
            f'<w:spacing w:before="0" w:after="0" w:line="{gap}" w:lineRule="exact"/></w:pPr></w:p>'
        ),
    }


def _drawn_line(document: OfficialDocument) -> str:
    layout = document.layout
    indents = _indents(layout.text_width_mm, layout.number("appendix_rule_mm"))
    gap = twips_of_points(layout.number("appendix_gap_pt"))
    return (
        '<w:p><w:pPr><w:pStyle w:val="DrawnLine"/><w:keepNext w:val="0"/>'
        f'<w:spacing w:before="{gap}" w:after="{gap}"/>'
        f'<w:ind w:left="{indents["left"]}" w:right="{indents["right"]}"/></w:pPr></w:p>'
    )


def _appendix_indents(document: OfficialDocument) -> dict[str, dict[str, int]]:
    """Return the indents of each appendix head by its text: `upright` and `wide`, in twips; where one line is enough,
    none.
    """
    rooms = {"upright": document.layout.text_width_mm, "wide": document.layout.wide_text_width_mm}
    found = {
        text: {page: twips(side_indent(text, component, document, room)) for page, room in rooms.items()}
        for text, component in appendix_heads(document)
    }
    return {text: indents for text, indents in found.items() if any(indents.values())}


def _indents(room_mm: float, length_mm: float) -> dict[str, int]:
    room, length = twips(room_mm), twips(length_mm)
    left = max(0, (room - length) // 2)
    return {"left": left, "right": max(0, room - length - left)}


def _sealed(docx: bytes, document: OfficialDocument, drawings: dict[bytes, bytes]) -> bytes:
    """Return pandoc's package with its rows kept whole, its date that of the document, and our seal inside."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = numbered(finished_tables(parts["word/document.xml"], document.layout))
    number_natively(parts, document.layout)
    add_store(parts, _on_one_line(_held(document)))
    add_drawings(parts, drawings)
    parts["docProps/app.xml"] = APP_PROPERTIES.encode()
    parts["word/settings.xml"] = with_separators(parts["word/settings.xml"])
    parts["docProps/custom.xml"] = custom_properties(seal_of_parts(parts), document.digest)
    stamp = time.gmtime(document.epoch)[:6]
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()
