"""A safe change that settles a finding: data only, shown before it is made, never made by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldCure:
    """Another value for one field of one record."""

    record: str
    key: str
    before: Any
    after: Any

    @property
    def words(self) -> str:
        """`“Lưu: VP” → “Lưu: VT, VP”`."""
        before, after = _shown(self.before), _shown(self.after)
        return f"“{before}” → “{after}”"


@dataclass(frozen=True, slots=True)
class TextCure:
    """Other words at one place of a text file."""

    path: str
    line: int
    """From 1."""
    column: int
    """From 0, in characters."""
    before: str
    after: str

    @property
    def words(self) -> str:
        """`“công văn số” → “Công văn số”`."""
        return f"“{self.before}” → “{self.after}”"


Cure = FieldCure | TextCure


def _shown(value: Any) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)
