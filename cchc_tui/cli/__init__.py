"""The command line: one function per verb, data on stdout, talk on stderr, an exit code that says how it ended."""

from __future__ import annotations

from collections.abc import Sequence


def run(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments ask (`None`: those of the process) and return the exit code."""
    from cchc_tui.cli.app import cchc
    from cchc_tui.cli.endings import ended

    return ended(cchc, argv)
