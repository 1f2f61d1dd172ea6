"""Break the program one place at a time and see whether its tests notice: `python -m tests.mutation ROOM`.

ROOM is a room (`records`), a module (`report/carry`) or both with their tests in `TESTS`. Everything happens in a copy;
each mutant is tried in a process forked from this one, so that pytest and the libraries are read once. README.md holds
the results.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import pytest

from tests.mutation.places import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
TESTS = {
    "records": ["tests/records", "tests/report", "tests/rules"],
    "rules": ["tests/rules"],
    "storage": ["tests/storage", "tests/broken", "tests/office", "tests/shared_server/test_killed.py", "tests/cli"],
    "report/carry": ["tests/report/test_carry.py", "tests/report/test_outlines.py", "tests/cli/test_drafting.py"],
}
"""The tests of each room, nearest first: where the first notices, the next is not run."""
_SECONDS = 240
"""Seconds of processor time after which the tests of a mutant are ended: by the clock a busy machine would end them."""
_LEFT_OUT = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", "__pycache__"}


def main() -> int:
    """Try the mutants of a room, print the survivors and the share that was noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("room", choices=TESTS)
    parser.add_argument("--sample", type=int, help="so many mutants, drawn at random; all without it")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cchc-mutants-") as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=lambda _, names: _LEFT_OUT & set(names), symlinks=True)
        found = [mutant for path in _modules(copy, chosen.room) for mutant in mutants(path)]
        tried = found
        if chosen.sample is not None and chosen.sample < len(found):
            tried = random.Random(chosen.seed).sample(found, chosen.sample)
        started = time.monotonic()
        counts = Counter(_try(mutant, copy, chosen.room) for mutant in tried)
        noticed = counts["noticed"]
        minutes = (time.monotonic() - started) / 60
    print(
        f"{chosen.room}: {noticed} of {len(tried)} noticed ({noticed / max(len(tried), 1):.0%}), {counts['endless']} "
        f"did not end and count as missed, {len(found)} in all, "
        f"seed {chosen.seed}, {minutes:.0f} minutes"
    )
    return 0


def _modules(copy: Path, room: str) -> list[Path]:
    place = copy / "cchc_tui" / room
    return sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


def _try(mutant: Mutant, copy: Path, room: str) -> str:
    """Put the mutant in its place, run the tests, put the module back."""
    sound = mutant.path.read_text(encoding="utf-8")
    mutant.path.write_text(mutant.source, encoding="utf-8")
    try:
        own = copy / "tests" / room / f"test_{mutant.path.stem}.py"
        places = [str(own.relative_to(copy))] if own.exists() else []
        for tests in [*places, *TESTS[room]]:
            ended = _run_apart(copy, tests)
            if ended != "passed":
                return ended
        print(f"survived  {mutant.path.relative_to(copy)}:{mutant.line}  {mutant.what}", flush=True)
        return "survived"
    finally:
        mutant.path.write_text(sound, encoding="utf-8")


def _run_apart(copy: Path, tests: str) -> str:
    """Run the tests in a process of their own: `passed`, `noticed`, or `endless`, which proves nothing."""
    child = os.fork()
    if child == 0:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        _run(copy, tests)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        print("endless", tests, flush=True)
        return "endless"
    return "passed" if code == pytest.ExitCode.OK else "noticed"


def _run(copy: Path, tests: str) -> None:
    """Run pytest on the copy; never returns."""
    code: int = pytest.ExitCode.INTERNAL_ERROR
    try:
        os.chdir(copy)
        sys.path[:] = [str(copy), *(path for path in sys.path if path and Path(path).resolve() != ROOT)]
        for name in [name for name in sys.modules if name.split(".")[0] in ("cchc_tui", "tests")]:
            del sys.modules[name]
        sys.dont_write_bytecode = True
        os.environ["PYTHONPATH"] = str(copy)
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            code = pytest.main([tests, "-x", "-q", "-o", "addopts=--import-mode=importlib", "-p", "no:cacheprovider"])
    finally:
        os._exit(code)


if __name__ == "__main__":
    raise SystemExit(main())
