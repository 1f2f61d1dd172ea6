"""Whether anything under the records directory has changed, asked cheaply."""

from __future__ import annotations

import os
from pathlib import Path

from cchc_tui.storage.paths import PATTERNS


def folder_times(records: Path) -> tuple[tuple[str, int], ...]:
    """Return each folder of records with its modification time in ns: every save replaces a file, which changes its
    folder.

    A few dozen folders at any size of office, so it can be asked every second. A file rewritten in place by hand is
    not noticed here; the next full reading finds it.
    """
    times: list[tuple[str, int]] = []
    for top in ("", *sorted({pattern.split("/")[0] for pattern in PATTERNS.values()})):
        folder = records / top
        times.append((top, _mtime(folder)))
        if not top:
            continue
        try:
            entries = [entry.path for entry in os.scandir(folder) if entry.is_dir()]
        except OSError:
            continue
        times += [(path, _mtime(Path(path))) for path in sorted(entries)]
    return tuple(times)


def _mtime(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
