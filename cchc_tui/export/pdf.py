"""PDF: pandoc writes the body as typst source, the shipped template sets it, typst compiles both in this process."""

from __future__ import annotations

import json
import os
import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cchc_tui.document.measure import head_right_mm, side_indent
from cchc_tui.document.official import OfficialDocument
from cchc_tui.document.picture import Picture
from cchc_tui.errors import FindingsError
from cchc_tui.export import pandoc
from cchc_tui.export.document import appendix_heads, plan, strip_empty
from cchc_tui.export.filters import BODY_FILTER, TYPST_STRINGS_FILTER
from cchc_tui.export.fingerprint import pdf_marks, seal_pdf
from cchc_tui.export.fonts import INSIDE_TYPST, PdfFont, pdf_font
from cchc_tui.export.pdf_update import with_fields_and_marks
from cchc_tui.storage.layout_file import template_path
from cchc_tui.storage.temporary import working_folder

STANDARDS: Any = ["a-2a", "ua-1"]
"""Archival and accessible: tagged, with fonts inside, readable aloud."""
TYPST = "typst-smart"
"""Without "smart" pandoc leaves quotes and dashes as typed; with it a body's ’ would be written as '."""
_UNDISPLAYED = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_CODED = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How typst names a character that cannot be shown."""
_MOST_SINGLE_GLYPHS = 40
NOT_TIMES = (
    f"PDF dùng phông {INSIDE_TYPST} vì máy không có phông Times nào đủ 134 chữ tiếng Việt; Nghị định yêu cầu Times New "
    "Roman. Hãy cài gói fonts-croscore (phông Tinos) hoặc chép phông Times New Roman vào thư mục templates/fonts của "
    "cơ quan."
)


def typst_body(document: OfficialDocument) -> bytes:
    """Return the body as typst source, every string escaped."""
    with working_folder("export") as folder:
        plan_file = folder / "plan.json"
        plan_file.write_text(json.dumps(plan(document, {"indents": _appendix_indents(document)})), encoding="utf-8")
        return pandoc.run(
            ["--to", TYPST, "--wrap=none", f"--lua-filter={BODY_FILTER}", f"--lua-filter={TYPST_STRINGS_FILTER}"],
            document.body,
            document.source,
            {"CCHC_PLAN": str(plan_file)},
        )


def compile_pdf(document: OfficialDocument, body: bytes, font: PdfFont) -> tuple[bytes, list[str]]:
    """Return the sealed PDF, and the characters that no font could print (they stand there as `[U+1F600]`)."""
    data = json.dumps(_data(document, font), ensure_ascii=False)
    unprinted: list[str] = []
    for system_fonts in (False, True):
        try:
            return _finished(document, _compiled(document, body, data, font, system_fonts)), unprinted
        except _NoGlyphError:
            continue
    for _ in range(_MOST_SINGLE_GLYPHS):
        try:
            return _finished(document, _compiled(document, body, data, font, False)), unprinted
        except _NoGlyphError as missing:
            unprinted.append(missing.text)
            named = "".join(f"[U+{ord(letter):04X}]" for letter in missing.text)
            body = body.replace(missing.text.encode(), re.sub(r"([\[\]+])", r"\\\1", named).encode())
            data = data.replace(missing.text, named)
    raise FindingsError(
        f"“{document.source}” có quá nhiều ký tự không phông nào in được: {' '.join(unprinted)[:80]}…",
        "Hãy thay các ký tự đó rồi xuất lại.",
    )


def _finished(document: OfficialDocument, pdf: bytes) -> bytes:
    """Return the PDF with its empty signature fields, sealed."""
    return seal_pdf(with_fields_and_marks(pdf, pdf_marks(document.digest)))


class _NoGlyphError(Exception):
    """A piece of text that the fonts at hand cannot print."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def _compiled(document: OfficialDocument, body: bytes, data: str, font: PdfFont, system_fonts: bool) -> bytes:
    import typst

    template = template_path(document.folders, f"pdf/{document.layout.pdf_template}").read_bytes()
    files: Any = {
        "main.typ": b'#import "mau.typ": *\n#show: van-ban\n#include "noi-dung.typ"\n',
        "mau.typ": template,
        "noi-dung.typ": b'#import "mau.typ": *\n' + body,
        **{f"{picture.name}.svg": _as_drawing(picture) for picture in document.pictures.values()},
    }
    try:
        with font.directory() as folder:
            return typst.compile(
                files,
                format="pdf",
                font_paths=[folder] if folder else [],
                ignore_system_fonts=not system_fonts,
                sys_inputs={"vb": data},
                root=os.devnull,
                pdf_standards=STANDARDS,
                timestamp=document.epoch,
            )
    except typst.TypstError as fault:
        missing = _UNDISPLAYED.search(str(fault))
        if missing:
            raise _NoGlyphError(_CODED.sub(lambda code: chr(int(code[1], 16)), missing[1])) from None
        raise FindingsError(
            f"Không dựng được PDF của “{document.source}”: {fault}", "Hãy xem lại tệp mẫu PDF và nội dung văn bản."
        ) from fault


