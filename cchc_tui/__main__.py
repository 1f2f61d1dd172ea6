"""Entry point of the `cchc` command."""

import sys
from contextlib import nullcontext

from cchc_tui import __version__


def main() -> None:
    """Run the command line. Where it will open the screens, what is typed from now on is theirs."""
    if sys.argv[1:] == ["--version"]:  # asked by scripts in a loop: answered before the command line is built
        print(f"cchc {__version__}")
        return
    from cchc_tui.tui.typed_ahead import keys_untouched, opens_the_screens

    with keys_untouched() if opens_the_screens(sys.argv[1:]) else nullcontext():
        from cchc_tui.cli import run

        raise SystemExit(run())


if __name__ == "__main__":
    main()
