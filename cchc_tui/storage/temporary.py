"""Temporary files and folders, named so that what a killed program leaves is known for that and removed.

A folder bears the number of the program that works in it: once no such program runs, the next program that makes one in
the same place takes it away. A file lies beside the one it is to become: whoever writes that one next takes it away.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal, get_args

Purpose = Literal["bundle", "copy", "export", "fonts", "git", "known", "merge", "pack", "sample"]
"""What a folder is for; part of its name, so that no folder of a person (`cchc-2026-quy-3`) is taken for ours."""
_FOLDER = re.compile(rf"(?P<hidden>\.?)cchc-(?P<maker>\d+)-(?:{'|'.join(get_args(Purpose))})-[a-z0-9_]{{8}}")
_SECONDS = 60.0
"""A file that nobody has written to for so long is not being written."""

_SWEPT: set[tuple[int, Path]] = set()
"""Programs and the places they have swept: this one, and those it was forked from."""


@contextmanager
def working_folder(purpose: Purpose, inside: Path | None = None) -> Iterator[Path]:
    """Yield a new folder of this account for the length of the block: hidden `inside` another, else where the machine
    keeps temporary files.
    """
    folder = _made(purpose, inside)
    try:
        yield folder
    finally:
        _drop(folder)


def temporary_folder(purpose: Purpose) -> Path:
    """Return a new folder of this account for as long as the program runs."""
    import atexit

    folder = _made(purpose, None)
    atexit.register(_remove, folder, os.getpid())
    return folder


def killed_folders(place: Path) -> list[Path]:
    """Return the folders that killed programs of this account left in a place: hidden ones, but where the machine keeps
    temporary files.
    """
    import tempfile

    hidden = "" if place == Path(tempfile.gettempdir()) else "."
    found = []
    with suppress(OSError):
        for entry in os.scandir(place):
            named = _FOLDER.fullmatch(entry.name)
            if named is None or named["hidden"] != hidden or not entry.is_dir(follow_symlinks=False):
                continue
            with suppress(OSError):
                if not _lives(int(named["maker"])) and entry.stat(follow_symlinks=False).st_uid == os.geteuid():
                    found.append(Path(entry.path))
    return found


def sweep_folders(place: Path) -> None:
    """Remove them."""
    for folder in killed_folders(place):
        _drop(folder)


def temporary_beside(path: Path) -> Path:
    """Return a free name beside `path` for what is to take its place; what killed programs of this account left for
    that is removed.
    """
    wanted = re.compile(re.escape(f".{path.name}.") + r"[0-9a-f]{8}\.tmp")
    with suppress(OSError):
        for entry in os.scandir(path.parent):
            if wanted.fullmatch(entry.name):
                status = entry.stat(follow_symlinks=False)
                if status.st_uid == os.geteuid() and time.time() - status.st_mtime > _SECONDS:
                    _drop(Path(entry.path))
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")


def _made(purpose: Purpose, inside: Path | None) -> Path:
    import tempfile

    place = inside or Path(tempfile.gettempdir())
    if (os.getpid(), place) not in _SWEPT:  # a gathering makes one for each of thousands of offices
        _SWEPT.add((os.getpid(), place))
        sweep_folders(place)
    hidden = "." if inside else ""
    return Path(tempfile.mkdtemp(prefix=f"{hidden}cchc-{os.getpid()}-{purpose}-", dir=place))


def _remove(folder: Path, maker: int) -> None:
    if os.getpid() == maker:
        _drop(folder)


def _drop(path: Path) -> None:
    import shutil

    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
