"""PDF: pandoc writes the body as typst source, the shipped template sets it, typst compiles both in this process."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cchc_tui.errors import FindingsError
from cchc_tui.export import pandoc
from cchc_tui.export.document import Document, plan, strip_empty
from cchc_tui.export.filters import BODY_FILTER, TYPST_STRINGS_FILTER
from cchc_tui.export.fingerprint import PDF_MARK, seal_pdf
from cchc_tui.export.fonts import INSIDE_TYPST, PdfFont, pdf_font
from cchc_tui.export.measure import head_right_mm
from cchc_tui.storage.layout_file import template_path

STANDARDS: Any = ["a-2a", "ua-1"]
"""Archival and accessible: tagged, with fonts inside, readable aloud."""
NOT_TIMES = (
    f"PDF dùng phông {INSIDE_TYPST} vì máy không có phông Times nào đủ 134 chữ tiếng Việt; Nghị định yêu cầu Times New "
    "Roman. Hãy cài gói fonts-croscore (phông Tinos) hoặc chép phông Times New Roman vào thư mục templates/fonts của "
    "cơ quan."
)


def typst_body(document: Document) -> bytes:
    """The body as typst source, every string escaped."""
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        plan_file = Path(folder) / "plan.json"
        plan_file.write_text(json.dumps(plan(document)), encoding="utf-8")
        return pandoc.run(
            ["--to", "typst", "--wrap=none", f"--lua-filter={BODY_FILTER}", f"--lua-filter={TYPST_STRINGS_FILTER}"],
            document.body, document.source, {"CCHC_PLAN": str(plan_file)})


def compile_pdf(document: Document, body: bytes, font: PdfFont) -> bytes:
    """The sealed PDF."""
    import typst

    template = template_path(document.folders, f"pdf/{document.layout.pdf_template}").read_bytes()
    files: Any = {"main.typ": b'#import "mau.typ": *\n#show: van-ban\n#include "noi-dung.typ"\n', "mau.typ": template,
             "noi-dung.typ": b'#import "mau.typ": *\n' + body}
    try:
        with font.directory() as folder:
            pdf = typst.compile(
                files, format="pdf", font_paths=[folder] if folder else [], ignore_system_fonts=True,
                sys_inputs={"vb": json.dumps(_data(document, font), ensure_ascii=False)}, root=os.devnull,
                pdf_standards=STANDARDS, timestamp=document.epoch)
    except typst.TypstError as fault:
        raise FindingsError(f"Không dựng được PDF của “{document.source}”: {fault}",
                            "Hãy xem lại tệp mẫu PDF và nội dung văn bản.") from fault
    return seal_pdf(pdf)


def _data(document: Document, font: PdfFont) -> dict[str, Any]:
    layout, parts = document.layout, document.components
    data: dict[str, Any] = asdict(parts)
    for key in ("recipients", "addressees", "contact", "subject"):
        data[key] = strip_empty(data[key])
    return {
        **data, "mark": PDF_MARK, "font": font.family,
        "rules": {key: rule.value for key, rule in layout.rules.items()},
        "components": {key: {"size": document.size(key), "bold": value.bold, "italic": value.italic,
                             "align": value.align, "before": value.before_pt, "after": value.after_pt,
                             "spacing": value.spacing, "indent": value.indent}
                       for key, value in layout.components.items()},
        "head_right": head_right_mm(document), "epoch": document.epoch,
    }


def build_pdf(
    document: Document, templates: Path | None, phase: Callable[[str], AbstractContextManager[None]]
) -> tuple[bytes, list[str]]:
    """The sealed PDF and the notices about it (a font that is no Times face)."""
    font = pdf_font(templates)
    with phase("Đang chuyển nội dung sang PDF"):
        body = typst_body(document)
    with phase("Đang dàn trang PDF"):
        pdf = compile_pdf(document, body, font)
    return pdf, [] if font.is_times else [NOT_TIMES]
