"""One official document as data: its source, head, layout and components, with the faults of its head."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cchc_tui.document.components import Components, compose, epoch
from cchc_tui.document.head import Head, read_head
from cchc_tui.document.layout import FaceWidths, Layout
from cchc_tui.document.picture import Picture
from cchc_tui.document.source import Source, bind, source_mark, split
from cchc_tui.records.finding import Finding, Severity

MAX_COLUMNS = 63
"""Word opens no table with more columns."""


@dataclass(frozen=True)
class OfficialDocument:
    """Everything both formats and the rules need. `profile` is 13 or 14; `folders` are searched for templates, in this
    order; `digest` is the fingerprint of the whole source; `pictures` those that can be printed, by their paths.
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
    pictures: Mapping[str, Picture] = field(default_factory=dict)

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


def parse_document(
    text: str, source: str, find_layout: Callable[[str], Layout], widths: FaceWidths, folders: tuple[Path, ...]
) -> OfficialDocument:
    """Return the document in `text`, with the faults of its head as findings. `find_layout` gives a layout by name."""
    parts = split(text, source)
    reading = read_head(parts.head, source, find_layout)
    layout = reading.layout
    profile = reading.head.profile or int(layout.number("profile"))
    return OfficialDocument(
        source=source,
        head=reading.head,
        body=bind(parts.body),
        body_line=parts.body_line,
        layout=layout,
        profile=profile,
        widths=widths,
        components=compose(reading.head, layout),
        folders=folders,
        findings=(*reading.findings, *_division_findings(parts, source)),
        digest=source_mark(text),
    )


def _division_findings(parts: Source, source: str) -> Iterator[Finding]:
    for fault in parts.faults:
        yield Finding(
            code="div-malformed",
            severity=Severity.WARNING,
            message=fault.message,
            path=source,
            line=parts.body_line + fault.row,
            record=None,
            clause=None,
        )
