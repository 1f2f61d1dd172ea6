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
from cchc_tui.document.passages import read_prose
from cchc_tui.document.source import MAX_PARAGRAPH
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.rules import FileOrigins, Located, ReportContext, check_paper
from cchc_tui.storage.official_document import read_official_document


def check(letters, paged):
    text = "a" + sys.argv[1] * (letters // len(sys.argv[1])) + "b"
    page = read_official_document(text, "x.md", None) if paged else None
    origins = FileOrigins("x.md", page.head.line if page else 1)
    check_paper(ReportContext(read_prose(text), Located(ReportSheet(subject="A"), ""), OfficeSettings(), origins, page))


check({LETTERS}, paged=False)
check(MAX_PARAGRAPH - 100, paged=True)  # a longer paragraph is refused before it is looked at
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
    assert done.stdout == "xong\n", done.stderr or f"stopped after {CPU_SECONDS} s of CPU"
