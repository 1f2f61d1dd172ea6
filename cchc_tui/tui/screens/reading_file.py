"""A file being read beside the screens: how far it has got, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from cchc_tui.errors import CchcError
from cchc_tui.language.text import printable
from cchc_tui.tui.bars import progress_bar
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.dialogs import band, inner_width, keys_line

if TYPE_CHECKING:
    from cchc_tui.office import Offered, Office
    from cchc_tui.tui.desk import Desk

T = TypeVar("T")
_WIDTH = 70
_BAR = 40


class StoppedReadingError(CchcError):
    """The person does not want to wait any longer; raised inside the reading, where it hears of each row."""


class Reading(View, Generic[T]):
    """The box while a file is read; F3 stops it, nothing has been written."""

    modal = True

    def __init__(
        self, desk: Desk, path: Path, prepare: Callable[[Offered], T], done: Callable[[T], None],
        failed: Callable[[CchcError], None] | None = None,
    ) -> None:  # fmt: skip
        """`prepare` makes something of what the file offers, still beside the screens; `done` gets it, `failed` hears
        why there is nothing.
        """
        super().__init__(desk)
        self.path, self.prepare, self.done, self.failed = path, prepare, done, failed or desk.complain
        self.percent = 0
        self.begun = self.stopped = False
        self.actions = {"back": self.stop}

    def shown(self) -> None:
        """Begins as soon as it lies on the desk."""
        if not self.begun:
            self.begun = True
            self.desk.background(self._work, self._read)

    def _work(self, office: Office) -> object:
        return self.prepare(office.intake.read([self.path], progress=self._told))

    def _told(self, row: int, of: int) -> None:
        if self.stopped:
            raise StoppedReadingError("Đã thôi đọc tệp.")
        before, self.percent = self.percent, 100 * row // max(1, of)
        if self.desk.loop is not None and self.percent != before:
            self.desk.loop.paint_soon()

    def _read(self, result: object) -> None:
        if self.stopped:
            return
        self.desk.close(self)
        if isinstance(result, CchcError):
            self.failed(result)
        else:
            self.done(cast("T", result))

    def stop(self) -> None:
        """Do not wait any longer; what is still being read is thrown away."""
        self.stopped = True
        self.desk.close(self)
        self.desk.say(f"Đã thôi đọc {printable(self.path.name)}; chưa ghi gì.")

    def key(self, key: Key) -> bool:
        """Take only the way back; other keys wait for nothing."""
        return key.name not in ("f3", "escape", "ctrl+g")

    def paint(self, width: int, height: int) -> list[Line]:
        """Return how much of the file has been read."""
        lines = [full([], width), *paragraph(printable(str(self.path)), inner_width(width))]
        bar = (
            [*progress_bar(self.percent, 100, _BAR), (f"{self.percent:>5}%", "")]
            if self.percent
            else [("Đang đọc…", "")]
        )
        lines += [full(bar, width), full([], width), keys_line([("F3", "Thôi đọc, chưa ghi gì")], width)]
        return band("Đọc tệp", lines, width)
