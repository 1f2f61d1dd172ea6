"""What a source offers: records as they could be kept, each with where it was found and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

DIRECTIVE, MEDIA, CHECKLIST, REPORT, BODY = "directive", "media", "checklist", "report", "body"

ALREADY_ABOVE = "đã nêu ở trên trong cùng nguồn"
"""What `exists` says of a record that stands twice in one source."""


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

    def doubt(self, *reasons: str) -> Candidate:
        """The same with further reasons."""
        return replace(self, doubtful=tuple(dict.fromkeys((*self.doubtful, *reasons))))
