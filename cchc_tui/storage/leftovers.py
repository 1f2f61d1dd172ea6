"""What killed programs left in the records: seen by who looks, removed by who saves or mends."""

from __future__ import annotations

import os
import re
import shutil
import time
from contextlib import suppress
from pathlib import Path

from cchc_tui.errors import CchcError
from cchc_tui.storage.account_folder import AccountFolder
from cchc_tui.storage.journal import clear_temporary_entries
from cchc_tui.storage.pending import JOURNAL, STAGING, WORK_FOLDER
from cchc_tui.storage.staging import clear_staging
from cchc_tui.storage.temporary import killed_folders, sweep_folders
from cchc_tui.storage.tree_folder import TreeFolder

HALF_BEGUN = re.compile(r"\.git\.[0-9a-f]{16}\.tmp")
"""A repository whose first commit was never made."""
_TEMPORARY = re.compile(r"(?:[0-9a-f]{16}\.(?:tmp|old)|\.\d+\.writing\.tmp)")
_SECONDS = 60.0
"""What is younger may be a save that is going on."""


def left_behind(records: Path) -> list[str]:
    """Return what this account's programs, and those of earlier versions, left; changes nothing."""
    own = f"{WORK_FOLDER}/{os.geteuid()}"
    found = []
    for folder in ("", f"{WORK_FOLDER}/{STAGING}", f"{own}/{STAGING}", f"{own}/{JOURNAL}"):
        with suppress(OSError, CchcError), TreeFolder(records) as tree:
            descriptor: int = tree.folder(folder)
            wanted = _TEMPORARY if folder else HALF_BEGUN
            for name in sorted(os.listdir(descriptor)):
                if wanted.fullmatch(name) and time.time() - os.lstat(name, dir_fd=descriptor).st_mtime > _SECONDS:
                    found.append(f"{folder}/{name}".lstrip("/"))
    return found + [f"../{folder.name}" for folder in killed_folders(records.parent)]


def sweep_records(records: Path) -> None:
    """Remove it. Only under the lock: what lies there then belongs to nobody."""
    with TreeFolder(records) as tree, AccountFolder(tree) as own:
        clear_staging(own.staging)
        clear_temporary_entries(own)
    sweep_half_begun(records)
    sweep_folders(records.parent)


def sweep_half_begun(records: Path) -> None:
    """Remove the repositories that never came to their first commit. Only under the lock."""
    for folder in records.iterdir():
        if HALF_BEGUN.fullmatch(folder.name):
            shutil.rmtree(folder, ignore_errors=True)
