"""One writer at a time: flock on the records directory itself, so that no lock file can be left behind."""

from __future__ import annotations

import fcntl
import os
import pwd
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc_tui.errors import EnvironmentFaultError, RefusedError, system_cause
from cchc_tui.language.text import printable
from cchc_tui.records.office import People
from cchc_tui.storage.journal import entries
from cchc_tui.storage.paths import PEOPLE_FILE
from cchc_tui.storage.person import full_name
from cchc_tui.storage.record_file import load_record

WAIT_SECONDS = 5.0
"""How long a save waits for a colleague's save before it gives up and keeps a draft."""

Tell = Callable[[str], None]
"""Takes a Vietnamese sentence for the person who waits."""


@contextmanager
def locked(records: Path, *, wait: float | None = None, tell: Tell | None = None) -> Iterator[int]:
    """Hold the writers' lock of `records` for the length of the block; gives its descriptor, for programs we start.

    `tell` hears whose save is being waited for. Raises RefusedError when that does not end within `wait` seconds,
    EnvironmentFaultError when the directory cannot be opened or its file system knows no locks.
    """
    descriptor = _open(records)
    if not _free(descriptor, records):
        _queue(descriptor, records, WAIT_SECONDS if wait is None else wait, tell)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _open(records: Path) -> int:
    try:
        return os.open(records, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise EnvironmentFaultError(
            f"Không mở được thư mục hồ sơ {records} ({system_cause(error)}).",
            "Hãy kiểm tra thư mục còn đó và tài khoản này được phép vào; cchc doctor nói rõ hơn.",
        ) from error


def _free(descriptor: int, records: Path) -> bool:
    """Take the lock when nobody has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        os.close(descriptor)
        raise _no_locks(records, error) from error
    return True


def _queue(descriptor: int, records: Path, wait: float, tell: Tell | None) -> None:
    """Wait for the lock; the descriptor is closed when it does not come in time."""
    whose = lock_holder(records)
    if tell is not None:
        tell(f"Đang chờ {whose} lưu xong…")
    turn = _Turn(descriptor)
    if not turn.comes_within(wait):
        raise RefusedError(
            f"{whose[0].upper()}{whose[1:]} đang lưu vào {records}; đã chờ {wait:.0f} giây mà chưa xong.",
            "Chưa ghi gì. Hãy lưu lại sau ít phút.",
        )
    if turn.fault is not None:
        os.close(descriptor)
        raise _no_locks(records, turn.fault)


class _Turn:
    """A place in the kernel's queue, kept by a thread, so that the wait has an end.

    Asking again every few milliseconds instead lets the one who saves most win every time.
    """

    def __init__(self, descriptor: int) -> None:
        self.fault: OSError | None = None
        self._descriptor = descriptor
        self._came = threading.Event()
        self._given_up = False
        self._guard = threading.Lock()
        threading.Thread(target=self._stand, daemon=True).start()

    def comes_within(self, seconds: float) -> bool:
        """Return whether our turn came in time; else the place is given up, and the descriptor closed by the thread."""
        try:
            self._came.wait(seconds)
        finally:
            with self._guard:
                self._given_up = not self._came.is_set()
        return not self._given_up

    def _stand(self) -> None:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        except OSError as error:
            self.fault = error
        with self._guard:
            if self._given_up:
                os.close(self._descriptor)
            else:
                self._came.set()


def lock_holder(records: Path) -> str:
    """Return who holds the writers' lock, as far as the system tells; “người khác” when it does not."""
    try:
        inode = records.stat().st_ino
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
        for line in lines:
            words = line.split()
            if "FLOCK" in words and "->" not in words and words[5].rpartition(":")[2] == str(inode):
                account = pwd.getpwuid(Path(f"/proc/{words[4]}").stat().st_uid).pw_name
                return _saving_now(records) or _listed(records, account) or full_name(account)
    except (OSError, KeyError, IndexError):
        pass
    return "người khác"


def _saving_now(records: Path) -> str:
    """Return under whose name the save goes that is being written; "" when that is not known yet."""
    return next((printable(e.note.name) for e in reversed(entries(records)) if not e.placed), "")


def _listed(records: Path, account: str) -> str:
    """Return the one person that people.toml names for an account; "" without, or with several."""
    stored = load_record(records, PEOPLE_FILE, People, None, [])
    names = [person.name for person in stored.record.people if person.account == account] if stored else []
    return printable(names[0] or "") if len(names) == 1 else ""


def _no_locks(records: Path, error: OSError) -> EnvironmentFaultError:
    return EnvironmentFaultError(
        f"Hệ thống tệp của {records} không khóa được ({system_cause(error)}).",
        "Thư mục hồ sơ phải nằm trên đĩa của máy chủ, không phải ổ mạng.",
    )
