"""git's own lock files that nobody holds any more: a git that was killed leaves them, and every later one waits."""

from __future__ import annotations

import os
import time
from pathlib import Path

from cchc_tui.git.locating import GitPlace

LOCK_SECONDS = 60.0
"""From this age on a lock counts as left behind where nobody can say whether its owner still runs git."""
_NAMES = ("index.lock", "HEAD.lock")
_COMMON = ("config.lock", "packed-refs.lock", "shallow.lock")


def stale_locks(of: GitPlace) -> list[Path]:
    """Return the lock files that no running git can be holding. Only meant under the writers' lock.

    The gits that saves start hold the writers' lock themselves, so none of those is running now; what may run is a git
    by hand, and that is one of the account that owns the file.
    """
    found = [of.git_dir / name for name in _NAMES] + [of.common / name for name in _COMMON]
    found += (of.common / "refs" / "heads").rglob("*.lock") if (of.common / "refs" / "heads").is_dir() else []
    return [lock for lock in found if _is_stale(lock, of)]


def _is_stale(lock: Path, of: GitPlace) -> bool:
    try:
        status = lock.lstat()
    except OSError:
        return False
    running = _runs_git(status.st_uid, (of.top or of.common, of.git_dir, of.common))
    if running is None:
        return abs(time.time() - status.st_mtime) > LOCK_SECONDS
    return not running


def _runs_git(account: int, places: tuple[Path, ...]) -> bool | None:
    """Say whether an account has a git at work in one of these places, or in one that it does not show to us.

    None where the machine shows no programs of other accounts.
    """
    try:
        programs = [name for name in Path("/proc").iterdir() if name.name.isdecimal()]
        if account != os.geteuid() and not Path("/proc/1/comm").read_bytes():
            return None
    except OSError:
        return None
    return any(_is_git(program, account, places) for program in programs)


def _is_git(program: Path, account: int, places: tuple[Path, ...]) -> bool:
    try:
        if program.stat().st_uid != account or not (program / "comm").read_bytes().startswith(b"git"):
            return False
        folder = (program / "cwd").readlink()
    except PermissionError:
        return True
    except OSError:
        return False
    return any(folder.is_relative_to(place.resolve()) for place in places)
