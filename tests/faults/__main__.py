"""`python -m tests.faults`: every verb, every call, every fault; `--cases N --seed S` tries a part of them.

The whole takes an hour of a processor: `--kept FILE` has a line for each case tried, and what is there is not tried
again. `--write` brings the figures of all of them into RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from tests.faults.laboratory import KINDS, LAN, PAGE_SIZE, Case, Laboratory, Outcome, Verb, compiled
from tests.faults.verbs import VERBS

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> int:
    """Try the cases asked for, and say which the model does not allow."""
    asked = _arguments()
    if "FAULT_PAGE" not in os.environ:
        return _with_shim()
    laboratory = Laboratory(Path(os.environ["FAULT_HOME"]))
    verbs = {verb.name: verb for verb in VERBS if not asked.verb or verb.name in asked.verb}
    if asked.list:
        for verb in verbs.values():
            print(f"{verb.name}: {len(laboratory.calls(verb))} calls")
        return 0
    seed = asked.seed if asked.seed is not None else random.randrange(2**32)
    tried = {outcome.case: outcome for outcome in _kept(asked.kept)}
    cases = _cases(laboratory, verbs.values(), asked.every, random.Random(seed))
    whole = len(tried.keys() | set(cases))
    left = [case for case in cases if case not in tried][: asked.cases or None]
    start, used = time.monotonic(), _cpu()
    for case in left:
        if asked.seconds and time.monotonic() - start > asked.seconds:
            break
        tried[case] = outcome = laboratory.trial(verbs[case.verb], case)
        _keep(asked.kept, outcome)
        for wrong in outcome.wrong:
            print(f"WRONG {case} ({outcome.call}): {wrong}\n    {outcome.said.strip()[:600]}", flush=True)
    wrong = sum(1 for outcome in tried.values() if outcome.wrong)
    cost = f"{time.monotonic() - start:.0f} s, {_cpu() - used:.0f} s of a processor"
    print(f"{len(tried)} of {whole} cases, {wrong} wrong, seed {seed}, {cost}")
    if asked.write:
        _, mark, kept = RESULTS.read_text(encoding="utf-8").partition("\n## ")  # what other programs found
        RESULTS.write_text(_table(list(tried.values()), whole) + mark + kept, encoding="utf-8")
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--cases", type=int, default=0, help="so many, chosen by chance; 0: all")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--verb", action="append", help="only these verbs")
    parser.add_argument("--every", type=int, default=1, help="only every n-th call")
    parser.add_argument("--seconds", type=float, default=0.0, help="stop after so long")
    parser.add_argument("--kept", type=Path, help="a line for each case tried; what is there is not tried again")
    parser.add_argument("--list", action="store_true", help="only say how many calls each verb makes")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    return parser.parse_args()


def _cases(laboratory: Laboratory, verbs: Iterable[Verb], every: int, chance: random.Random) -> list[Case]:
    """Return each call of each verb with each fault it can have: first all calls with one fault, then with another."""
    cases = []
    for verb in verbs:
        for at, call in enumerate(laboratory.calls(verb), 1):
            if at % every == 0:
                faults = [(kind, lasting) for kind in KINDS for lasting in (False, True)]
                fitting = [f for f in faults if f != ("kill", True) and (f[0] != "short" or call == "write")]
                chance.shuffle(fitting)
                cases += [(turn, chance.random(), Case(verb.name, at, *fault)) for turn, fault in enumerate(fitting)]
    return [case for _, _, case in sorted(cases, key=lambda one: one[:2])]


def _kept(file: Path | None) -> list[Outcome]:
    if file is None or not file.is_file():
        return []
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [Outcome(**{**line, "case": Case(**line["case"])}) for line in lines]


def _keep(file: Path | None, outcome: Outcome) -> None:
    if file is not None:
        line = {**asdict(outcome), "said": outcome.said if outcome.wrong else ""}
        with file.open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(line, ensure_ascii=False) + "\n")


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


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


def _table(tried: list[Outcome], whole: int) -> str:
    """Return the figures of the cases as they stand in RESULTS.md."""
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
        f"Tried: {len(tried)} of {whole} cases, {sum(1 for o in tried if o.wrong)} otherwise than the model allows.\n\n"
        "| verb | calls | cases | done | refused | killed | not allowed by the model |\n|---|--:|--:|--:|--:|--:|--:|\n"
    )
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
