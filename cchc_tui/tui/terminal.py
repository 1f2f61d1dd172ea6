"""The terminal made safe before Textual is imported, and what is left to patch after."""

from __future__ import annotations

import asyncio
import codecs
import functools
import os
import signal
import sys
from collections.abc import Callable

from cchc_tui.errors import EnvironmentFaultError

ENVIRONMENT = {
    # A moving picture costs bytes on every line, and an animated scroll shows stale rows meanwhile.
    "TEXTUAL_ANIMATIONS": "none",
    # With the Kitty keyboard on, iTerm2, WezTerm and VS Code lose the text of input methods.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    # In-band resize reports are asked for only for smooth scrolling, which nobody sees over SSH.
    "TEXTUAL_SMOOTH_SCROLL": "0",
    # A slow line delivers the bytes of one arrow key apart; shorter than this they become Esc and letters.
    "ESCDELAY": "300",
}


def prepare(environ: dict[str, str] | None = None) -> None:
    """Set what Textual reads at import. Must run before the first import of Textual.

    Raises EnvironmentFaultError where no screen can be drawn: TERM=dumb, or no terminal at all.
    """
    env = os.environ if environ is None else environ
    if env.get("TERM", "") in ("", "dumb"):
        raise EnvironmentFaultError(
            "Cửa sổ dòng lệnh này không vẽ được màn hình (TERM=dumb).",
            "Hãy đặt TERM=xterm-256color, hoặc dùng các lệnh chữ: cchc list, cchc add, cchc report.",
        )
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise EnvironmentFaultError(
            "Màn hình nhập liệu cần một cửa sổ dòng lệnh thật ở cả đầu vào và đầu ra.",
            "Hãy dùng các lệnh chữ: cchc list, cchc add, cchc report.",
        )
    for name, value in ENVIRONMENT.items():
        env.setdefault(name, value)
    make_output_utf8()


def make_output_utf8() -> None:
    """Textual writes to stderr, which is ASCII under LANG=C and would break at the first Vietnamese letter."""
    for stream in (sys.__stderr__, sys.__stdout__):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def survive_wrong_bytes() -> None:
    """Bytes that are not UTF-8 become U+FFFD instead of ending the program (Textual#6456); sequences that no key of
    ours sends are dropped instead of typed.
    """
    from textual.drivers import linux_driver

    from cchc_tui.tui.terminal_input import TerminalInput

    def lenient(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
        return functools.partial(codecs.getincrementaldecoder(encoding), errors="replace")

    linux_driver.getincrementaldecoder = lenient  # type: ignore[attr-defined, assignment]
    linux_driver.XTermParser = TerminalInput  # type: ignore[attr-defined]


def leave_on_hangup(leave: Callable[[], None]) -> None:
    """A lost line (SIGHUP) and a polite kill (SIGTERM) call `leave` in the event loop: the normal way out."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGHUP, signal.SIGTERM):
        loop.add_signal_handler(number, leave)
