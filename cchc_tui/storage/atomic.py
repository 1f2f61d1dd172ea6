"""Writing one file whole or not at all, with the rights colleagues need."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from cchc_tui.errors import CchcError, EnvironmentFaultError, RefusedError

FILE_MODE = 0o666
"""Before the umask. mkstemp's 0600 would lock colleagues out."""
GROUP_UMASK = 0o002
"""Files 0664 and directories 2775: the whole office may write (records.md, Saving on a shared server)."""


@contextlib.contextmanager
def group_rights() -> Iterator[None]:
    """The umask of the shared tree for the length of the block."""
    before = os.umask(GROUP_UMASK)
    try:
        yield
    finally:
        os.umask(before)


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in place of an existing file; mode and group stay. Old or new, never a part."""
    _write(path, data, create=False)


def create_file(path: Path, data: bytes) -> None:
    """Make a new file; RefusedError if the name is already taken, even by a file made this very moment."""
    _write(path, data, create=True)


def _write(path: Path, data: bytes, *, create: bool) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _fill(temporary, data, like=None if create else path)
        if create:
            os.link(temporary, path)
        else:
            temporary.replace(path)
        sync_directory(path.parent)
    except FileExistsError as error:
        raise RefusedError(f"Tệp {path} đã có, không ghi đè.", "Hãy tải lại danh sách rồi thử lại.") from error
    except OSError as error:
        raise write_fault(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _fill(temporary: Path, data: bytes, *, like: Path | None) -> None:
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        if like is not None:
            _copy_rights(file.fileno(), like)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _copy_rights(descriptor: int, like: Path) -> None:
    """Mode and group of the file that is replaced; a group we are not in cannot be kept and is left to setgid."""
    status = like.stat()
    with contextlib.suppress(PermissionError):
        os.fchown(descriptor, -1, status.st_gid)
    os.fchmod(descriptor, status.st_mode & 0o7777)


def sync_directory(directory: Path) -> None:
    """Make the names in `directory` last through a power cut."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_fault(path: Path, error: OSError) -> CchcError:
    """The sentence for a write the system refused; nothing was changed on disk."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return EnvironmentFaultError(
                f"Đĩa đầy: chưa ghi được {path}. Tệp cũ còn nguyên.",
                "Hãy dọn bớt đĩa (hoặc báo người quản trị) rồi lưu lại; bản đang gõ được giữ làm bản nháp.",
            )
        case errno.EACCES | errno.EPERM:
            return EnvironmentFaultError(
                f"Tài khoản này không được phép ghi {path}.",
                "Hãy nhờ người quản trị cấp quyền ghi cho nhóm; cchc doctor chỉ rõ lệnh cần chạy.",
            )
        case errno.EROFS:
            return EnvironmentFaultError(
                f"Ổ đĩa chứa {path} chỉ cho đọc.", "Hãy báo người quản trị máy chủ."
            )
        case errno.ENOENT | errno.ENOTDIR:
            return EnvironmentFaultError(
                f"Thư mục chứa {path} không còn.", "Có người đã xóa hoặc đổi tên thư mục hồ sơ; hãy báo người quản trị."
            )
        case _:
            return EnvironmentFaultError(f"Không ghi được {path} ({error.strerror}).", "Tệp cũ còn nguyên.")
