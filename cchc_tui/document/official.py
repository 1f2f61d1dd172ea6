"""One official document as data: its source, head, layout and components, with the faults of its head."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from cchc_tui.document.body import PageBody, read_body
from cchc_tui.document.components import Components, compose, epoch
from cchc_tui.document.head import Head, read_head
from cchc_tui.document.layout import FaceWidths, Layout
from cchc_tui.document.picture import Picture
from cchc_tui.document.source import Source, bind, source_mark, split
from cchc_tui.records.finding import Finding, Severity

_ROUNDING_MM = 3
"""Room beside a line that must not wrap: LibreOffice wraps one that is 1.6 mm shorter than its column."""
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

    @cached_property
    def content(self) -> PageBody:
        """The body block by block."""
        return read_body(self.body, self.body_line)

    @property
    def epoch(self) -> int:
        """Seconds since 1970 of the document's own date."""
        return epoch(self.head, self.layout)

    def size(self, component: str) -> float:
        """Return points of a component in this document's size profile."""
        return self.layout.components[component].sizes[self.profile]

    def style_name(self, component: str) -> str:
        """Return the name a clerk sees in Word."""
        return f"{self.layout.style_prefix} {self.layout.components[component].style}"


def parse_document(
    text: str,
    source: str,
    find_layout: Callable[[str], Layout],
    widths: FaceWidths,
    folders: tuple[Path, ...],
    own_head: str = "",
) -> OfficialDocument:
    """Return the document in `text`, with the faults of its head as findings. `find_layout` gives a layout by name.

    `own_head` is the head of a text that was typed without one; no line of the text holds it.
    """
    parts = split(text, source)
    reading = read_head(parts.head or own_head, source, find_layout)
    head = reading.head if parts.head else replace(reading.head, lines={})
    layout = reading.layout
    profile = head.profile or int(layout.number("profile"))
    components = compose(head, layout)
    layout = _with_fitting_agency(layout, components, profile, widths)
    return OfficialDocument(
        source=source,
        head=head,
        body=bind(parts.body),
        body_line=parts.body_line,
        layout=layout,
        profile=profile,
        widths=widths,
        components=components,
        folders=folders,
        findings=(*reading.findings, *_division_findings(parts, source)),
        digest=source_mark(text),
    )


def right_column_mm(layout: Layout, place_date: str, profile: int, widths: FaceWidths) -> float:
    """Return the right column of the head: as the layout says, wider inside its bound when place and date need it."""
    rule = layout.rules["head_right_mm"]
    wanted = widths.millimetres(place_date, "italic", layout.components["place_date"].sizes[profile]) + _ROUNDING_MM
    return min(max(layout.number("head_right_mm"), wanted), rule.maximum or wanted)


_EDGE_MM = 2
"""Room beside a name that shall not break: LibreOffice wraps one 1.6 mm shorter than its column."""


def _with_fitting_agency(layout: Layout, components: Components, profile: int, widths: FaceWidths) -> Layout:
    """Return the layout with the agencies at their smallest size when a name then fits on its line and otherwise would
    not.
    """
    room = layout.text_width_mm - right_column_mm(layout, components.place_date, profile, widths) - _EDGE_MM
    blocks = [(components.superior, components.agency), *((each.superior, each.agency) for each in components.joint)]
    shrink = False
    for place, key in enumerate(("superior_agency", "agency")):
        look = layout.components[key]
        size = look.sizes[profile]
        for line in (line for block in blocks for line in block[place]):
            long = widths.millimetres(line, look.face, size)
            shrink = shrink or long > room >= long * (look.minimum or size) / size
    if not shrink:
        return layout
    smaller = {
        key: replace(look, sizes={**look.sizes, profile: look.minimum or look.sizes[profile]})
        for key, look in layout.components.items()
        if key in ("superior_agency", "agency")
    }
    return replace(layout, components={**layout.components, **smaller})


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
