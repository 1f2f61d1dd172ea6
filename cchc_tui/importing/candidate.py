"""What a source offers: records as they could be kept, each with where it was found and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

DIRECTIVE, MEDIA, CHECKLIST, REPORT, BODY = "directive", "media", "checklist", "report", "body"

ALREADY_ABOVE = "đã nêu ở trên trong cùng nguồn"
"""What `exists` says of a record that stands twice in one source."""


@dataclass(frozen=True)
class Evidence:
    """What one field of a candidate rests on."""

    words: str
    """The words of the source; of what was assumed, why."""
    assumed: bool = False
    """Nothing in the source says it."""


@dataclass(frozen=True)
class PlaceholderFigure:
    """A number of a prose that a placeholder may stand for, where the records print the same letters."""

    placeholder: str
    words: str
    """The number as the source has it."""
    channel: str
    measure: str


ASSUMED = "{} chưa thấy trong nguồn, tạm lấy {}"
"""Why a candidate with something assumed is doubtful."""


@dataclass(frozen=True)
class Candidate:
    """One record as a source states it. Nothing is written before a person says yes."""

    kind: str
    """`directive`, `media`, `checklist`, `report`, or `body`: the prose of a report."""
    values: Mapping[str, Any]
    """TOML keys and values; for a body `report`, the short name of its report, and `text`, its Markdown."""
    source: str
    """The words it was read from, or the row."""
    doubtful: tuple[str, ...] = ()
    """Why a person must look; empty when everything was read for sure."""
    exists: str | None = None
    """Where it is already: the id of the record kept, or `ALREADY_ABOVE`."""
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    """For each value the words it rests on."""
    figures: tuple[PlaceholderFigure, ...] = ()
    """Of a body: its numbers that stand as placeholders in its text, in order."""
    lines: tuple[str, ...] = ()
    """Of a body: what the source says, paragraph by paragraph, for comparing with what is composed."""

    @property
    def sure(self) -> bool:
        """Whether every part was found in the source and nothing speaks against it."""
        return not self.doubtful and not any(evidence.assumed for evidence in self.evidence.values())

    def doubt(self, *reasons: str) -> Candidate:
        """Return the same with further reasons."""
        return replace(self, doubtful=tuple(dict.fromkeys((*self.doubtful, *reasons))))
