"""How long `cchc export` takes beside bare pandoc on the same Markdown: `python tests/bench/export.py [--quick]`.

Prints one table: wall and processor seconds (best of a few runs, the commands in turn, so that a busy machine is
unfair to none) and peak memory of the whole command, and both ratios to bare `pandoc in.md -o out.docx`. Nothing is
asserted: a machine is not a test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.export import Order, export_many, new_document
from cchc_tui.export.pandoc import pandoc_path

_PARAGRAPH = (
    "Tuyên truyền những nội dung cơ bản về các chủ trương, chính sách của Nhà nước có liên quan đến người dân và "
    "doanh nghiệp; đẩy mạnh tuyên truyền về thực hiện thủ tục hành chính trên địa bàn xã.\n\n"
)


def report(times: int) -> str:
    """A report of about five pages, its body `times` times over."""
    head, body = new_document("bao-cao").split("\n---\n", 1)
    text, appendix = body.split("::: {.phu-luc", 1)
    return f"{head}\n---\n{(text + _PARAGRAPH * 24) * times}::: {{.phu-luc{appendix}"


def long_table(rows: int) -> str:
    lines = "\n".join(
        f"| {row} | Tuyên truyền tại bộ phận một cửa, lần {row} | Tin, bài | Đạt |" for row in range(rows)
    )
    table = f"| STT | Nội dung tuyên truyền | Sản phẩm | Đánh giá |\n|:-:|:--|:--|:-:|\n{lines}"
    return f'{report(1)}\n::: {{.phu-luc ten="DANH MỤC"}}\n\n{table}\n\n:::\n'


@dataclass
class Cost:
    """The best of several runs of one command: seconds on the wall and of the processors, and peak megabytes."""

    wall: float = float("inf")
    processor: float = float("inf")
    peak: float = 0.0


def measured(commands: dict[str, list[str]], runs: int) -> dict[str, Cost]:
    """What each command costs, children included."""
    costs = {name: Cost() for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            cost = costs[name]
            cost.wall = min(cost.wall, time.perf_counter() - start)
            cost.processor = min(cost.processor, usage.ru_utime + usage.ru_stime)
            cost.peak = max(cost.peak, usage.ru_maxrss / 1000)
            if status:
                raise SystemExit(f"failed: {command}")
    return costs


def one_size(name: str, text: str, folder: Path, runs: int) -> None:
    source = folder / "in.md"
    source.write_text(text, encoding="utf-8")
    export = [sys.executable, "-m", "cchc_tui", "export", str(source), "--force", "-o", str(folder / "out")]
    commands = {
        "bare pandoc docx": [pandoc_path(), str(source), "-o", str(folder / "bare.docx")],
        "docx": [*export, "--to", "docx"],
        "pdf": [*export, "--to", "pdf"],
        "docx and pdf": export,
    }
    costs = measured(commands, runs)
    bare = costs["bare pandoc docx"]
    for row, cost in costs.items():
        print(f"{name:20} {row:17} {cost.wall:6.2f} s {cost.wall / bare.wall:6.2f} × "
              f"{cost.processor:8.2f} s CPU {cost.processor / bare.processor:6.2f} × {cost.peak:6.0f} MB")  # fmt: skip
        name = ""


def batch(folder: Path, count: int) -> None:
    """One worker and two in turn, the better of two rounds each."""
    rates = {1: 0.0, 2: 0.0}
    for turn in range(2):
        for workers in rates:
            orders = [Order(report(1), f"{n}.md", folder / f"{turn}-{workers}-{n}") for n in range(count)]
            start = time.perf_counter()
            export_many(orders, workers=workers)
            rates[workers] = max(rates[workers], count / (time.perf_counter() - start))
    for workers, rate in rates.items():
        print(f"{count} reports, {workers} worker(s) {rate:8.2f} reports/s")
    print(f"two workers over one {rates[2] / rates[1]:10.2f} ×")


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its modules compiled
    quick = "--quick" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one_size("report", report(1), folder, 7)
        one_size("10 ×", report(10), folder, 3)
        if not quick:
            one_size("100 ×", report(100), folder, 2)
            one_size("10 000-row appendix", long_table(10_000), folder, 1)
        batch(folder, 10 if quick else 40)


if __name__ == "__main__":
    main()
