"""A part of the fault laboratory, another one each time; the whole: `python -m tests.faults`."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CASES = 120


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("gcc") is None, reason="the shim needs gcc")
def test_no_failing_call_leaves_a_half_save_or_an_untrue_sentence() -> None:
    seed = random.randrange(2**32)
    words = [sys.executable, "-m", "tests.faults", "--cases", str(CASES), "--seed", str(seed)]
    root = Path(__file__).parents[2]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{CASES} of {CASES} cases, 0 wrong" in done.stdout
