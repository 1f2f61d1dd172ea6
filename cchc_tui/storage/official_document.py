"""An official document from its text, by the layout and letter widths of the templates folders."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.document.official import OfficialDocument, parse_document
from cchc_tui.storage.layout_file import read_face_widths, read_layout
from cchc_tui.storage.shipped import templates_dir


def template_folders(templates: Path | None) -> tuple[Path, ...]:
    """Return the office's templates folder, when it has one, before the shipped one."""
    return (templates, templates_dir()) if templates is not None else (templates_dir(),)


def read_official_document(text: str, source: str, templates: Path | None) -> OfficialDocument:
    """Return the document in `text`, with the faults of its head as findings."""
    folders = template_folders(templates)
    return parse_document(text, source, lambda name: read_layout(name, folders), read_face_widths(folders), folders)
