"""How long export takes beside bare pandoc on the same Markdown: `python tests/bench/export.py [--quick]`.

Prints one table: seconds (best of a few runs) and peak memory of the whole command, and the ratio to bare
`pandoc in.md -o out.docx`. Nothing is asserted: a machine is not a test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cchc_tui.export import Order, export_many, new_document
from cchc_tui.export.pandoc import pandoc_path

_PARAGRAPH = (
    "Tuyên truyền những nội dung cơ bản về các chủ trương, chính sách của Nhà nước có liên quan đến người dân và "
    "doanh nghiệp; đẩy mạnh tuyên truyền về thực hiện thủ tục hành chính trên địa bàn xã.\n\n"
)
_COMMAND = """
import sys
from pathlib import Path
from cchc_tui.export.door import export_markdown
source, out, *targets = sys.argv[1:]
export_markdown(Path(source).read_text(), source=source, targets=targets, out=Path(out), force=True)
"""


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


def measured(command: list[str], runs: int) -> tuple[float, float]:
    """Best wall seconds of `runs` and peak memory in megabytes (children included)."""
    best, peak = float("inf"), 0.0
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        best = min(best, time.perf_counter() - start)
        peak = max(peak, usage.ru_maxrss / 1000)
        if status:
            raise SystemExit(f"failed: {command}")
    return best, peak


def one_size(name: str, text: str, folder: Path, runs: int) -> None:
    source = folder / "in.md"
    source.write_text(text, encoding="utf-8")
    bare, bare_peak = measured([pandoc_path(), str(source), "-o", str(folder / "bare.docx")], runs)
    print(f"{name:22} bare pandoc docx {bare:7.2f} s {bare_peak:6.0f} MB")
    for targets in (["docx"], ["pdf"], ["docx", "pdf"]):
        command = [sys.executable, "-c", _COMMAND, str(source), str(folder / "out"), *targets]
        seconds, peak = measured(command, runs)
        print(f"{'':22} {'+'.join(targets):16} {seconds:7.2f} s {peak:6.0f} MB   {seconds / bare:5.2f} × bare")


def batch(folder: Path, count: int) -> None:
    rates = {}
    for workers in (1, 2):
        orders = [Order(report(1), f"{number}.md", folder / f"{workers}-{number}") for number in range(count)]
        start = time.perf_counter()
        export_many(orders, workers=workers)
        rates[workers] = count / (time.perf_counter() - start)
        print(f"{f'{count} reports, {workers} worker(s)':34} {rates[workers]:6.2f} reports/s")
    print(f"{'two workers over one':34} {rates[2] / rates[1]:6.2f} ×")


def main() -> None:
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
