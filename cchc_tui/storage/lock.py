"""One writer at a time: flock on the records directory itself, so that no lock file can be left behind."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc_tui.errors import EnvironmentFaultError, RefusedError

WAIT_SECONDS = 5.0
"""How long a save waits for a colleague's save before it gives up and keeps a draft."""
_PAUSE_SECONDS = 0.02


@contextmanager
def locked(records: Path, *, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the writers' lock of `records` for the length of the block.

    Raises RefusedError when another save does not end within `wait` seconds, EnvironmentFaultError when the directory
    cannot be opened or its file system knows no locks.
    """
    try:
        descriptor = os.open(records, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise EnvironmentFaultError(
            f"Không mở được thư mục hồ sơ {records} ({error.strerror}).",
            "Hãy kiểm tra thư mục còn đó và tài khoản này được phép vào; cchc doctor nói rõ hơn.",
        ) from error
    try:
        _acquire(descriptor, records, wait)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, records: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise RefusedError(
                    f"Người khác đang lưu vào {records}; đã chờ {wait:.0f} giây mà chưa xong.",
                    "Bản đang gõ được giữ làm bản nháp. Hãy lưu lại sau ít phút.",
                ) from None
            time.sleep(_PAUSE_SECONDS)
        except OSError as error:
            if error.errno != errno.EINTR:
                raise EnvironmentFaultError(
                    f"Hệ thống tệp của {records} không khóa được ({error.strerror}).",
                    "Thư mục hồ sơ phải nằm trên đĩa của máy chủ, không phải ổ mạng.",
                ) from error
