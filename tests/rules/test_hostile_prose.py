"""Prose that nobody writes by hand: long runs of one thing must not hold up a shared server.

Run with a limit of CPU seconds that linear rules never come near and quadratic ones pass many times over.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LETTERS = 200_000
CPU_SECONDS = 30
PROGRAM = f"""
import sys
from cchc_tui.rules import check_report
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet
from datetime import date
piece = sys.argv[1]
text = "a" + piece * ({LETTERS} // len(piece)) + "b"
today = date(2023, 12, 22)
check_report(text, ReportSheet(subject="A"), "", office=OfficeSettings(), yearbook=None, today=today)
print("xong")
"""


@pytest.mark.parametrize("piece", [" ", ".", "a", "1", "-", "1/", "khoản 1 ", "*", "“", "a\u200b ", "số    "])
def test_long_runs_end_in_time(piece: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, piece],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS)),
        check=False,
    )
    assert done.stdout == "xong\n", f"stopped after {CPU_SECONDS} s of CPU"
