"""A part of the fault laboratory, the same each time; others: `python -m tests.faults --cases 500`, all: without."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CASES, SEED = 48, 13
VERBS = ("set", "delete many", "undo", "import", "freeze", "sync", "init", "doctor --fix")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("gcc") is None, reason="the shim needs gcc")
def test_no_failing_call_leaves_a_half_save_or_an_untrue_sentence() -> None:
    words = [sys.executable, "-m", "tests.faults", "--cases", str(CASES), "--seed", str(SEED)]
    words += [word for verb in VERBS for word in ("--verb", verb)]
    root = Path(__file__).parents[2]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(rf"^{CASES} of \d+ cases, 0 wrong", done.stdout, re.MULTILINE)
