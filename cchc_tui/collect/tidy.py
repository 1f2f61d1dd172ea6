"""Files of a lake that no kept gathering needs, taken away."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.collect.columns import GATHERINGS, TABLES
from cchc_tui.collect.delta import open_table, require_deltalake
from cchc_tui.collect.duck import connect
from cchc_tui.collect.gather import alone_in, new_staging
from cchc_tui.collect.gatherings import Gathering, gathering_of, read_gatherings
from cchc_tui.errors import EnvironmentFaultError, system_cause

KEPT_GATHERINGS = 100
_RETENTION_HOURS = 7 * 24
"""Younger files may belong to a gathering that is being written, or be open in a reader."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was taken away."""

    gatherings: int
    files: int
    bytes: int


def tidy(lake: Path, *, keep: int = KEPT_GATHERINGS, retention_hours: int = _RETENTION_HOURS) -> Tidied:
    """Forget all but the newest `keep` gatherings and remove the files that only the forgotten ones used.

    A gathering that is kept answers as before. WrongUseError when the folder is no lake, RefusedError while another
    gathering is at work in it.
    """
    connect().close()
    require_deltalake()
    gathering_of(lake)
    try:
        with alone_in(lake):
            return _tidy(lake, max(keep, 1), retention_hours)
    except OSError as error:
        raise EnvironmentFaultError(f"Không ghi được vào {lake} ({system_cause(error)}).") from error


def _tidy(lake: Path, keep: int, retention_hours: int) -> Tidied:
    staging = new_staging(lake)
    log = read_gatherings(lake)
    kept = log.kept[-keep:]
    try:
        if len(kept) < len(log.kept):
            log.replace(kept, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    before = _parquet_files(lake)
    for table in (*TABLES, GATHERINGS):
        _vacuum(lake, table, kept, retention_hours)
    gone = before.keys() - _parquet_files(lake).keys()
    return Tidied(len(log.kept) - len(kept), len(gone), sum(before[path] for path in gone))


def _vacuum(lake: Path, table: str, kept: Iterable[Gathering], retention_hours: int) -> None:
    opened = open_table(lake, table)
    if opened is None:
        return
    opened.create_checkpoint()
    opened.vacuum(
        retention_hours=retention_hours,
        dry_run=False,
        enforce_retention_duration=False,
        full=True,
        keep_versions=None if table == GATHERINGS else sorted({one.versions[table] for one in kept}),
    )


def _parquet_files(lake: Path) -> dict[Path, int]:
    """Return the tables' files with their sizes."""
    return {
        path: path.stat().st_size
        for table in (*TABLES, GATHERINGS)
        for path in (lake / table).rglob("*.parquet")
        if "_delta_log" not in path.parts
    }
