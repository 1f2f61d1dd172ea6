"""The office read beside the start of the terminal, and the picture until it is there."""

from __future__ import annotations

import threading
from collections.abc import Callable

from cchc_tui.tui.canvas import Line, full
from cchc_tui.tui.desk import Desk

MakeDesk = Callable[[Callable[[int, int], None]], Desk]
"""Opens the office and lays its first screen on a desk; told how many of how many files have been read."""


class Opening:
    """The desk in the making: read in a thread, while Textual is imported and the terminal answers."""

    def __init__(self, make: MakeDesk) -> None:
        self.desk: Desk | None = None
        """The desk with its first screen, once `fault` or it is there."""
        self.fault: Exception | None = None
        """Why there is none: to be raised where somebody hears it."""
        self._make = make
        self._progress = (0, 0)
        self._ended = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self.desk = self._make(self._note)
        except Exception as fault:
            self.fault = fault
        self._ended.set()

    def _note(self, done: int, of: int) -> None:
        self._progress = (done, of)

    def ends_within(self, seconds: float) -> bool:
        """Return whether the desk, or the fault, is there in that time."""
        return self._ended.wait(seconds)

    def paint(self, width: int, height: int) -> list[Line]:
        """Return what is being waited for, and the keys: what is typed meanwhile is kept in its order."""
        done, of = self._progress
        count = f" {done}/{of}" if of else ""
        rows = {
            0: full([(" Đang mở sổ", "strong")], width, "head"),
            2: full([(f" Đang đọc hồ sơ…{count}", "")], width),
            height - 2: full([("Phím gõ lúc này được giữ lại và làm theo thứ tự.", "muted")], width),
            height - 1: full([("Ctrl+Q", "key"), (" Thoát", "")], width),
        }
        return [rows.get(number, full([], width)) for number in range(height)]
