"""Our program beside those a user would pick instead, in one run: `python -m tests.bench`; see README.md."""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from tests.bench.facts import RARE_WORDS, Fact, make_facts
from tests.bench.programs import FIRST, LAST, Program, cchc_command, programs, records_of
from tests.bench.run import PATIENCE, Run, measure, megabytes
from tests.terminal.pty_terminal import Terminal

JOBS = ("list", "cold list", "find", "add", "save", "today")
RESULTS = Path(__file__).with_name("RESULTS.md")
LOGIN = 200
"""Milliseconds a login may wait for the line about what is due, at 10 000 records."""
START = {"list": 60, "add": 60, "today": 60}
"""Milliseconds of processor time that a command may cost before it comes to the records."""
_WORDS = 5
"""More than the echo of a key that was typed before the program took the terminal over."""
_SLOW_COLD = 15.0
"""A cold run that takes longer is made once only."""
_SYMBOL = re.compile(r"\d+/(?:KH-|BC-|QĐ-|TB-)?UBND")

Figures = dict[tuple[int, str, str], list[Run]]
"""By size, program and job."""
Memories = dict[tuple[int, str], int]
"""Megabytes by size and program."""
Painted = list[tuple[float, float]]
"""Seconds to the first picture and to the rows of the list, run by run."""


def main() -> None:
    """Generate, measure, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", type=Path, help="where the generated files are kept for the next run")
    parser.add_argument("--scripts", type=Path, default=Path(sys.executable).parent, help="folder of jrnl, papis, khal")
    parser.add_argument("--before", type=Path, help="an earlier checkout of ours, to compare small offices with")
    parser.add_argument("--only", nargs="+", help="names of the programs to run")
    parser.add_argument("--out", type=Path, default=RESULTS.with_name("latest.md"), help="what is read into RESULTS.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cchc-bench-") as place:
        work = asked.work or Path(place)
        figures: Figures = defaultdict(list)
        memories: Memories = {}
        painted: dict[int, Painted] = {}
        for size in asked.sizes:
            facts = list(make_facts(size))
            installed = programs(work / str(size), asked.scripts, asked.before)
            chosen = [p for p in installed if not asked.only or p.name in asked.only]
            for program in [p for p in chosen if size <= p.largest]:
                prepare(program, facts)
                measure_cold(program, size, facts, figures)
            for number in range(asked.rounds):
                for program in [p for p in chosen if size <= p.largest]:
                    measure_warm(program, size, number, facts, figures)
            for program in [p for p in chosen if size <= p.largest and p.list_month]:
                if figures[size, program.name, "list"][-1].seconds < PATIENCE:
                    words, env = program.list_month, program.environment
                    memories[size, program.name] = megabytes(words, env=env, cwd=program.home)
        asked.out.write_text(report(asked.sizes, figures, memories, painted, asked.rounds), encoding="utf-8")
        for size in [100, *asked.sizes]:
            painted[size] = paint_times(work / str(size) / "cchc", size, asked.rounds)
    asked.out.write_text(report(asked.sizes, figures, memories, painted, asked.rounds), encoding="utf-8")
    print(asked.out.read_text(encoding="utf-8"))


def prepare(program: Program, facts: Sequence[Fact]) -> None:
    """Write the program's files, unless an earlier run left them whole."""
    done = program.home / "prepared"
    if not done.exists():
        print(f"writing {program.home}", file=sys.stderr)
        shutil.rmtree(program.home, ignore_errors=True)
        program.prepare(program.home, facts)
        done.touch()


def measure_cold(program: Program, size: int, facts: Sequence[Fact], figures: Figures) -> None:
    """The list with the program's own caches removed; the files themselves are in memory after writing them."""
    if not program.list_month:
        return
    for _ in range(3):
        program.forget()
        run = one_run(program, program.list_month, size, facts)
        figures[size, program.name, "cold list"].append(run)
        if run.seconds > _SLOW_COLD:
            break


