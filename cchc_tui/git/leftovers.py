"""Objects that a killed git began and never finished: they have no name yet, and nothing will ever ask for them."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path

from cchc_tui.git.locating import GitPlace

_SECONDS = 3_600.0
"""What is younger may be a git by hand at work; the pack of a whole history takes minutes."""
_PATTERNS = ("??/tmp_obj_*", "pack/tmp_*", "pack/.tmp-*", "tmp_objdir-*")


def unfinished_objects(of: GitPlace) -> list[Path]:
    """Return the files that killed gits left beside the objects."""
    found = []
    for pattern in _PATTERNS:
        for path in (of.common / "objects").glob(pattern):
            with suppress(OSError):
                if time.time() - path.lstat().st_mtime > _SECONDS:
                    found.append(path)
    return found


def drop_unfinished_objects(of: GitPlace) -> None:
    """Remove them."""
    for path in unfinished_objects(of):
        if path.is_dir() and not path.is_symlink():  # a quarantine: what a push brought, before it was looked at
            shutil.rmtree(path, ignore_errors=True)
            continue
        with suppress(OSError):
            path.unlink()
