"""`python -m tests.faults`: every verb, every call, every fault; `--cases N --seed S` tries a part of them.

The whole takes a while and writes its figures into RESULTS.md with `--write`.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.faults.laboratory import KINDS, LAN, PAGE_SIZE, Case, Laboratory, Outcome, compiled
from tests.faults.verbs import VERBS

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> int:
    """Try the cases asked for, and say which the model does not allow."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--cases", type=int, default=0, help="so many, chosen by chance; 0: all")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--verb", action="append", help="only these verbs")
    parser.add_argument("--every", type=int, default=1, help="only every n-th call")
    parser.add_argument("--seconds", type=float, default=0.0, help="stop after so long")
    parser.add_argument("--list", action="store_true", help="only say how many calls each verb makes")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    asked = parser.parse_args()
    if "FAULT_PAGE" not in os.environ:
        return _with_shim()
    seed = asked.seed if asked.seed is not None else random.randrange(2**32)
    laboratory = Laboratory(Path(os.environ["FAULT_HOME"]))
    verbs = [verb for verb in VERBS if not asked.verb or verb.name in asked.verb]
    cases = [
        (verb, Case(verb.name, at, kind, lasting))
        for verb in verbs
        for at, call in enumerate(laboratory.calls(verb), 1)
        if at % asked.every == 0
        for kind in KINDS
        if kind != "short" or call == "write"
        for lasting in (False, True)
        if kind != "kill" or not lasting
    ]
    whole = len(cases)
    if asked.list:
        for verb in verbs:
            print(f"{verb.name}: {len(laboratory.calls(verb))} calls")
        return 0
    random.Random(seed).shuffle(cases)
    cases = cases[: asked.cases or None]
    start, tried = time.monotonic(), []
    for verb, case in cases:
        tried.append(laboratory.trial(verb, case))
        for wrong in tried[-1].wrong:
            print(f"WRONG {case} ({tried[-1].call}): {wrong}\n    {tried[-1].said.strip()[:600]}", flush=True)
        if asked.seconds and time.monotonic() - start > asked.seconds:
            break
    wrong = sum(1 for outcome in tried if outcome.wrong)
    print(f"{len(tried)} of {len(cases)} cases, {wrong} wrong, seed {seed}, {time.monotonic() - start:.0f} s")
    if asked.write:
        part = f" of {whole}, chosen by chance (seed {seed})" if len(tried) < whole else ""
        _, mark, kept = RESULTS.read_text(encoding="utf-8").partition("\n## ")  # what other programs found
        RESULTS.write_text(_table(tried, part, time.monotonic() - start) + mark + kept, encoding="utf-8")
    return 1 if wrong else 0


def _with_shim() -> int:
    """Start this anew with the shim in front, in a folder of its own."""
    home = Path(tempfile.mkdtemp(prefix="faults-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
    try:
        page = home / "page"
        page.write_bytes(bytes(PAGE_SIZE))
        places = {"FAULT_HOME": home, "FAULT_ROOT": home / "work", "FAULT_PAGE": page, "LD_PRELOAD": compiled(home)}
        state = {"XDG_STATE_HOME": home / "work/state", "XDG_CACHE_HOME": home / "cache", "TMPDIR": home / "tmp"}
        (home / "tmp").mkdir()
        environment = {
            **os.environ,
            **{k: str(v) for k, v in {**places, **state}.items()},
            "CCHC_PERSON": LAN,
        }
        environment.pop("CCHC_RECORDS", None)
        words = [sys.executable, "-m", "tests.faults", *sys.argv[1:]]
        return os.spawnve(os.P_WAIT, sys.executable, words, environment)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _table(tried: list[Outcome], part: str, seconds: float) -> str:
    """Return the figures of a run as they stand in RESULTS.md."""
    rows = []
    for verb in sorted({outcome.case.verb for outcome in tried}):
        own = [outcome for outcome in tried if outcome.case.verb == verb]
        ends = Counter("killed" if o.code < 0 else "done" if o.code in (0, 1) else "refused" for o in own)
        calls = max(outcome.case.at for outcome in own)
        wrong = sum(1 for outcome in own if outcome.wrong)
        rows.append(
            f"| `{verb}` | {calls} | {len(own)} | {ends['done']} | {ends['refused']} | {ends['killed']} | {wrong} |"
        )
    head = (
        "# Faults of the disk\n\n"
        "`python -m tests.faults --write`: each verb that writes × each call that changes the disk (git's too) ×"
        " EIO, ENOSPC, EROFS, a short write, kill × once and from then on.\n\n"
        f"Last run: {len(tried)} cases{part} in {seconds:.0f} s.\n\n"
        "| verb | calls | cases | done | refused | killed | not allowed by the model |\n|---|--:|--:|--:|--:|--:|--:|\n"
    )
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
