"""A booklet: chapters of Markdown with pictures as one PDF, not set as an official document."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cchc_tui.document.source import source_mark
from cchc_tui.errors import FindingsError
from cchc_tui.export import pandoc
from cchc_tui.export.door import demand_ours, faults_named, target_paths, write_files
from cchc_tui.export.fingerprint import pdf_marks, seal_pdf
from cchc_tui.export.fonts import pdf_font
from cchc_tui.export.pdf import NOT_TIMES, TYPST

TEMPLATE = Path(__file__).with_name("booklet.typ")
_DIALECT = "commonmark+pipe_tables+attributes+implicit_figures"


def export_booklet(
    markdown: str, *, title: str, pictures: Mapping[str, bytes], out: Path, force: bool = False
) -> tuple[str, ...]:
    """Write the Markdown as a PDF at `out` and return what the reader should know about it.

    `pictures`: SVG files by the path the Markdown names them with; no other file is read. A file at `out` that we did
    not make, or that someone has edited since, is refused without `force`.
    """
    with faults_named(title, out):
        path = target_paths(out, ("pdf",))["pdf"]
        if not force:
            demand_ours([path])
        font = pdf_font()
        pdf = seal_pdf(_compiled(markdown, title, pictures, font.family))
        write_files({path: pdf}, force=force)
    return () if font.is_times else (NOT_TIMES,)


def _compiled(markdown: str, title: str, pictures: Mapping[str, bytes], family: str) -> bytes:
    import typst

    body = pandoc.run([f"--from={_DIALECT}", f"--to={TYPST}", "--wrap=none"], markdown, title, {})
    head = b'#import "booklet.typ": *\n#show: booklet.with(sys.inputs.title, sys.inputs.font, sys.inputs.mark)\n'
    files: Any = {"main.typ": head + body, "booklet.typ": TEMPLATE.read_bytes(), **pictures}
    try:
        # System fonts: the marks of the screens (▶ ● ✗) are in no Times face.
        made: bytes = typst.compile(
            files,
            format="pdf",
            root=os.devnull,
            sys_inputs={"title": title, "font": family, "mark": pdf_marks(source_mark(markdown))},
        )
    except typst.TypstError as fault:
        raise FindingsError(f"Không dựng được PDF của “{title}”: {fault}", "Hãy cài lại chương trình.") from fault
    return made