def measure_warm(program: Program, size: int, number: int, facts: Sequence[Fact], figures: Figures) -> None:
    """Every job once."""
    jobs = {"list": program.list_month, "find": program.find, "add": program.add, "save": program.save}
    jobs["today"] = program.today
    target = facts[len(facts) // 3 + number]
    fresh = str(int(time.time()) % 9_000 * 10 + number)  # a document number no earlier run has given
    for job, command in jobs.items():
        taken = figures[size, program.name, job]
        if not command or (taken and taken[-1].seconds >= PATIENCE):
            continue
        words = [word.replace("{n}", fresh).replace("{id}", target.id) for word in command]
        taken.append(one_run(program, words, size, facts))


def one_run(program: Program, words: Sequence[str], size: int, facts: Sequence[Fact]) -> Run:
    """Run it and look that it did the work: an error or another number of records ends the bench."""
    run = measure(words, env=program.environment, cwd=program.home, log=program.home / "said.txt")
    if run.seconds < PATIENCE:
        if run.code != 0:
            raise SystemExit(f"{program.name} {' '.join(words)} ended with {run.code}:\n{run.said[-2000:]}")
        expected = expected_symbols(program, words, facts)
        found = set(_SYMBOL.findall(run.said.replace("\\/", "/")))
        if expected and expected != found:
            missed, more = len(expected - found), len(found - expected)
            raise SystemExit(f"{program.name} {words} at {size}: {missed} of {len(expected)} missing, {more} too many")
    return run


def expected_symbols(program: Program, words: Sequence[str], facts: Sequence[Fact]) -> set[str]:
    """The documents that must be in the answer; empty for commands that answer otherwise."""
    if list(words) == program.list_month and program.name != "papis":
        return {f.symbol.split("-NV")[0] for f in facts if FIRST <= f.issued_on.isoformat() <= LAST}
    if list(words) == program.find and program.name != "git":
        return {f.symbol.split("-NV")[0] for f in facts if RARE_WORDS in f.subject}
    return set()


def paint_times(home: Path, size: int, rounds: int) -> Painted:
    """Seconds from the command to the first picture, and until the list asked for at once has its rows; cache warm."""
    if not (home / "records").exists():
        shutil.rmtree(home, ignore_errors=True)
        records_of(home, list(make_facts(size)))
    env = {
        "PATH": os.environ["PATH"], "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "TERM": "xterm-256color",
        "LANG": "C.UTF-8", "CCHC_RECORDS": str(home / "records"), "CCHC_PERSON": "Nguyễn Văn An <an@xahaky.gov.vn>",
    }  # fmt: skip
    seconds = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        terminal = Terminal(cchc_command(), env, cwd=home)
        terminal.send("1")
        terminal.wait_for(lambda screen: len(screen.text.split()) > _WORDS)
        first = time.perf_counter() - began
        terminal.wait_for(lambda screen: bool(_SYMBOL.search(screen.text)))
        seconds.append((first, time.perf_counter() - began))
        terminal.close()
    return seconds[1:]


def report(sizes: Sequence[int], figures: Figures, memories: Memories, painted: dict[int, Painted], rounds: int) -> str:
    """The whole Markdown file."""
    lines = [
        "# Measured",
        "",
        f"{date.today():%d/%m/%Y}, {machine()}. Whole processes, output to a file, {rounds} interleaved rounds. A cell",
        "holds the least processor time and, after the stroke, the median wall time, in milliseconds; `n×` is our",
        "processor time divided by theirs in the same run (below 1: ours is less). Made by `python -m tests.bench`;",
        "README.md says what each job is.",
    ]
    for size in sizes:
        lines += ["", f"## {size:,} records".replace(",", " "), "", *table(size, figures, memories)]
    lines += ["", "## Open the screens, and ask for the list at once", ""]
    lines += ["| records | seconds to the first picture | till its rows stand |", "|--:|--:|--:|"]
    for size, times in painted.items():
        first, rows = (statistics.median(column) for column in zip(*times, strict=True))
        lines.append(f"| {size:,} | {first:.2f} | {rows:.2f} |".replace(",", " "))
    lines += ["", "## Where the aims stand", "", *aims(sizes, figures, painted)]
    return "\n".join(lines) + "\n"


def table(size: int, figures: Figures, memories: Memories) -> Iterator[str]:
    """One row for each program."""
    names = list(dict.fromkeys(name for s, name, _ in figures if s == size))
    yield "| program | " + " | ".join(JOBS) + " | MB at most |"
    yield "|---" + "|--:" * (len(JOBS) + 1) + "|"
    for name in names:
        cells = [shown(size, name, job, figures) for job in JOBS]
        memory = memories.get((size, name))
        yield f"| {name} | {' | '.join(cells)} | {memory or ''} |"


def least(size: int, name: str, job: str, figures: Figures) -> float | None:
    """Milliseconds of processor time of the cheapest round, or None where it was not run."""
    runs = figures.get((size, name, job))
    return min(run.busy for run in runs) * 1000 if runs else None


def shown(size: int, name: str, job: str, figures: Figures) -> str:
    """A cell: processor and wall time, and how ours compares."""
    busy, ours = least(size, name, job, figures), least(size, "cchc", job, figures)
    if busy is None:
        return ""
    if busy == float("inf"):
        return f"> {PATIENCE:.0f} s"
    wall = statistics.median(run.seconds for run in figures[size, name, job]) * 1000
    times = f" ({ours / busy:.2f}×)" if ours and name != "cchc" else ""
    return f"{busy:.0f} / {wall:.0f}{times}"


def aims(sizes: Sequence[int], figures: Figures, painted: dict[int, Painted]) -> Iterator[str]:
    """One line for each aim that was measured."""
    yield "| aim | ours, ms | measure, ms | ours ÷ aim |"
    yield "|---|--:|--:|--:|"
    python = floor("-c", "1")
    click = floor("-c", "import click")
    if version := floor("-m", "cchc_tui", "--version"):
        yield f"| --version ≤ 2 × python | {version:.0f} | {python:.0f} | {version / python / 2:.2f} |"
    for job, most in START.items():
        if (taken := least(1_000, "cchc", job, figures)) is not None:
            yield f"| {job}, 1 000 ≤ {most} | {taken:.0f} | {click:.0f} (python with click) | {taken / most:.2f} |"
    wanted: list[tuple[str, int, str, str, float]] = []
    for size in sizes:
        if size >= 10_000:
            wanted += [("list ≤ taskwarrior", size, "list", "taskwarrior", 1)]
            wanted += [("list ≤ recsel", size, "list", "recutils", 1), ("find ≤ git grep", size, "find", "git", 1)]
        factor = 5 if size < 10_000 else 3
        wanted += [(f"{job} ≤ {factor} × bare git", size, job, "git", factor) for job in ("add", "save")]
    for words, size, job, peer, factor in wanted:
        ours, theirs = least(size, "cchc", job, figures), least(size, peer, job, figures)
        if ours and theirs:
            count = f"{size:,}".replace(",", " ")
            yield f"| {words}, {count} | {ours:.0f} | {theirs:.0f} | {ours / theirs / factor:.2f} |"
    if line := least(10_000, "cchc", "today", figures):
        yield f"| today --brief ≤ {LOGIN}, 10 000 | {line:.0f} |  | {line / LOGIN:.2f} |"
    if max(painted, default=0) >= 100_000:
        few, many = (statistics.median(rows for _, rows in painted[size]) * 1000 for size in (1_000, max(painted)))
        yield f"| rows of 100 000 ≤ 2 × those of 1 000 | {many:.0f} | {few:.0f} | {many / few / 2:.2f} |"


def floor(*words: str) -> float:
    """Milliseconds of processor time of bare Python with these words, the least of ten."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        command = [sys.executable, *words]
        return min(measure(command, env=dict(os.environ), cwd=home, log=home / "said").busy for _ in range(10)) * 1000


def machine() -> str:
    """The class of machine: processors and system, nothing that names it."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, git {git}"


if __name__ == "__main__":
    main()
