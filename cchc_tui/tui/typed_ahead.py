"""What is typed before the first screen stands, kept as it was typed. Imports nothing that takes time."""

from __future__ import annotations

import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

_INPUT, _LOCAL, _CHARACTERS = 0, 3, 6
"""Places in what `termios.tcgetattr` gives."""


def opens_the_screens(words: Sequence[str]) -> bool:
    """Return whether the command line calls no verb, but the screens."""
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--records" and rest:
            rest.pop(0)
        elif word not in ("--read-only", "--mouse") and not word.startswith("--records="):
            return False
    return True


@contextmanager
def keys_untouched() -> Iterator[None]:
    """Inside the block the terminal's own line editor neither edits nor echoes what is typed.

    It would take the Backspaces of an input method for its own, and half a letter with each where it does not know
    UTF-8. Ctrl+C still ends the program.
    """
    with _changed(lambda flags, which: flags & ~which):
        yield


@contextmanager
def keys_edited() -> Iterator[None]:
    """Inside the block the terminal edits and echoes lines again, as another program expects that is given it."""
    with _changed(lambda flags, which: flags | which):
        yield


@contextmanager
def _changed(change: Callable[[int, int], int]) -> Iterator[None]:
    """Yield the terminal with the flags of its line editor changed; as it was before afterwards."""
    try:
        before = termios.tcgetattr(sys.stdin)
    except (termios.error, ValueError, AttributeError):  # no terminal, or no input at all
        yield
        return
    other = [*before[:_CHARACTERS], list(before[_CHARACTERS])]
    other[_INPUT] = change(other[_INPUT], termios.ICRNL | termios.IXON)
    other[_LOCAL] = change(other[_LOCAL], termios.ICANON | termios.ECHO | termios.IEXTEN)
    termios.tcsetattr(sys.stdin, termios.TCSANOW, other)
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(sys.stdin, termios.TCSANOW, before)
