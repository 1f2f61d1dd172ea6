"""`cchc export --check`: which rules of the decree a document breaks, with line and clause."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.export.check_body import body_findings
from cchc_tui.export.check_head import head_findings
from cchc_tui.records.finding import Finding, by_gravity
from cchc_tui.storage.official_document import read_official_document


def check_document(
    text: str, *, source: str, templates: Path | None = None, folder: Path | None = None
) -> list[Finding]:
    """Everything to mend in the document, the gravest first. Nothing is written and pandoc is not started."""
    document = read_official_document(text, source, templates, folder)
    return by_gravity([*document.findings, *head_findings(document), *body_findings(document)])
