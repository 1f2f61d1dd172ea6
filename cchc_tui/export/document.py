"""One document ready for either format: its source, head, layout, components, and where its templates lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc_tui.document.attribute import attachments
from cchc_tui.document.attribute import titles as titles_of
from cchc_tui.document.layout import FaceWidths, Layout
from cchc_tui.errors import FindingsError
from cchc_tui.export.components import Components, compose, epoch
from cchc_tui.export.fingerprint import source_mark
from cchc_tui.export.head import Head, read_head
from cchc_tui.export.prepare import bind, split
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.storage.layout_file import read_face_widths, read_layout
from cchc_tui.storage.shipped import templates_dir

LAST_ROW_STYLE = "Hàng cuối bảng"
"""The style that keeps the last row of a closing table with the signature."""
MAX_COLUMNS = 63
"""Word opens no table with more columns."""


@dataclass(frozen=True)
class Document:
    """Everything both formats need. `profile` is 13 or 14; `folders` are searched for templates, in this order;
    `digest` is the fingerprint of the whole source.
    """

    source: str
    head: Head
    body: str
    body_line: int
    layout: Layout
    profile: int
    widths: FaceWidths
    components: Components
    folders: tuple[Path, ...]
    findings: tuple[Finding, ...]
    digest: str = ""

    @property
    def epoch(self) -> int:
        """Seconds since 1970 of the document's own date."""
        return epoch(self.head, self.layout)

    def size(self, component: str) -> float:
        """Points of a component in this document's size profile."""
        return self.layout.components[component].sizes[self.profile]

    def style_name(self, component: str) -> str:
        """The name a clerk sees in Word."""
        return f"{self.layout.style_prefix} {self.layout.components[component].style}"


def template_folders(templates: Path | None) -> tuple[Path, ...]:
    """The office's templates folder, when it has one, before the shipped one."""
    return (templates, templates_dir()) if templates is not None else (templates_dir(),)


def read_document(text: str, source: str, templates: Path | None) -> Document:
    """The document in `text`, with the faults of its head as findings."""
    parts = split(text, source)
    folders = template_folders(templates)
    reading = read_head(parts.head, source, lambda name: read_layout(name, folders))
    layout = reading.layout
    profile = reading.head.profile or int(layout.number("profile"))
    return Document(
        source=source,
        head=reading.head,
        body=bind(parts.body),
        body_line=parts.body_line,
        layout=layout,
        profile=profile,
        widths=read_face_widths(folders),
        components=compose(reading.head, layout),
        folders=folders,
        findings=reading.findings,
        digest=source_mark(text),
    )


def demand_sound_head(document: Document) -> None:
    """Refuse a head with errors, naming every one with its line."""
    errors = [finding for finding in document.findings if finding.severity is Severity.ERROR]
    if errors:
        raise FindingsError(
            "\n".join(f"{error.place}: {error.message}" for error in errors),
            "Hãy sửa phần đầu của văn bản rồi xuất lại.",
        )


def appendix_heads(document: Document) -> list[tuple[str, str]]:
    """The centred lines over the appendices that may take several lines on paper, each with its component."""
    if ".phu-luc" not in document.body:
        return []
    title = document.layout.components["appendix_title"]
    titles = [title.cased(text) for text in titles_of(document.body)]
    notes = [bind(document.components.attached_to), *attachments(document.body)]
    return [*((text, "appendix_title") for text in titles), *((text, "attached_to") for text in notes)]


def plan(document: Document, more: Mapping[str, Any]) -> dict[str, Any]:
    """What the body filter (body.lua) must know of head and layout.

    `more`: the `indents` of appendix heads by their text, in the format's unit; for DOCX also a thematic break
    (`drawn_line`) and the distance under a table (`table_gap`).
    """
    parts, kind, layout = document.components, document.head.kind, document.layout
    styles = {key: document.style_name(key) for key in document.layout.components}
    styles["table_last"] = f"{document.layout.style_prefix} {LAST_ROW_STYLE}"
    return {
        "letters": layout.text("point_letters"),
        "end_mark": layout.text("end_mark"),
        "mark_typed": "./." in document.body,
        "heading_marks": [layout.text(f"heading_{level}_mark") for level in (1, 2, 3)],
        "part_words": layout.text("part_words").split(),
        "article_word": layout.text("article_word"),
        "bullet_marks": layout.text("bullet_marks"),
        "appendix_word": layout.text("appendix_word"),
        "title_capitals": layout.components["appendix_title"].capitals,
        "numbered": document.head.numbered_headings,
        "articles": bool(kind and kind.by_articles),
        "deciding_authority": parts.deciding_authority,
        "legal_bases": [bind(line) for line in parts.legal_bases],
        "title": parts.title,
        "author": parts.author,
        "lang": document.layout.text("language"),
        "decision_word": parts.decision_word,
        "attached_to": bind(parts.attached_to),
        "styles": styles,
        "max_columns": MAX_COLUMNS,
        "special_inlines": _special_inlines(document.body),
        **more,
    }


def _special_inlines(body: str) -> str:
    """Where code, links, images or HTML may stand: "", "tables" or "all"; a filter's look at every inline is costly."""
    rows = [row for row in body.split("\n") if "`" in row or "[" in row or "<" in row]
    if not rows:
        return ""
    return "tables" if all(row.startswith("|") for row in rows) else "all"


def strip_empty(lines: Sequence[str]) -> list[str]:
    """The lines that say something, numbers bound to their words."""
    return [bind(line) for line in lines if line.strip()]
