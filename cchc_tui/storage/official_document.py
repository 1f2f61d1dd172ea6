"""An official document from its text, by the layout and letter widths of the templates folders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from cchc_tui.document.official import OfficialDocument, parse_document
from cchc_tui.document.picture import Picture, picture_names
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.storage.layout_file import read_face_widths, read_layout
from cchc_tui.storage.shipped import templates_dir

_MOST_OF_PAGE = 0.7
"""Of the height between the margins: a picture has a line before it and its name under it."""


def template_folders(templates: Path | None) -> tuple[Path, ...]:
    """Return the office's templates folder, when it has one, before the shipped one."""
    return (templates, templates_dir()) if templates is not None else (templates_dir(),)


def read_official_document(
    text: str, source: str, templates: Path | None, folder: Path | None = None, own_head: str = ""
) -> OfficialDocument:
    """Return the document in `text`, with the faults of its head as findings.

    `folder` is where the document lies: its pictures are read from there, inside the office's folder. Without one no
    picture is read, only charts are drawn. `own_head`: the head of a text typed without one.
    """
    folders = template_folders(templates)
    widths = read_face_widths(folders)
    document = parse_document(text, source, lambda name: read_layout(name, folders), widths, folders, own_head)
    named = list(picture_names(document.body))
    if not named:
        return document
    pictures, faults = _pictures(document, templates, folder)
    findings = (_picture_finding(document, name, faults[name]) for name in named if name not in pictures)
    return replace(document, pictures=pictures, findings=(*document.findings, *findings))


def _pictures(
    document: OfficialDocument, templates: Path | None, folder: Path | None
) -> tuple[dict[str, Picture], dict[str, str]]:
    from cchc_tui.storage.picture_files import read_pictures

    office = templates.parent if templates is not None else None
    inside = office is not None and folder is not None and folder.resolve().is_relative_to(office.resolve())
    layout = document.layout
    height = layout.number("page_height_mm") - layout.number("margin_top_mm") - layout.number("margin_bottom_mm")
    room = layout.text_width_mm, height * _MOST_OF_PAGE
    return read_pictures(document.body, folder, office if office is not None and inside else folder, room)


def _picture_finding(document: OfficialDocument, name: str, why: str) -> Finding:
    row = next((place for place, line in enumerate(document.body.split("\n")) if name in unquote(line)), 0)
    return Finding(
        code="image",
        severity=Severity.WARNING,
        message=f"Ảnh “{name}” không in được ({why}); chỉ in lời chú của ảnh.",
        path=document.source,
        line=document.body_line + row,
        record=None,
        clause=None,
    )
