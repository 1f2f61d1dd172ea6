"""The command line: one function per verb, data on stdout, talk on stderr, an exit code that says how it ended."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

_NEW_VALUES = 100_000
"""So many new values before Python looks for cyclic garbage; after its own 700 it looks dozens of times while modules
are imported, at 5 % of a whole `cchc list`.
"""

_COUNTS_ITS_OWN = "duckdb"
"""It names on stderr whatever of its own is not collected at the end."""


def run(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments ask (`None`: those of the process) and return the exit code."""
    gc.set_threshold(_NEW_VALUES, 20, 20)
    from cchc_tui.cli.exit_codes import ended

    words = list(sys.argv[1:] if argv is None else argv)
    code = ended(lambda: _answer(words))
    if argv is None and _COUNTS_ITS_OWN not in sys.modules:
        # Python's last search for garbage would look at every value of the run once more, only to drop it.
        gc.freeze()
    return code


def _answer(words: list[str]) -> object:
    """Return what the verb gives."""
    if "--brief" in words:
        from cchc_tui.cli.login_line import login_line, print_login_line

        if asked := login_line(words):
            return print_login_line(asked)
    from cchc_tui.cli.app import cchc

    return cchc.main(args=words, prog_name="cchc", standalone_mode=False)