def _as_drawing(picture: Picture) -> bytes:
    """Return the picture as SVG: the files typst takes from us must be UTF-8, so a grid of points goes inside a
    drawing.
    """
    if picture.is_vector:
        return picture.data
    kind = "png" if picture.name.endswith(".png") else "jpeg"
    width, height = picture.width_mm, picture.height_mm
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" preserveAspectRatio="none" '
        f'href="data:image/{kind};base64,{b64encode(picture.data).decode()}"/></svg>'
    ).encode()


def _data(document: OfficialDocument, font: PdfFont) -> dict[str, Any]:
    layout, parts, widths = document.layout, document.components, document.widths
    role = layout.form(document.head.kind).role
    data: dict[str, Any] = asdict(parts)
    for key in ("recipients", "addressees", "contact"):
        data[key] = strip_empty(data[key])
    return {
        **data,
        **_centred(document, font),
        "font": font.family,
        "rules": {key: rule.value for key, rule in layout.rules.items()},
        "components": {
            key: {
                "size": document.size(key),
                "bold": value.bold,
                "italic": value.italic,
                "align": value.align,
                "before": value.before_pt,
                "after": value.after_pt,
                "spacing": value.spacing,
                "indent": value.indent,
                "left": value.left_mm,
            }
            for key, value in layout.components.items()
        },
        "role": role,
        "signed": role == "document" or (role == "copy" and not parts.signing_line),
        "head_right": head_right_mm(document),
        "epoch": document.epoch,
        "em": {"up": widths.ascent / 1000, "down": widths.descent / 1000, "line": widths.line / 1000},
    }


def _centred(document: OfficialDocument, font: PdfFont) -> dict[str, Any]:
    """Return the centred paragraphs of the head that may take several lines, with the indent (mm) that makes them
    alike.

    In a font that is no Times face the widths are not known here: no indents.
    """
    parts, text = document.components, document.layout.text_width_mm
    left = text - head_right_mm(document)

    def each(lines: Sequence[str], component: str, room: float) -> list[dict[str, Any]]:
        return [
            {"text": line, "indent": side_indent(line, component, document, room) if font.is_times else 0}
            for line in lines
        ]

    return {
        "superior": each(parts.superior, "superior_agency", left),
        "agency": each(parts.agency, "agency", left),
        "joint_agencies": [
            {
                "superior": each(joint.superior, "superior_agency", left),
                "agency": each(joint.agency, "agency", left),
            }
            for joint in parts.joint
        ],
        "subject": each(strip_empty(parts.subject), "subject", text),
        "letter_subject": each(strip_empty([parts.letter_subject]), "letter_subject", left),
    }


def _appendix_indents(document: OfficialDocument) -> dict[str, dict[str, float]]:
    """Return the indents of each appendix head by its text: `upright` and `wide`, in millimetres."""
    rooms = {"upright": document.layout.text_width_mm, "wide": document.layout.wide_text_width_mm}
    return {
        text: {page: round(side_indent(text, component, document, room), 2) for page, room in rooms.items()}
        for text, component in appendix_heads(document)
    }


def build_pdf(
    document: OfficialDocument, templates: Path | None, phase: Callable[[str], AbstractContextManager[None]]
) -> tuple[bytes, list[str]]:
    """Return the sealed PDF and the notices about it: a font that is no Times face, characters no font has."""
    font = pdf_font(templates)
    with phase("Đang chuyển nội dung sang PDF"):
        body = typst_body(document)
    with phase("Đang dàn trang PDF"):
        pdf, unprinted = compile_pdf(document, body, font)
    notices = [] if font.is_times else [NOT_TIMES]
    if unprinted:
        notices.append(f"Không phông nào in được: {' '.join(unprinted)}; trong PDF các ký tự này ghi bằng mã [U+…].")
    return pdf, notices
