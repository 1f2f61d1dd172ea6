"""The line to the terminal: a Textual driver that keeps what the terminal shows and sends only the cells that differ.

Textual hands its driver finished strings of text, styles and cursor moves. Here they are drawn into a grid of cells
(`wanted`), and a thread of its own compares it with what the terminal last got (`shown`) whenever the line takes bytes:
a slow line skips pictures instead of stopping the event loop, and a dead one stops nothing.
"""

from __future__ import annotations

import codecs
import os
import selectors
import sys
import threading
from typing import Any

from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from cchc_tui.tui.kit.cells import SYNC, Grid
from cchc_tui.tui.kit.difference import difference
from cchc_tui.tui.kit.messages import Packet
from cchc_tui.tui.kit.terminal_input import PROBE_ROW, TerminalInput

_LEFT_OUT = ("\x1b[?1004h", "\x1b[?1004l", "\x1b[<u", "\x1b]22;default\x07")
"""Reports of the window's focus, spelled like keys of PuTTY's mode SCO; the end of a protocol that is never begun; the
shape of a mouse that is not used.
"""
_WIPE = "\x1b[m\x1b[2J"
"""The terminal's other screen is blank; GNU screen, as it is set up at first, has no other screen."""
_PROBE = f"\x1b%G\x1b[{PROBE_ROW}H\u1ebf\x1b[6n\x1b[{PROBE_ROW}H\x1b[K"
"""Say that all is UTF-8, draw a Vietnamese letter, ask where the cursor stands now, wipe it off."""
_ASK_PAPER = "\x1b]11;?\x1b\\"
"""What colour the paper has; only asked of terminals that are known to keep quiet where they do not know."""
_ANSWERING = ("xterm", "rxvt", "tmux", "alacritty", "foot", "konsole", "kitty", "vte")
_LAST_WORD = 1.0
"""Seconds that the end of the program waits for the line to take what is still to be sent."""


class LineDriver(LinuxDriver):
    """LinuxDriver with a thin line and patient input."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._hears_mouse = bool(options.get("mouse", True))
        self._turn = threading.Condition()
        self._other: list[str] = []
        self._wanted, self._shown = self._blank(), self._blank()
        self._sync = self._due = self._ended = self._probed = False
        self._sender: threading.Thread | None = None

    def _blank(self) -> Grid:
        return Grid(*os.get_terminal_size(self.fileno))

    def _has_other_size(self) -> bool:
        return (self._wanted.width, self._wanted.height) != tuple(os.get_terminal_size(self.fileno))

    # ---- out -----------------------------------------------------------------------------------------------------
    def start_application_mode(self) -> None:
        """Take the terminal, at the start and after a suspension; what is wanted on it is still known then."""
        with self._turn:
            self._shown = self._blank()  # the terminal's other screen is blank
            if self._has_other_size():
                self._wanted = self._blank()
            self._due = True
        if self._sender is None:
            self._sender = threading.Thread(target=self._send, name="line", daemon=True)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.write(_WIPE)
        if not self._probed:
            self._probed = True
            self.write(_PROBE)
            if os.environ.get("TERM", "").startswith(_ANSWERING):
                self.write(_ASK_PAPER)
        self._sender.start()  # after the modes: they leave in one packet with the first picture

    def write(self, data: str) -> None:
        """Take what Textual draws; it leaves when the line is free."""
        with self._turn:
            if self._has_other_size():
                self._wanted, self._shown = self._blank(), self._blank()
                self._other.append("\x1b[m\x1b[2J")
            if data in SYNC:
                self._sync = True
            elif data in (_WIPE, _PROBE, _ASK_PAPER):
                self._other.append(data)
            elif data not in _LEFT_OUT:
                self._other.append(self._wanted.feed(data))
                self._due = True
                self._turn.notify()

    def _send(self) -> None:
        """Bring the terminal up to date whenever the line takes bytes; what came meanwhile goes as one picture."""
        descriptor = sys.__stderr__.fileno() if sys.__stderr__ is not None else self.fileno
        while (data := self._next()) is not None:
            try:
                while data:
                    data = data[os.write(descriptor, data) :]
            except OSError:  # the line is gone; whoever reads from it hears that too
                return

    def _next(self) -> bytes | None:
        """Return what is to be sent now; None once all is sent and the program is ending."""
        with self._turn:
            while not self._due and not self._ended:
                self._turn.wait()
            if not self._due:
                return None
            self._due = False
            other = "".join(self._other)
            self._other.clear()
            picture = difference(self._shown, self._wanted)
        if picture and self._sync:
            picture = SYNC[0] + picture + SYNC[1]
        return (other + picture).encode("utf-8", "replace")

    def close(self) -> None:
        """Let the last bytes go, if the line takes them."""
        with self._turn:
            self._ended = True
            self._turn.notify()
        if self._sender is not None and self._sender.is_alive():
            self._sender.join(_LAST_WORD)
        self._sender, self._ended = None, False  # a suspended program comes back
        super().close()

    # ---- in ------------------------------------------------------------------------------------------------------
    def run_input_thread(self) -> None:
        """Read whole keys only, a read at a time; bytes that are not UTF-8 become U+FFFD."""
        parser = TerminalInput(mouse=self._hears_mouse)
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        return  # hung up: the signal for that ends the program
                    if not data:
                        return
                    if text := decode(data):  # "" would tell the parser that the input has ended
                        self._hand_on(list(parser.feed(text)))
                self._hand_on(list(parser.tick()))

    def _hand_on(self, found: list[Message]) -> None:
        """Hand on the keys of one read as one packet, everything else as Textual knows it."""
        keys = [message for message in found if isinstance(message, events.Key | events.Paste)]
        for message in found:
            if not isinstance(message, events.Key | events.Paste):
                self.process_message(message)
        if keys:
            self.process_message(Packet(keys))
