"""This account's own folder inside the records, `.cchc/<uid>`: its journal, and what it is writing.

Colleagues may read it and take finished entries away; only this account puts anything into it that anybody believes.
What somebody else put in its place, a link or a folder of their own, is moved out of the way and never entered.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from cchc_tui.storage.atomic import CREATE, write_all
from cchc_tui.storage.pending import JOURNAL, STAGING, WORK_FOLDER
from cchc_tui.storage.staging import clear_staging
from cchc_tui.storage.tree_folder import ENTER, TreeFolder

_SHARED = 0o2770
_OWN = 0o700
_IGNORE = b"*\n"


class AccountFolder:
    """The journal and the staging folder of this account, open."""

    def __init__(self, tree: TreeFolder) -> None:
        """Enter the folders, making those that are missing. OSError when the system refuses."""
        self.account = os.geteuid()
        with ExitStack() as held:
            work = held.enter_context(_entered(tree.folder(""), WORK_FOLDER, owner=None, mode=_SHARED))
            _write_ignore(work)
            _drop_shared_staging(work)
            home = held.enter_context(_entered(work, str(self.account), owner=self.account, mode=_SHARED))
            self.journal = held.enter_context(_entered(home, JOURNAL, owner=self.account, mode=_SHARED))
            self.staging = held.enter_context(_entered(home, STAGING, owner=self.account, mode=_OWN))
            self._held = held.pop_all()

    def __enter__(self) -> AccountFolder:
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()


@contextmanager
def _entered(parent: int, name: str, *, owner: int | None, mode: int) -> Iterator[int]:
    """Hold a folder open that is really one, and `owner`'s when one is named; made anew where it is not."""
    descriptor = _open_real(parent, name, owner)
    if descriptor is None:
        with suppress(FileExistsError):
            os.mkdir(name, mode, dir_fd=parent)
            os.fsync(parent)
        descriptor = os.open(name, ENTER, dir_fd=parent)
        if owner is not None and os.fstat(descriptor).st_uid != owner:
            os.close(descriptor)
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)
        with suppress(PermissionError):  # the bit that hands the group on is not set by every mkdir
            os.fchmod(descriptor, (stat.S_IMODE(os.fstat(descriptor).st_mode) & 0o2000) | (mode & 0o770))
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _open_real(parent: int, name: str, owner: int | None) -> int | None:
    """Return the folder's descriptor; None when it is not there, or was not what it has to be and was moved away."""
    try:
        descriptor = os.open(name, ENTER, dir_fd=parent)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.ENOTDIR):
            raise
    else:
        if owner is None or os.fstat(descriptor).st_uid == owner:
            return descriptor
        os.close(descriptor)
    os.rename(name, f"{name}.la-{os.urandom(4).hex()}", src_dir_fd=parent, dst_dir_fd=parent)
    return None


def _drop_shared_staging(work: int) -> None:
    """Remove the folder in which earlier versions prepared files for all accounts, and what they left in it."""
    with suppress(OSError):
        folder = os.open(STAGING, ENTER, dir_fd=work)
        try:
            clear_staging(folder)
        finally:
            os.close(folder)
        os.rmdir(STAGING, dir_fd=work)


def _write_ignore(work: int) -> None:
    """Keep git away from the folder, whatever the records' own list of ignored files says."""
    with suppress(FileExistsError):
        descriptor = os.open(".gitignore", CREATE, 0o660, dir_fd=work)
        try:
            write_all(descriptor, _IGNORE)
        finally:
            os.close(descriptor)
