"""The records directory held open: every folder below it is entered part by part, and no link is ever followed.

A path that is looked at first and used afterwards can be changed in between by anybody who may write in the tree. A
descriptor cannot: what is written goes into the folder that was looked at, wherever its name leads by then.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from types import TracebackType

from cchc_tui.errors import RefusedError
from cchc_tui.records.finding import Finding
from cchc_tui.storage.faults import write_fault
from cchc_tui.storage.pending import WORK_FOLDER
from cchc_tui.storage.toml_file import MAX_RECORD_BYTES, read_bytes

FOLDER_MODE = 0o777
"""Before the umask."""
ENTER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_HELD = 200
"""So many folders are kept open at once."""


class TreeFolder:
    """The records directory and the folders below it that were entered so far, each by its descriptor."""

    def __init__(self, records: Path) -> None:
        self.records = records
        self._open: dict[str, int] = {}

    def __enter__(self) -> TreeFolder:
        # The records directory itself may be reached through links: whoever named it chose it.
        self._open[""] = os.open(self.records, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for descriptor in self._open.values():
            os.close(descriptor)
        self._open.clear()

    def folder(self, path: str, *, make: bool = False) -> int:
        """Return the descriptor of a folder, "" for the records themselves; with `make` one that is missing is made.

        RefusedError where a part is a link; OSError where the system refuses.
        """
        known = self._open.get(path)
        if known is not None:
            return known
        above, _, name = path.rpartition("/")
        parent = self.folder(above, make=make)
        if make:
            self._make(parent, name)
        try:
            descriptor = os.open(name, ENTER, dir_fd=parent)
        except OSError as error:
            if stands_for_link(name, parent):
                raise linked(f"{self.records}/{path}") from error
            raise
        if len(self._open) >= _HELD:
            self._forget(keep=above)
        self._open[path] = descriptor
        return descriptor

    def parent(self, path: str, *, make: bool = False) -> tuple[int, str]:
        """Return the folder of a file of the records, and the file's name in it. RefusedError for a foreign path."""
        if not stays_inside(path):
            raise RefusedError(f"Đường dẫn {path!r} không nằm trong thư mục hồ sơ nên không ghi.")
        folder, _, name = path.rpartition("/")
        return self.folder(folder, make=make), name

    def read(self, path: str, *, limit: int = MAX_RECORD_BYTES) -> bytes | Finding | None:
        """Return the bytes of a file, None when it is not there, or the finding that says why it cannot be read."""
        try:
            folder, name = self.parent(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise write_fault(self.records / path, error) from error
        if not exists_in(folder, name):
            return None
        return read_bytes(Path(name), shown=path, limit=limit, folder=folder)

    def _make(self, parent: int, name: str) -> None:
        with contextlib.suppress(FileExistsError):
            os.mkdir(name, FOLDER_MODE, dir_fd=parent)
            os.fsync(parent)  # a new name lasts before anything is put in it

    def _forget(self, keep: str) -> None:
        for path in [p for p in self._open if p and not f"{keep}/".startswith(f"{p}/")]:
            os.close(self._open.pop(path))


def read_inside(records: Path, path: str, *, limit: int = MAX_RECORD_BYTES) -> bytes | Finding | None:
    """Return the bytes of one file of the records, entered without following links; None when it is not there."""
    with TreeFolder(records) as tree:
        return tree.read(path, limit=limit)


def exists_in(folder: int, name: str) -> bool:
    """Say whether an open folder has that name, be it a link that leads nowhere."""
    try:
        os.lstat(name, dir_fd=folder)
    except FileNotFoundError:
        return False
    return True


def inode_in(folder: int, name: str) -> int | None:
    """Return the inode behind a name of an open folder; None without one."""
    try:
        return os.lstat(name, dir_fd=folder).st_ino
    except FileNotFoundError:
        return None


def stands_for_link(name: str, folder: int) -> bool:
    """Say whether a name of an open folder is a link."""
    try:
        return stat.S_ISLNK(os.lstat(name, dir_fd=folder).st_mode)
    except OSError:
        return False


def linked(place: str) -> RefusedError:
    """Return the refusal to go through a link."""
    return RefusedError(
        f"{place} là một liên kết (symlink) nên không ghi qua đó.",
        "Hồ sơ phải là tệp thật nằm trong thư mục hồ sơ; hãy nhờ người quản trị bỏ liên kết.",
    )


def stays_inside(path: str) -> bool:
    """Say whether a relative path names a file below the records, and none of git's or of the program's own."""
    parts = path.split("/")
    own = parts[0] == WORK_FOLDER or any(part.casefold() == ".git" for part in parts)
    return not own and not any(part in ("", ".", "..") or "\0" in part for part in parts)
