"""Many offices gathered and asked: `python -m tests.bench.country --offices 3321 --records 300 --years 10`.

Offices are simulated bare repositories; with `--work` they stay for the next run. Prints one Markdown table.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from cchc_tui.collect import ask, gather, summarise
from cchc_tui.collect.gatherings import gathering_of
from cchc_tui.records.period import GENERAL_REGIME, Period, PeriodKind
from tests.bench.offices import commit_files, make_office
from tests.collect.engines import ENGINES, QUESTIONS, ask_engine, is_installed

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
    parser.add_argument("--years", type=int, default=2)
    parser.add_argument("--work", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cchc-country-") as place:
        work = (asked.work or Path(place)) / f"{asked.offices}x{asked.records}x{asked.years}"
        title = f"{asked.offices} offices × {asked.records} records of {asked.years} years"
        print(f"| {title} | wall | processor |\n|---|--:|--:|")
        for name, figure in figures(work, asked.offices, asked.records, asked.years):
            print(f"| {name} | {figure} |", flush=True)


def figures(work: Path, offices: int, records: int, years: int) -> Iterator[tuple[str, str]]:
    """What was done and how long it took; that every engine gives the same totals is looked at, not only timed."""
    repositories, lake = simulate(work, offices, records, years), work / "lake"
    shutil.rmtree(lake, ignore_errors=True)
    first, seconds = timed(lambda: gather(repositories, lake))
    yield f"first gathering, {len(first.read)} read", seconds
    commit_files(repositories[0], {"records/directives/2025/more.toml": _MORE.format(now=time.time())})
    again, seconds = timed(lambda: gather(repositories, lake))
    yield f"second gathering, {len(again.read)} read", seconds
    files = [path for path in lake.rglob("*.parquet") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    yield "Parquet files", f"{len(files)}, {size:.0f} MB | "
    for province in (None, "tinh-00"):
        where = f" WHERE province = '{province}'" if province else ""
        sql = f"SELECT channel, measure, sum(value) FROM media{where} GROUP BY ALL"
        _, seconds = timed(lambda sql=sql: ask(lake, sql))  # type: ignore[misc]
        yield f"totals by channel, {'one province' if province else 'whole country'}", seconds
    period = Period(PeriodKind.YEAR, 2025)
    _, seconds = timed(lambda: summarise(lake, period, GENERAL_REGIME.window(period)))
    yield "the whole summary of a year", seconds
    yield "largest memory of all this", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000} MB | "
    versions = {table: version for table, version in gathering_of(lake).versions.items() if table in QUESTIONS}
    ours, seconds = timed(
        lambda: {table: [list(row) for row in ask(lake, sql).rows] for table, sql in QUESTIONS.items()}
    )
    yield "three questions, DuckDB in our process", seconds
    for engine in filter(is_installed, ENGINES):
        theirs, seconds = timed(lambda engine=engine: ask_engine(engine, lake, versions))  # type: ignore[misc]
        if theirs != ours:
            raise SystemExit(f"{engine} gives other totals")
        yield f"the same answers from {engine}, its start included", seconds


def simulate(work: Path, offices: int, records: int, years: int) -> list[Path]:
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
            make_office(folder, province=province, code=code, name=f"UBND xã {code}", records=records, years=years)
        repositories.append(folder / f"{code}.git")
    return repositories


def timed(work: Callable[[], T]) -> tuple[T, str]:
    """What it gave, and the seconds of the clock and of the processor that it took, as two cells."""
    began, busy = time.perf_counter(), processor_time()
    given = work()
    return given, f"{time.perf_counter() - began:.1f} s | {processor_time() - busy:.1f} s"


def processor_time() -> float:
    """Seconds of processor time of this process and of all it has waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


if __name__ == "__main__":
    main()
