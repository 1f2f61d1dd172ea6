"""One file of the records as a reader is to see it: a save that was killed half-way counts as finished."""

from __future__ import annotations

import os
from pathlib import Path

from cchc_tui.records.finding import Finding
from cchc_tui.storage.pending import half_written
from cchc_tui.storage.toml_file import MAX_RECORD_BYTES, read_bytes


def read_finished(records: Path, path: str, *, limit: int = MAX_RECORD_BYTES) -> bytes | Finding | None:
    """Return the bytes of a file as the last save leaves it, or why they cannot be read; None when it is not there."""
    if half_written(records):
        from cchc_tui.storage.journal import finished_contents

        finished = finished_contents(records)
        if path in finished:
            return finished[path]
    file = records / path
    return read_bytes(file, shown=path, limit=limit) if os.path.lexists(file) else None
