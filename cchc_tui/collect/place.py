"""Where in the lake an office lies."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    """Where the rows of an office lie."""

    province: str
    commune: str

    def folder(self, lake: Path, table: str) -> Path:
        """The folder of its files in one table."""
        return lake / table / f"province={self.province}" / f"commune={self.commune}"
