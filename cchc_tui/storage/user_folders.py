"""Where this account keeps what belongs to no office's records: drafts, logins and logs, the cache, fonts.

The XDG Base Directory Specification; platformdirs follows it too, but costs a tenth of a list's whole time.
"""

from __future__ import annotations

import os
from pathlib import Path

_PROGRAM = "cchc"


def cache_folder() -> Path:
    """Return the folder for what can be made again at any time."""
    return _base("XDG_CACHE_HOME", ".cache") / _PROGRAM


def state_folder() -> Path:
    """Return the folder for what must survive the end of the program: drafts, who works in this login, logs."""
    return _base("XDG_STATE_HOME", ".local/state") / _PROGRAM


def fonts_folder() -> Path:
    """Return the folder of the account's own fonts."""
    return _base("XDG_DATA_HOME", ".local/share") / "fonts"


def write_own_file(file: Path, text: str) -> None:
    """Write a file that only this account reads, old or new and never a part. OSError when the system refuses."""
    temporary = file.with_name(f".{file.name}.new")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass") as out:
        out.write(text)
    temporary.replace(file)


def _base(variable: str, usual: str) -> Path:
    """Return the folder the variable names, else the usual one below the home; relative paths are ignored."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / usual
