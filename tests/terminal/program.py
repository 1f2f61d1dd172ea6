"""The program as the pty tests run it: the real face on a real office, on a fixed day."""

from __future__ import annotations

import argparse
from datetime import date

from cchc_tui.errors import CchcError
from cchc_tui.office import Office
from cchc_tui.tui import run


def main() -> int:
    """Open the office given; print the sentence of a CchcError as the command line does."""
    parser = argparse.ArgumentParser()
    parser.add_argument("records")
    parser.add_argument("--today", default="2023-12-22", type=date.fromisoformat)
    parser.add_argument("--read-only", action="store_true")
    parser.add_argument("--mouse", action="store_true")
    chosen = parser.parse_args()
    try:
        return run(
            lambda progress: Office.open(chosen.records, today=chosen.today, progress=progress),
            mouse=chosen.mouse,
            read_only=chosen.read_only,
        )
    except CchcError as fault:
        print(fault)
        return fault.exit_code


raise SystemExit(main())
