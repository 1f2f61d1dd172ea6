"""What saving and history cost beside bare git doing the same: `python -m tests.bench.saving`.

One office with many records and many commits, measured in one run, turn by turn. Printed as ratios, never asserted.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from cchc_tui.office import Office
from cchc_tui.office.setup import begin_history
from cchc_tui.records.directive import Directive

OFFICE = 'short_name = "UBND xã Thử"\nplace = "Thử"\n'
FEW_COMMITS = 12
"""Saves that the measured record has gone through."""


def main() -> None:
    """Make the office, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--commits", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cchc-bench-") as folder:
        os.environ |= {"XDG_STATE_HOME": folder, "XDG_CACHE_HOME": folder, "CCHC_PERSON": "Thử <thu@xa>"}
        office = make_office(Path(folder) / "records", asked.records, asked.commits)
        print(f"{asked.records} hồ sơ, {asked.commits} lần lưu, trung vị của {asked.rounds} vòng\n")
        for name, ours, bare in jobs(office):
            show(name, *in_turn(ours, bare, asked.rounds))


def make_office(records: Path, count: int, commits: int) -> Office:
    """An office of that size; its history is written by one `git fast-import`, a commit for each of many saves."""
    (records / "directives").mkdir(parents=True)
    (records / "office.toml").write_text(OFFICE, encoding="utf-8")
    begin_history(records, own=True)
    office = Office.open(records, today=date(2026, 11, 23))
    plain = Directive(
        direction="outgoing", kind="ke-hoach", issued_on=date(2023, 2, 21), recipients=("Như trên", "Lưu: VT")
    )
    office.records.add_all(plain.change(subject=f"tăng cường tuyên truyền lần {n}") for n in range(count))
    stored = office.records.stored(Directive)
    lines = []
    for number in range(commits):
        one = stored[(number * 7) % count if number % (commits // FEW_COMMITS) else 0]
        data = (records / one.path).read_bytes() + f'\nx_lan = "{number}"\n'.encode()
        message = f"kế hoạch: sửa x_lan\n\nRecord: {one.record.id}\n".encode()
        head = f"commit refs/heads/main\ncommitter Thử <thu@xa> {1_700_000_000 + number} +0700\n"
        parent = "from refs/heads/main^0\n" if number == 0 else ""
        lines.append(f"{head}data {len(message)}\n".encode() + message + parent.encode())
        lines.append(f"M 100644 inline {one.path}\ndata {len(data)}\n".encode() + data + b"\n")
    bare_git(records, "fast-import", "--quiet", stdin=b"".join(lines))
    bare_git(records, "reset", "--quiet", "--hard")
    bare_git(records, "gc", "--quiet")
    office.records.refresh()
    return office


def jobs(office: Office) -> list[tuple[str, Callable[[], object], Callable[[], object]]]:
    """Each with what it is called, how we do it and how bare git does it."""
    records = office.directory
    first, second = office.records.stored(Directive)[:2]
    state = {"ours": second, "number": 0}

    def save() -> None:
        state["number"] += 1
        stored = state["ours"]
        state["ours"] = office.records.save(stored, stored.record.change(note=f"lần {state['number']}"))

    def commit() -> None:
        state["number"] += 1
        path = records / office.records.stored(Directive)[2].path
        path.write_bytes(path.read_bytes() + f"# {state['number']}\n".encode())
        bare_git(records, "commit", "--quiet", "-m", "sửa", "--", str(path.relative_to(records)))

    def add() -> None:
        state["number"] += 1
        office.records.add(
            Directive(
                direction="outgoing", kind="ke-hoach", subject=f"mới {state['number']}", issued_on=date(2023, 2, 21)
            )
        )

    def add_bare() -> None:
        state["number"] += 1
        path = records / f"directives/2023/2023-02-21_bare_{state['number']:06d}.toml"
        path.write_text('schema = 1\nkind = "ke-hoach"\nissued_on = 2023-02-21\nsubject = "x"\n', encoding="utf-8")
        bare_git(records, "add", "--", str(path))
        bare_git(records, "commit", "--quiet", "-m", "thêm", "--", str(path))

    return [
        (
            "lịch sử một hồ sơ / git log -- path",
            lambda: office.history.log(first.record.id),
            lambda: log(records, first.path),
        ),
        ("lưu một hồ sơ / git commit -- path", save, commit),
        ("thêm một hồ sơ / git add, git commit -- path", add, add_bare),
        (
            "200 lần lưu cuối / git log -200 --raw",
            office.history.log,
            lambda: bare_git(records, "log", "-200", "--raw"),
        ),
    ]


def log(records: Path, path: str) -> None:
    """Bare history of one file."""
    bare_git(records, "log", "--", path)


def bare_git(records: Path, *words: str, stdin: bytes = b"") -> None:
    """git as a person would type it, its answer thrown away."""
    who = {f"GIT_{role}_{what}": "thu@xa" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *words], cwd=records, env=os.environ | who, input=stdin, check=True, capture_output=True)


def in_turn(ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The medians of both in milliseconds, measured one after the other in every round."""
    times: dict[str, list[float]] = {"ours": [], "bare": []}
    for number in range(rounds + 1):
        for name, work in (("ours", ours), ("bare", bare)):
            start = time.perf_counter()
            work()
            if number:
                times[name].append((time.perf_counter() - start) * 1000)
    return statistics.median(times["ours"]), statistics.median(times["bare"])


def show(name: str, ours: float, bare: float) -> None:
    """One line of the result."""
    print(f"{name:46} {ours:8.1f} ms / {bare:8.1f} ms = {ours / bare:5.2f}")


if __name__ == "__main__":
    main()
