"""The command line: one function per verb, data on stdout, talk on stderr, an exit code that says how it ended."""

from __future__ import annotations

import gc
from collections.abc import Sequence

_NEW_VALUES = 100_000
"""So many new values before Python looks for cyclic garbage; after its own 700 it looks dozens of times while modules
are imported, at 5 % of a whole `cchc list`.
"""


def run(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments ask (`None`: those of the process) and return the exit code."""
    gc.set_threshold(_NEW_VALUES, 20, 20)
    from cchc_tui.cli.app import cchc
    from cchc_tui.cli.endings import ended

    return ended(cchc, argv)
