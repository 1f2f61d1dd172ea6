"""Markdown → DOCX and PDF by Nghị định 30/2020/NĐ-CP. Importing this room loads neither pandoc nor typst."""

from cchc_tui.export.door import ExportResult, export_markdown

__all__ = ["ExportResult", "export_markdown"]
