"""Writing files whole or not at all, with the rights colleagues need: prepared aside, then put in place by name."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.errors import CchcError, EnvironmentFaultError, RefusedError, system_cause
from cchc_tui.storage.pending import WORK_FOLDER

FILE_MODE = 0o666
"""Before the umask. mkstemp's 0600 would lock colleagues out."""
GROUP_UMASK = 0o002
"""Files 0664 and directories 2775: the whole office may write (records.md, Saving on a shared server)."""


@dataclass(frozen=True)
class FileWrite:
    """One file as it is and as it will be."""

    path: str
    """Relative to the records directory, with `/`."""
    before: bytes | None
    """None: there is no such file yet."""
    after: bytes | None
    """None: the file goes."""


@dataclass(frozen=True)
class Staged:
    """A write whose new bytes are already safe on disk under another name."""

    write: FileWrite
    temporary: Path | None


@contextlib.contextmanager
def group_rights() -> Iterator[None]:
    """The umask of the shared tree for the length of the block."""
    before = os.umask(GROUP_UMASK)
    try:
        yield
    finally:
        os.umask(before)


def work_folder(records: Path, name: str) -> Path:
    """The folder `name` of the program's own work inside the records, made when it is not there."""
    top = records / WORK_FOLDER
    try:
        if not top.is_dir():
            top.mkdir(exist_ok=True)
            (top / ".gitignore").write_text("*\n", encoding="ascii")
        (top / name).mkdir(exist_ok=True)
    except OSError as error:
        raise write_fault(top, error) from error
    if top.is_symlink() or (top / name).is_symlink():
        raise RefusedError(f"{top} là một liên kết (symlink) nên không dùng được.", "Hãy nhờ người quản trị bỏ nó đi.")
    return top / name


def stage(records: Path, write: FileWrite) -> Staged:
    """Put the new bytes on disk beside the records. Nothing that others read has changed yet."""
    if write.after is None:
        return Staged(write, None)
    temporary = work_folder(records, "staging") / f"{os.urandom(8).hex()}.tmp"
    target = safe_target(records, write.path)
    try:
        make_folders(records, target.parent)
        _fill(temporary, write.after, like=target if write.before is not None else None)
    except OSError as error:
        unstage(Staged(write, temporary))
        raise write_fault(target, error) from error
    return Staged(write, temporary)


def unstage(staged: Staged) -> None:
    """Forget a staged write."""
    if staged.temporary is not None:
        with contextlib.suppress(OSError):
            staged.temporary.unlink()


def place(records: Path, staged: Staged) -> None:
    """Let the staged bytes take the file's name in one step; RefusedError when a new file's name is already taken."""
    target = safe_target(records, staged.write.path)
    try:
        if staged.temporary is None:
            target.unlink(missing_ok=True)
        elif staged.write.before is None:
            os.link(staged.temporary, target)
            staged.temporary.unlink()
        else:
            staged.temporary.replace(target)
        sync_directory(target.parent)
    except FileExistsError as error:
        raise RefusedError(f"Tệp {target} đã có, không ghi đè.", "Hãy tải lại danh sách rồi thử lại.") from error
    except OSError as error:
        raise write_fault(target, error) from error


def take_back(records: Path, write: FileWrite) -> None:
    """Make the file what it was before a write that did not go through with the others."""
    if write.before is None:
        safe_target(records, write.path).unlink(missing_ok=True)
        return
    old = FileWrite(write.path, write.after or b"", write.before)
    place(records, stage(records, old))


def clear_staging(records: Path) -> None:
    """Remove what a killed program left half written. Only under the writers' lock."""
    folder = records / WORK_FOLDER / "staging"
    with contextlib.suppress(OSError):
        for left in folder.iterdir():
            left.unlink()


def safe_target(records: Path, path: str) -> Path:
    """The file of a relative path; RefusedError when it would lead out of the records or through a link."""
    if not stays_inside(path):
        raise RefusedError(f"Đường dẫn {path!r} không nằm trong thư mục hồ sơ nên không ghi.")
    place = records
    for part in path.split("/"):
        place = place / part
        if place.is_symlink():
            raise RefusedError(
                f"{place} là một liên kết (symlink) nên không ghi qua đó.",
                "Hồ sơ phải là tệp thật nằm trong thư mục hồ sơ; hãy nhờ người quản trị bỏ liên kết.",
            )
    return place


def stays_inside(path: str) -> bool:
    """Whether a relative path names a file below the records, and none of git's or of the program's own."""
    parts = path.split("/")
    own = parts[0] in (".git", WORK_FOLDER)
    return not own and not any(part in ("", ".", "..") or "\0" in part for part in parts)


def make_folders(records: Path, folder: Path) -> None:
    """The folder and those above it up to the records; a new name is made to last before anything is put in it."""
    if folder == records or folder.is_dir():
        return
    make_folders(records, folder.parent)
    folder.mkdir(exist_ok=True)
    sync_directory(folder.parent)


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in place of a file, or make it; mode and group of an old one stay. Old or new, never a part."""
    _write(path, data, create=False)


def create_file(path: Path, data: bytes) -> None:
    """Make a new file; RefusedError if the name is already taken, even by a file made this very moment."""
    _write(path, data, create=True)


def _write(path: Path, data: bytes, *, create: bool) -> None:
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _fill(temporary, data, like=path if not create and path.exists() else None)
        if create:
            os.link(temporary, path)
        else:
            temporary.replace(path)
        sync_directory(path.parent)
    except FileExistsError as error:
        raise RefusedError(f"Tệp {path} đã có, không ghi đè.", "Hãy đặt tên khác, hoặc chuyển tệp ấy đi.") from error
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
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode) & 0o777)


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
                "Chưa ghi gì. Hãy dọn bớt đĩa (hoặc báo người quản trị) rồi lưu lại.",
            )
        case errno.EACCES | errno.EPERM:
            return EnvironmentFaultError(
                f"Tài khoản này không được phép ghi {path}.",
                "Hãy nhờ người quản trị cấp quyền ghi cho nhóm; cchc doctor chỉ rõ lệnh cần chạy.",
            )
        case errno.EROFS:
            return EnvironmentFaultError(f"Ổ đĩa chứa {path} chỉ cho đọc.", "Hãy báo người quản trị máy chủ.")
        case errno.ENOENT | errno.ENOTDIR:
            return EnvironmentFaultError(
                f"Thư mục chứa {path} không còn.", "Có người đã xóa hoặc đổi tên thư mục hồ sơ; hãy báo người quản trị."
            )
        case _:
            return EnvironmentFaultError(f"Không ghi được {path} ({system_cause(error)}).", "Tệp cũ còn nguyên.")
