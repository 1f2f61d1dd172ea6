"""The terminal made safe before Textual is imported, and what to say of one that is not set up."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Mapping

from cchc_tui.errors import EnvironmentFaultError

ENVIRONMENT = {
    # A moving picture costs bytes on every line, and an animated scroll shows stale rows meanwhile.
    "TEXTUAL_ANIMATIONS": "none",
    # With the Kitty keyboard on, iTerm2, WezTerm and VS Code lose the text of input methods.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    # In-band resize reports are asked for only for smooth scrolling, which nobody sees over SSH.
    "TEXTUAL_SMOOTH_SCROLL": "0",
    # The driver sends the newest picture whenever the line is free: no need to wait for the next sixtieth of a second.
    "TEXTUAL_FPS": "1000",
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
    """Let stderr be UTF-8: Textual writes to it, and under LANG=C it would break at the first Vietnamese letter."""
    for stream in (sys.__stderr__, sys.__stdout__):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def charset_cure(environ: Mapping[str, str]) -> str:
    """Return what to change where the terminal does not show UTF-8, without a letter that it would spoil."""
    if environ.get("TMUX"):
        cure = "Go: tmux kill-server, roi mo lai bang: tmux -u new -A -s cchc"
    elif environ.get("STY"):
        cure = "Thoat screen, roi mo lai bang: screen -U -S cchc"
    else:
        cure = "PuTTY: Change Settings > Window > Translation > Remote character set: UTF-8. Roi mo lai cua so."
    return (
        "Cua so dong lenh nay khong hien dung chu Viet (chua dat bang ma UTF-8).\n"
        f"{cure}\n"
        "Chua sua thi dung ghi gi: chu go vao co the bi mat dau. Bam Enter de dong thong bao nay, Ctrl+Q de thoat."
    )


def leave_on_hangup(leave: Callable[[], None]) -> None:
    """Let a lost line (SIGHUP) and a polite kill (SIGTERM) call `leave` in the event loop: the normal way out."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGHUP, signal.SIGTERM):
        loop.add_signal_handler(number, leave)
