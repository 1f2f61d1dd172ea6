"""Two checkouts of ours side by side, screen by screen: `python -m tests.bench.screens BEFORE [NOW]`.

Bytes on the line are exact. Processor time is the kernel's own count of the whole process, so that it means something
on a machine that others use too. Both run in turns, in the same pty, on the same records.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.bench.terminal import environment, write_records
from tests.terminal.pty_terminal import Terminal

STEPS = {
    "first": "", "list": "1", "cursor": "<Down>", "form": "<F4>", "letter": "a", "Tab": "<Tab>",
    "question": "<F3>", "away": "b", "other screen": "5", "help": "<F1>",
}  # fmt: skip
REPEATED = {"cursor": 12, "letter": 12, "Tab": 6}
"""Steps that are done so many times; their median counts."""
BACK = "<Esc>"


def cpu_ms(pid: int) -> float:
    """Return the processor time that all threads of a process have used."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0])
    return total / 1e6


def press(terminal: Terminal, keys: str) -> tuple[int, float]:
    """Return bytes and milliseconds of processor time of a packet of keys."""
    before = cpu_ms(terminal.pid)
    sent = terminal.press(keys)
    return sent, cpu_ms(terminal.pid) - before


def play(argv: list[str], env: dict[str, str], size: tuple[int, int], first: str) -> Iterator[tuple[str, float, float]]:
    """Start one checkout and go through the steps; name, bytes, milliseconds of each."""
    begun = time.perf_counter()
    with Terminal(argv, env, columns=size[0], rows=size[1], cwd=Path(env["HOME"])) as terminal:
        terminal.wait_for("UBND")
        painted = time.perf_counter() - begun
        terminal.wait_for(first)
        yield "seconds to first picture", 0, painted
        yield "seconds till rows stand", 0, time.perf_counter() - begun
        terminal.settle()
        terminal.quiet_bytes(3.0)  # what is found out beside the screens comes once
        yield "first", terminal.received, cpu_ms(terminal.pid)
        for name, keys in list(STEPS.items())[1:]:
            for _ in range(REPEATED.get(name, 1)):
                yield (name, *press(terminal, keys))
        yield "idle", terminal.quiet_bytes(4.0), 0
        status = Path(f"/proc/{terminal.pid}/status").read_text(encoding="ascii", errors="replace")
        yield "MB at most", 0, int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    """Measure and print one Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkouts", nargs="+", type=Path)
    parser.add_argument("--records", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--columns", type=int, default=80)
    parser.add_argument("--rows", type=int, default=24)
    parser.add_argument("--truecolor", action="store_true")
    chosen = parser.parse_args()
    found: dict[Path, dict[str, list[tuple[float, float]]]] = {p: defaultdict(list) for p in chosen.checkouts}
    with tempfile.TemporaryDirectory() as place:
        records = write_records(Path(place), chosen.records)
        for number in range(chosen.rounds + 1):
            for checkout in chosen.checkouts:
                env = environment(Path(place)) | {"PYTHONPATH": str(checkout.resolve())}
                env |= {"COLORTERM": "truecolor"} if chosen.truecolor else {}
                env["XDG_CACHE_HOME"] += checkout.name
                argv = [sys.executable, "-m", "cchc_tui", "--records", str(records)]
                for name, size, cpu in play(argv, env, (chosen.columns, chosen.rows), "Ctrl+P"):
                    if number:  # the first round fills the caches
                        found[checkout][name].append((size, cpu))
    print_table(found)


def print_table(found: dict[Path, dict[str, list[tuple[float, float]]]]) -> None:
    """Print the medians of every step."""
    print("| step |" + "".join(f" {p.name}: bytes | {p.name}: ms |" for p in found))
    print("|---|" + "--:|--:|" * len(found))
    for name in next(iter(found.values())):
        row = f"| {name} |"
        for steps in found.values():
            size = statistics.median(s for s, _ in steps[name])
            cpu = statistics.median(c for _, c in steps[name])
            row += f" {size:,.0f} | {cpu:,.2f} |" if cpu < 10 else f" {size:,.0f} | {cpu:,.0f} |"
        print(row)


if __name__ == "__main__":
    main()
