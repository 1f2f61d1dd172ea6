"""The terminal face against a bare Textual app and against peers, in one run: `python -m tests.bench.terminal`.

Ours and theirs run in turns in the same pty of 80×24 with TERM=xterm-256color. Times are medians and mean something
only beside each other; bytes are exact. Peers are run where their commands are found: posting, harlequin.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.facts import make_facts
from tests.terminal.conftest import OFFICE, PROGRAM
from tests.terminal.pty_terminal import KEYS, Terminal

ROUNDS = 5
PRESSES = 12
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("sẵn sàng")
Bare().run(mouse=False)
"""
PEERS = {
    "posting": (["posting"], "Collection", b"\t"),
    "harlequin": (["harlequin", "--no-download-tzdata"], "Data Catalog", b"\x1b[B"),
}
"""Command, words of its first screen, and a key that moves."""


@dataclass
class Run:
    """One program, started and measured."""

    name: str
    paint: list[float]
    """Seconds to the first picture."""
    ready: list[float]
    """Seconds to the picture with the data."""
    received: int = 0
    key_bytes: float = 0
    key_time: float = 0
    memory: float = 0


def write_records(folder: Path, count: int) -> Path:
    """An office with so many documents."""
    records = folder / f"office-{count}" / "records"
    records.mkdir(parents=True)
    (records / "office.toml").write_text(OFFICE, encoding="utf-8")
    for fact in make_facts(count):
        year = records / "directives" / str(fact.issued_on.year)
        year.mkdir(parents=True, exist_ok=True)
        text = (
            f'schema = 1\nid = "{fact.id}"\ndirection = "outgoing"\nkind = "{fact.kind}"\nsymbol = "{fact.symbol}"\n'
            f'issued_on = {fact.issued_on}\nissuer = "{fact.issuer}"\nsubject = "{fact.subject}"\n'
        )
        (year / f"{fact.issued_on}_{fact.id}.toml").write_text(text, encoding="utf-8")
    return records


def environment(folder: Path) -> dict[str, str]:
    """What sshd leaves, with directories of this run's own."""
    return {
        "PATH": os.environ["PATH"], "HOME": str(folder), "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"), "TERM": "xterm-256color", "LANG": "C.UTF-8",
        "PYTHONPATH": str(Path(__file__).parents[2]), "CCHC_PERSON": "Bench <b@b>",
    }  # fmt: skip


def start(run: Run, argv: list[str], env: dict[str, str], shown: str, filled: str) -> Terminal:
    """Start, wait for the words of the first picture and for those of the data, note how long that took."""
    begun = time.perf_counter()
    terminal = Terminal(argv, env, cwd=Path(env["HOME"]))
    terminal.wait_for(shown)
    run.paint.append(time.perf_counter() - begun)
    terminal.wait_for(filled)
    run.ready.append(time.perf_counter() - begun)
    return terminal


def measure_keys(run: Run, terminal: Terminal, key: bytes) -> None:
    """Bytes and time of one key, memory at its highest."""
    terminal.settle()
    run.received = terminal.received
    times: list[float] = []
    sizes: list[int] = []
    for _ in range(PRESSES):
        before, begun = terminal.received, time.perf_counter()
        terminal.send(key)
        while not terminal.read(5.0):
            break
        times.append(time.perf_counter() - begun)
        terminal.settle()
        sizes.append(terminal.received - before)
    run.key_time, run.key_bytes = statistics.median(times), statistics.median(sizes)
    status = Path(f"/proc/{terminal.pid}/status").read_text(encoding="ascii", errors="replace")
    run.memory = int(status.split("VmHWM:")[1].split()[0]) / 1024


def measure(
    name: str, argv: list[str], env: dict[str, str], shown: str, key: bytes, filled: str = ""
) -> Callable[[], Run]:
    """A closure that runs the program once more and keeps the figures."""
    run = Run(name, [], [])

    def once() -> Run:
        with start(run, argv, env, shown, filled or shown) as terminal:
            if len(run.paint) == ROUNDS and key:
                measure_keys(run, terminal, key)
        return run

    return once


def main() -> None:
    """Measure and print one Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[100, 1_000, 10_000, 100_000])
    counts = parser.parse_args().counts
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        env = environment(folder)
        bare = folder / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        runs = [measure("bare Textual", [sys.executable, str(bare)], env, "sẵn sàng", b"")]
        for count in counts:
            argv = [sys.executable, str(PROGRAM), str(write_records(folder, count))]
            runs.append(measure(f"cchc, {count:,} records", argv, env, "Ctrl+Q Thoát", KEYS["Down"], "văn bản ·"))
        for name, (argv, shown, key) in PEERS.items():
            if shutil.which(argv[0]):
                runs.append(measure(name, argv, env, shown, key))
        for once in runs[1:]:
            first = once()  # fills caches, so that what is measured is the second day
            first.paint.clear()
            first.ready.clear()
        results = [[once() for once in runs] for _ in range(ROUNDS)][-1]
    print_table(results)


def print_table(results: list[Run]) -> None:
    """The medians, first paint also as a ratio to the bare app."""
    base = statistics.median(results[0].paint)
    print("| program | first paint | ÷ bare | data stands | bytes to there | bytes a key | time a key | peak memory |")
    print("|---|---|---|---|---|---|---|---|")
    for run in results:
        paint = statistics.median(run.paint)
        starts = f"| {run.name} | {paint:.2f} s | {paint / base:.2f} | {statistics.median(run.ready):.2f} s |"
        if not run.received:
            print(f"{starts} | | | |")
            continue
        print(
            f"{starts} {run.received:,} | {run.key_bytes:.0f} | {run.key_time * 1000:.0f} ms | {run.memory:.0f} MiB |"
        )


if __name__ == "__main__":
    main()
