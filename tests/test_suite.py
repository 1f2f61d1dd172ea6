"""The suite itself: what a test starts hears its signals, however the suite was started."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_PARENT = """
import signal, subprocess, sys
import tests.conftest
child = "import signal; print([signal.getsignal(s) for s in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP)])"
print(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout)
"""


@pytest.mark.parametrize("ignored", ["INT QUIT", "INT QUIT HUP", ""])
def test_a_program_started_by_a_test_has_the_signals_of_a_login(ignored: str) -> None:
    """A shell without job control ignores INT and QUIT for a background job, nohup a hang-up."""
    command = f"trap '' {ignored or 'USR1'}; exec \"$@\""
    done = subprocess.run(
        ["bash", "-c", command, "bash", sys.executable, "-c", _PARENT],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == str([signal.default_int_handler, signal.SIG_DFL, signal.SIG_DFL])


def test_a_test_that_hangs_has_an_end(pytestconfig: pytest.Config) -> None:
    assert 0 < float(pytestconfig.getini("timeout")) <= 600
    assert pytestconfig.pluginmanager.hasplugin("timeout")
