"""A terminal of our own: the program in a real pty, its screen kept by pyte, every byte counted.

Waiting is always for what the screen shows or for the program to have gone quiet, never for a time to pass: a slow
machine makes a test slow, not red.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

PATIENCE = 120.0
"""Seconds after which a test gives up; only a broken program makes it wait that long."""
QUIET = 0.4
"""Seconds without output, processor time or input to be read after which a program that waits is taken to be idle."""

KEYS = {
    "F1": b"\x1bOP", "F2": b"\x1bOQ", "F3": b"\x1bOR", "F4": b"\x1bOS", "F5": b"\x1b[15~", "F8": b"\x1b[19~",
    "F9": b"\x1b[20~", "F10": b"\x1b[21~", "Tab": b"\t", "Shift+Tab": b"\x1b[Z", "Enter": b"\r", "Up": b"\x1b[A",
    "Down": b"\x1b[B", "Right": b"\x1b[C", "Left": b"\x1b[D", "Home": b"\x1b[H", "End": b"\x1b[F",
    "PageUp": b"\x1b[5~", "PageDown": b"\x1b[6~", "Delete": b"\x1b[3~", "Backspace": b"\x7f", "Esc": b"\x1b",
    **{f"Ctrl+{letter}": bytes([ord(letter) - 64]) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
}  # fmt: skip


def keys(*parts: str) -> bytes:
    """Bytes of a stream: names of `KEYS` in angle brackets are keys, all else is typed as UTF-8."""
    out = b""
    for part in parts:
        while "<" in part:
            text, _, rest = part.partition("<")
            name, _, part = rest.partition(">")
            out += text.encode() + KEYS[name]
        out += part.encode()
    return out


class Terminal:
    """A running program and what a person in front of it would see."""

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], *, columns: int = 80, rows: int = 24, cwd: Path | None = None
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.received = 0
        self.raw = bytearray()
        self.ended: int | None = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child
            if cwd is not None:
                os.chdir(cwd)
            os.execvpe(argv[0], list(argv), dict(env))
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        """Another window size, with the signal that tells the program."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    # ---- seeing --------------------------------------------------------------------------------------------------
    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def line_with(self, words: str) -> str:
        """The first screen line with these words; "" without one."""
        return next((line for line in self.screen.display if words in line), "")

    def read(self, timeout: float) -> bool:
        """Take in what the program writes; whether anything came."""
        if self.ended is not None:
            return False
        ready, _, _ = select.select([self.fd], [], [], timeout)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        if not data:
            self._reap()
            return False
        self.received += len(data)
        self.raw += data
        self._show(data)
        return True

    def _show(self, data: bytes) -> None:
        """Draw it, and say what xterm says to questions about itself and its cursor."""
        *asked, rest = data.split(b"\x1b[6n")
        for part in asked:
            self._stream.feed(part)
            os.write(self.fd, b"\x1b[%d;%dR" % (self.screen.cursor.y + 1, self.screen.cursor.x + 1))
        self._stream.feed(rest)
        if b"\x1b[?2026$p" in data:
            os.write(self.fd, b"\x1b[?2026;0$y")

    def wait_for(self, wanted: str | Callable[[Terminal], bool]) -> None:
        """Read until the screen shows these words, or the condition holds."""
        holds = wanted if callable(wanted) else (lambda t: wanted in t.text)
        end = time.monotonic() + PATIENCE
        while not holds(self):
            if self.ended is not None and not self.read(0):
                raise AssertionError(f"the program ended ({self.ended}) before showing {wanted!r}:\n{self.text}")
            if time.monotonic() > end:
                raise AssertionError(f"never shown: {wanted!r}\n{self.text}")
            self.read(0.05)

    def settle(self) -> int:
        """Read until the program is idle; the bytes that came."""
        before = self.received
        while self.ended is None:
            used = self._processor_time()
            came = self.read(QUIET)
            if not came and self._processor_time() - used <= 1 and not (self._input_waits() or self._runnable()):
                break
        return self.received - before

    def quiet_bytes(self, seconds: float) -> int:
        """The bytes that come while nobody does anything for so long."""
        before = self.received
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(end - time.monotonic())
        return self.received - before

    def _processor_time(self) -> int:
        """Clock ticks the program has used."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return 0
        return int(fields[11]) + int(fields[12])

    def _runnable(self) -> bool:
        """Whether a thread of the program has work: on a busy machine it may get no processor time for a while."""
        with contextlib.suppress(OSError):  # a thread may end while we look
            for stat in Path(f"/proc/{self.pid}/task").glob("*/stat"):
                if stat.read_text().rsplit(")", 1)[1].split()[0] in ("R", "D"):
                    return True
        return False

    def _input_waits(self) -> bool:
        """Whether something sent has not been read by the program yet."""
        buffer = bytearray(4)
        with contextlib.suppress(OSError):
            fcntl.ioctl(self.fd, termios.TIOCOUTQ, buffer)
        return struct.unpack("i", buffer)[0] > 0

    # ---- doing ---------------------------------------------------------------------------------------------------
    def send(self, data: bytes | str) -> None:
        """Write in one go, as an input method or a slow line does."""
        data = keys(data) if isinstance(data, str) else data
        while data:
            data = data[os.write(self.fd, data) :]

    def press(self, data: bytes | str) -> int:
        """Send, then read until the program is idle; the bytes that came."""
        self.send(data)
        return self.settle()

    def kill(self, number: signal.Signals) -> None:
        """A signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """The line drops: the terminal closes, the kernel sends SIGHUP."""
        os.close(self.fd)
        self.fd = -1
        self._wait()

    def wait_end(self) -> int:
        """Read until the program has ended; its exit code, or minus the signal."""
        end = time.monotonic() + PATIENCE
        while self.ended is None:
            if time.monotonic() > end:
                raise AssertionError(f"the program does not end:\n{self.text}")
            if not self.read(0.05):
                self._reap(block=False)
        return self.ended

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while self.ended is None and time.monotonic() < end:
            self._reap(block=False)
            time.sleep(0.02)
        assert self.ended is not None, "the program outlives its terminal"

    def _reap(self, block: bool = True) -> None:
        if self.ended is None:
            pid, status = os.waitpid(self.pid, 0 if block else os.WNOHANG)
            if pid:
                self.ended = os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """End the program at once and free the pty."""
        if self.ended is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._reap()
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
