"""What is typed before the first screen stands is left as it was typed."""

from __future__ import annotations

import os
import pty
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_tui.tui.typed_ahead import keys_untouched, opens_the_screens


@pytest.mark.parametrize("words", ["", "--records so", "--records=so --read-only", "--mouse"])
def test_no_verb_opens_the_screens(words: str) -> None:
    assert opens_the_screens(words.split())


@pytest.mark.parametrize("words", ["list", "--records so list", "--help", "--version", "undo --yes"])
def test_a_verb_does_not(words: str) -> None:
    assert not opens_the_screens(words.split())


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Our side of a terminal whose other side is the standard input."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs) as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        yield ours
    os.close(ours)


def test_the_terminal_edits_nothing_inside_and_again_after(line: int) -> None:
    before = termios.tcgetattr(sys.stdin)
    with keys_untouched():
        os.write(line, "tiê\x7fế\r".encode())
        assert os.read(sys.stdin.fileno(), 100) == "tiê\x7fế\r".encode()
    assert termios.tcgetattr(sys.stdin) == before


def test_without_a_terminal_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        with keys_untouched():
            pass
