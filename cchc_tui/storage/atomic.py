"""Writing one file whole or not at all, with the rights colleagues need; what the system refused, as a sentence."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cchc_tui.errors import CchcError, EnvironmentFaultError, RefusedError, system_cause
from cchc_tui.storage.faults import write_fault
from cchc_tui.storage.temporary import temporary_beside
from cchc_tui.storage.tree_folder import TreeFolder, linked, stays_inside

FILE_MODE = 0o666
"""Before the umask. mkstemp's 0600 would lock colleagues out."""
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
GROUP_UMASK = 0o007
"""Files 0660 and directories 2770: the whole office may write, and nobody else may even look: who can open the records
directory can also hold its lock.
"""


class FileWrite(NamedTuple):
    """One file as it is and as it will be."""

    path: str
    """Relative to the records directory, with `/`."""
    before: bytes | None
    """None: there is no such file yet."""
    after: bytes | None
    """None: the file goes."""


@contextlib.contextmanager
def group_rights() -> Iterator[None]:
    """Hold the umask of the shared tree for the length of the block."""
    before = os.umask(GROUP_UMASK)
    try:
        yield
    finally:
        os.umask(before)


def safe_target(records: Path, path: str) -> Path:
    """Return the file of a relative path. RefusedError when it would lead out of the records or through a link.

    A look only: what writes goes through `storage.tree_folder`, where nothing can change between looking and writing.
    """
    if not stays_inside(path):
        raise RefusedError(f"Đường dẫn {path!r} không nằm trong thư mục hồ sơ nên không ghi.")
    place = records
    for part in path.split("/"):
        place = place / part
        if place.is_symlink():
            raise linked(str(place))
    return place


def remove_inside(records: Path, path: str) -> None:
    """Remove one file of the records, if it is there. RefusedError where its folder is a link."""
    try:
        with TreeFolder(records) as tree:
            folder, name = tree.parent(path)
            os.unlink(name, dir_fd=folder)
            os.fsync(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise write_fault(records / path, error) from error


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in place of a file, or make it; mode and group of an old one stay. Old or new, never a part."""
    _write(path, data, create=False)


def create_file(path: Path, data: bytes) -> None:
    """Make a new file; RefusedError if the name is already taken, even by a file made this very moment."""
    _write(path, data, create=True)


def _write(path: Path, data: bytes, *, create: bool) -> None:
    temporary = temporary_beside(path)
    placed = False
    try:
        shared = _make_folder(path.parent)
        descriptor = os.open(temporary, CREATE, FILE_MODE)
        try:
            if not create and path.exists():
                copy_rights(descriptor, path.stat())
            elif shared:
                os.fchmod(descriptor, 0o660)
            write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if create:
            os.link(temporary, path)
        else:
            temporary.replace(path)
        placed = True
        sync_directory(path.parent)
    except FileExistsError as error:
        raise RefusedError(f"Tệp {path} đã có, không ghi đè.", "Hãy đặt tên khác, hoặc chuyển tệp ấy đi.") from error
    except OSError as error:
        raise _unsure(path, error) if placed else write_fault(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _make_folder(folder: Path) -> bool:
    """Make a folder and those above it; True when it is one that a group shares.

    What is made in a shared folder is shared too, whatever the umask of who happens to make it first.
    """
    if folder.is_dir():
        return bool(folder.stat().st_mode & stat.S_ISGID)
    shared = _make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
        if shared:
            folder.chmod(0o2770)
    return shared


def _unsure(path: Path, error: OSError) -> CchcError:
    """Return the sentence for a file that is in place, of which the disk does not promise that it stays."""
    return EnvironmentFaultError(
        f"Đã ghi {path}, nhưng đĩa báo lỗi ngay sau đó ({system_cause(error)}).",
        "Mất điện lúc này có thể mất bản vừa ghi. Hãy báo người quản trị xem đĩa, rồi ghi lại.",
    )


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, however few the system takes at a time."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def copy_rights(descriptor: int, like: os.stat_result, *, mask: int = 0o777) -> None:
    """Give an open file the mode and group of the one it replaces.

    A group we are not in cannot be kept and is left to setgid.
    """
    with contextlib.suppress(PermissionError):
        os.fchown(descriptor, -1, like.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode) & mask)


def sync_directory(directory: Path) -> None:
    """Make the names in `directory` last through a power cut."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
