"""One program run from start to end: how long it took, how much of the processor, what it said; memory at most."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120.0
"""Seconds after which a program is stopped; its figure is then "over two minutes"."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `seconds` and `busy` are infinite for one that was stopped."""

    seconds: float
    busy: float
    """Seconds of processor time, of the program and of all it started and waited for."""
    code: int
    said: str


def measure(argv: Sequence[str], *, env: Mapping[str, str], cwd: Path, log: Path) -> Run:
    """Run `argv` with its output going to the file `log`."""
    with log.open("wb") as out:
        began = time.perf_counter()
        process = subprocess.Popen(argv, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        stopped = threading.Event()
        clock = threading.Timer(PATIENCE, lambda: (stopped.set(), os.kill(process.pid, signal.SIGKILL)))
        clock.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        clock.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="replace")
    if stopped.is_set():
        return Run(float("inf"), float("inf"), process.returncode, said)
    return Run(seconds, used.ru_utime + used.ru_stime, process.returncode, said)


_LAUNCHER = """
import os, sys
null = os.open(os.devnull, os.O_RDWR)
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[
    (os.POSIX_SPAWN_DUP2, null, number) for number in (0, 1, 2)])
print(os.wait4(pid, 0)[2].ru_maxrss // 1000)
"""


def megabytes(argv: Sequence[str], *, env: Mapping[str, str], cwd: Path) -> int:
    """The largest resident memory of one run, never below the 10 MB of the small process that starts it: a child of
    this one would begin with all the memory of this one.
    """
    launcher = [sys.executable, "-S", "-I", "-c", _LAUNCHER, *argv]
    return int(subprocess.run(launcher, env=env, cwd=cwd, capture_output=True, check=True).stdout)
