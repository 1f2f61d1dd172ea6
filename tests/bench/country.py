"""Many offices gathered and asked: `python -m tests.bench.country --offices 3321 --records 100`.

Offices are simulated bare repositories; with `--work` they stay for the next run. Prints one Markdown table.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from cchc_tui.collect import ask, gather, summarise
from cchc_tui.records.period import GENERAL_REGIME, Period, PeriodKind
from tests.bench.offices import commit_files, make_office

PROVINCES = 34
"""Provinces and cities since 01/7/2025."""
_MORE = (
    'schema = 1\nid = "zzzzzz"\nkind = "cong-van"\nsymbol = "9999/UBND"\nissued_on = 2025-06-06\n'
    'subject = "văn bản mới {now}"\n'
)
T = TypeVar("T")


def main() -> None:
    """Simulate, gather twice, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offices", type=int, default=150)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--work", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cchc-country-") as place:
        work = (asked.work or Path(place)) / f"{asked.offices}x{asked.records}"
        print(f"| {asked.offices} offices × {asked.records} records | |\n|---|--:|")
        for name, figure in figures(work, asked.offices, asked.records):
            print(f"| {name} | {figure} |", flush=True)


def figures(work: Path, offices: int, records: int) -> list[tuple[str, str]]:
    """What was done and how long it took."""
    repositories, lake = simulate(work, offices, records), work / "lake"
    shutil.rmtree(lake, ignore_errors=True)
    first, seconds = timed(lambda: gather(repositories, lake))
    lines = [(f"first gathering, {len(first.read)} read", f"{seconds:.1f} s")]
    commit_files(repositories[0], {"records/directives/2025/more.toml": _MORE.format(now=time.time())})
    again, seconds = timed(lambda: gather(repositories, lake))
    lines.append((f"second gathering, {len(again.read)} read", f"{seconds:.1f} s"))
    files = [path for path in lake.rglob("*.parquet") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    lines.append(("Parquet files", f"{len(files)}, {size:.0f} MB"))
    for province in (None, "tinh-00"):
        where = f" WHERE province = '{province}'" if province else ""
        sql = f"SELECT channel, measure, sum(value) FROM media{where} GROUP BY ALL"
        _, seconds = timed(lambda sql=sql: ask(lake, sql))  # type: ignore[misc]
        lines.append((f"totals by channel, {'one province' if province else 'whole country'}", f"{seconds:.1f} s"))
    period = Period(PeriodKind.YEAR, 2025)
    _, seconds = timed(lambda: summarise(lake, period, GENERAL_REGIME.window(period)))
    return [*lines, ("the whole summary of a year", f"{seconds:.1f} s")]


def simulate(work: Path, offices: int, records: int) -> list[Path]:
    """The repositories, written unless they are there."""
    folder = work / "offices"
    folder.mkdir(parents=True, exist_ok=True)
    repositories = []
    for number in range(offices):
        code = f"{number:05d}"
        if not (folder / f"{code}.git").exists():
            if number % 100 == 0:
                print(f"writing office {number}", file=sys.stderr)
            province = f"Tỉnh {number % PROVINCES:02d}"
            make_office(folder, province=province, code=code, name=f"UBND xã {code}", records=records)
        repositories.append(folder / f"{code}.git")
    return repositories


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What it gave and how many seconds it took."""
    began = time.perf_counter()
    given = work()
    return given, time.perf_counter() - began


if __name__ == "__main__":
    main()
