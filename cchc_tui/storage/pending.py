"""Whether a save waits to be finished: one look at one folder, and nothing that finishing it needs."""

from __future__ import annotations

from pathlib import Path

WORK_FOLDER = ".cchc"
"""Inside the records: the journal and files being written. Ignored by git through its own .gitignore."""
WRITING = ".writing"
"""Ending of a journal entry whose files may be half in place."""
SAVED = ".saved"
"""Ending of one whose files are in place; only the history waits."""


def journal_files(records: Path) -> list[Path]:
    """The saves that are not yet finished or not yet in the history, oldest first."""
    try:
        return sorted(f for f in (records / WORK_FOLDER / "journal").iterdir() if f.suffix in (WRITING, SAVED))
    except OSError:
        return []


def half_written(records: Path) -> bool:
    """Whether a save is going on, or was killed before all its files were in place."""
    return any(file.suffix == WRITING for file in journal_files(records))
