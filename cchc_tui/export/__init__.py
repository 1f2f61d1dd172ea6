"""Markdown → DOCX and PDF by Nghị định 30/2020/NĐ-CP. Importing this room loads neither pandoc nor typst."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.export.batch import BatchResult, Order, export_many
from cchc_tui.export.door import TARGETS, ExportResult, Target, export_markdown, target_paths
from cchc_tui.export.examples import new_document

if TYPE_CHECKING:
    from cchc_tui.export.fonts import PdfFont

__all__ = [
    "TARGETS",
    "BatchResult",
    "ExportResult",
    "Order",
    "Target",
    "export_booklet",
    "export_many",
    "export_markdown",
    "made_from",
    "new_document",
    "pandoc_version",
    "pdf_font",
    "target_paths",
]


def export_booklet(
    markdown: str, *, title: str, pictures: Mapping[str, bytes], out: Path, force: bool = False
) -> tuple[str, ...]:
    """Write chapters of Markdown with their pictures as one PDF; see `booklet`."""
    from cchc_tui.export.booklet import export_booklet

    return export_booklet(markdown, title=title, pictures=pictures, out=out, force=force)


def made_from(path: Path, text: str) -> bool | None:
    """Return whether the file at `path` was made from this Markdown; None when it is not ours or was edited since."""
    from cchc_tui.document.source import source_mark
    from cchc_tui.export.fingerprint import source_of

    source = source_of(path)
    return None if source is None else source == source_mark(text)


def pandoc_version() -> str:
    """Return the version of the pandoc in use; EnvironmentFaultError when it cannot run."""
    from cchc_tui.export.pandoc import pandoc_version

    return pandoc_version()


def pdf_font(templates: Path | None = None) -> PdfFont:
    """Return the font the PDF will be set in, with how many of the 134 Vietnamese letters it has."""
    from cchc_tui.export.fonts import pdf_font

    return pdf_font(templates)
