"""The files of one save: prepared aside, put in place one after the other, and every step taken back when one fails.

Nothing is asked of the disk when a step is taken back but a rename: the file as it was is kept under a second name from
before the first change, so that a full disk cannot keep a refused save half in place.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_tui.errors import CchcError, RefusedError
from cchc_tui.storage.atomic import CREATE, FILE_MODE, FileWrite, copy_rights, write_all
from cchc_tui.storage.faults import write_fault
from cchc_tui.storage.tree_folder import TreeFolder, inode_in

MANY = 32
"""From so many files on the whole file system is synced once instead of each of them."""
_NO_SECOND_NAMES = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
_TEMPORARY = re.compile(r"[0-9a-f]{16}\.(?:tmp|old)")
_SHARED_MODE = 0o770
"""What a replaced file's mode may keep: nothing for accounts outside the group."""


@dataclass
class _Step:
    """One file of the save, by the names under which its old and new bytes lie aside."""

    write: FileWrite
    new: str = ""
    inode: int | None = None
    old: str = ""
    begun: bool = False
    """The step may have been carried out: also where the system said that it was not."""


class Staging:
    """The steps of one save in the staging folder of who saves."""

    def __init__(self, tree: TreeFolder, folder: int) -> None:
        """`folder`: the descriptor of this account's own staging folder."""
        self._tree = tree
        self._folder = folder
        self._steps: list[_Step] = []

    def prepare(self, writes: Sequence[FileWrite]) -> None:
        """Put all new bytes on disk aside. Nothing that others read has changed yet; on a fault nothing is left."""
        for write in writes:
            step = _Step(write)
            self._steps.append(step)
            try:
                self._fill(step, sync=len(writes) < MANY)
            except OSError as error:
                self.discard()
                raise write_fault(self._tree.records / write.path, error) from error
            except CchcError:
                self.discard()
                raise
        if len(writes) >= MANY:
            try:
                sync_file_system(self._folder)
            except OSError as error:
                self.discard()
                raise write_fault(self._tree.records, error) from error

    def place(self) -> None:
        """Let the new bytes take the files' names. On a fault what was placed stays: `take_back` undoes it."""
        for step in self._steps:
            try:
                self._place_one(step)
            except FileExistsError as error:
                raise RefusedError(
                    f"Tệp {self._tree.records / step.write.path} đã có, không ghi đè.",
                    "Hãy tải lại danh sách rồi thử lại.",
                ) from error
            except OSError as error:
                raise write_fault(self._tree.records / step.write.path, error) from error
        try:
            self._sync_folders()
        except OSError as error:
            raise write_fault(self._tree.records / self._steps[-1].write.path, error) from error

    def take_back(self) -> None:
        """Make every file what it was. OSError or CchcError when the system refuses that too."""
        for step in reversed(self._steps):
            if step.begun:
                self._take_one_back(step)
        self._sync_folders()

    def discard(self) -> None:
        """Remove what lies aside."""
        for step in self._steps:
            for name in filter(None, (step.new, step.old)):
                with contextlib.suppress(OSError):
                    os.unlink(name, dir_fd=self._folder)
        self._steps.clear()

    # ---- one file --------------------------------------------------------------------------------------------------
    def _fill(self, step: _Step, *, sync: bool) -> None:
        folder, name = self._tree.parent(step.write.path, make=step.write.before is None)
        if step.write.before is not None:
            self._keep_old(step, folder, name)
        if step.write.after is None:
            return
        step.new = f"{os.urandom(8).hex()}.tmp"
        descriptor = os.open(step.new, CREATE, FILE_MODE, dir_fd=self._folder)
        try:
            if step.write.before is not None:
                copy_rights(descriptor, os.lstat(name, dir_fd=folder), mask=_SHARED_MODE)
            write_all(descriptor, step.write.after)
            if sync:
                os.fsync(descriptor)
            step.inode = os.fstat(descriptor).st_ino
        finally:
            os.close(descriptor)

    def _keep_old(self, step: _Step, folder: int, name: str) -> None:
        """Give the old file a second name; where the file system has no such names its bytes are written instead."""
        old = f"{os.urandom(8).hex()}.old"
        try:
            os.link(name, old, src_dir_fd=folder, dst_dir_fd=self._folder, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_SECOND_NAMES:
                raise
            descriptor = os.open(old, CREATE, FILE_MODE, dir_fd=self._folder)
            step.old = old
            try:
                copy_rights(descriptor, os.lstat(name, dir_fd=folder), mask=_SHARED_MODE)
                write_all(descriptor, step.write.before or b"")
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        step.old = old

    def _place_one(self, step: _Step) -> None:
        folder, name = self._tree.parent(step.write.path)
        step.begun = True
        if step.write.after is None:
            os.unlink(name, dir_fd=folder)
        elif step.write.before is None:
            os.link(step.new, name, src_dir_fd=self._folder, dst_dir_fd=folder, follow_symlinks=False)
            os.unlink(step.new, dir_fd=self._folder)
        else:
            os.rename(step.new, name, src_dir_fd=self._folder, dst_dir_fd=folder)

    def _take_one_back(self, step: _Step) -> None:
        """Undo one step where it was really carried out: that the system said no proves nothing."""
        folder, name = self._tree.parent(step.write.path)
        now = inode_in(folder, name)
        if step.write.before is None:
            if now is not None and now == step.inode:
                os.unlink(name, dir_fd=folder)
        elif now is None or now == step.inode:
            os.rename(step.old, name, src_dir_fd=self._folder, dst_dir_fd=folder)

    def _sync_folders(self) -> None:
        folders = {step.write.path.rpartition("/")[0] for step in self._steps if step.begun}
        if len(folders) >= MANY:
            sync_file_system(self._folder)
            return
        for path in sorted(folders):
            os.fsync(self._tree.folder(path))


def clear_staging(folder: int) -> None:
    """Remove what a killed save of this account left aside."""
    for name in os.listdir(folder):
        if _TEMPORARY.fullmatch(name):
            with contextlib.suppress(OSError):
                os.unlink(name, dir_fd=folder)


def sync_file_system(folder: int) -> None:
    """Bring everything of the file system behind an open folder to the disk."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syncfs(folder):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
