"""Long work beside the screens: what is done, how far it is, and a way to stop while nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from cchc_tui.errors import CchcError
from cchc_tui.language.text import printable
from cchc_tui.office import ClosedFactsError
from cchc_tui.tui.bars import progress_bar
from cchc_tui.tui.canvas import Line, Run, full, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.closed_facts import ask_about_closed, with_closed_facts_asked
from cchc_tui.tui.screens.dialogs import band, inner_width, keys_line

if TYPE_CHECKING:
    from cchc_tui.office import Office, Stored
    from cchc_tui.records.fields import Record
    from cchc_tui.tui.desk import Desk

T = TypeVar("T")
_BAR = 40
Told = Callable[[int, int], None]
"""Says how many are done, of how many."""
MANY = 200
"""Records from which on a save is felt, and is done beside the screens."""


class StoppedWorkError(CchcError):
    """The person does not want to wait any longer; raised inside the work, where it tells how far it is."""


class Working(View, Generic[T]):
    """The band while something is at work. F3 stops it as long as nothing is written; keys wait for nothing."""

    modal = True

    def __init__(
        self, desk: Desk, title: str, text: str, work: Callable[[Office, Told], T], done: Callable[[T], None],
        *, failed: Callable[[CchcError], None] | None = None, stopped: str = "Đã dừng; chưa ghi gì.",
        writes: bool = False,
    ) -> None:  # fmt: skip
        """`work` gets an office of its own and tells how far it is; `done` gets what it made, `failed` hears why there
        is nothing. With `writes` it writes once all is told, and cannot be stopped from then on.
        """
        super().__init__(desk)
        self.title, self.text, self.work, self.done = title, text, work, done
        self.failed, self.stopped_words, self.writes = failed or desk.complain, stopped, writes
        self.at = self.of = 0
        self.begun = self.stopped = self.writing = False
        self._lock = Lock()
        self.actions = {"back": self.stop}

    def shown(self) -> None:
        """Begins as soon as it lies on the desk."""
        if not self.begun:
            self.begun = True
            self.desk.background(lambda office: self.work(office, self._told), self._ended)

    def _told(self, at: int, of: int) -> None:
        with self._lock:
            if self.stopped:
                raise StoppedWorkError(self.stopped_words)
            self.writing = self.writes and at >= of
        before, self.at, self.of = self._percent, at, of
        if self.desk.loop is not None and self._percent != before:
            self.desk.loop.paint_soon()

    @property
    def _percent(self) -> int:
        return 100 * self.at // max(1, self.of)

    def _ended(self, result: object) -> None:
        if self.stopped:
            return
        self.desk.close(self)
        if isinstance(result, CchcError):
            self.failed(result)
        else:
            self.done(cast("T", result))

    def stop(self) -> None:
        """Do not wait any longer; what has been made so far is thrown away."""
        with self._lock:
            if self.writing:
                self.desk.say(
                    "Đang ghi tất cả trong một lần lưu, không dừng giữa chừng được. Xong rồi Ctrl+U hoàn tác."
                )
                return
            self.stopped = True
        self.desk.close(self)
        self.desk.say(self.stopped_words)

    def key(self, key: Key) -> bool:
        """Take only the way back; other keys wait for nothing."""
        return key.name not in ("f3", "escape", "ctrl+g")

    def paint(self, width: int, height: int) -> list[Line]:
        """Return what is at work, how far it is, and the way out."""
        lines = [full([], width), *paragraph(printable(self.text), inner_width(width))]
        if self._percent:
            number = f"{self._percent:>5}%   {self.at}/{self.of}"
            bar: list[Run] = [*progress_bar(self._percent, 100, _BAR), (number, "")]
        else:
            bar = [("Đang làm…", "")]
        way = [("F3", "Dừng, chưa ghi gì")] if not self.writing else []
        lines += [full(bar, width), full([], width), keys_line(way, width)]
        return band(self.title, lines, width)


def save_many(desk: Desk, changes: Sequence[tuple[Stored[Record], Record]], done: Callable[[], None]) -> None:
    """Save changes in one save, then `done`: many beside the screens, with progress and a way to stop. Facts of a
    closed report are asked about before.
    """

    def save() -> None:
        if len(changes) < MANY:
            desk.office.records.save_all(changes)
            done()
        else:
            desk.open(Working(desk, "Đang lưu", text, work, saved, failed=failed, writes=True))

    def work(office: Office, told: Told) -> str:
        office.records.save_all(_counted(changes, told))
        return office.ledger.trouble

    def saved(trouble: str) -> None:
        desk.office.records.refresh()
        done()
        if trouble:
            desk.say(f"{desk.message[0]} {trouble}", "warn")

    def failed(fault: CchcError) -> None:
        if isinstance(fault, ClosedFactsError):
            ask_about_closed(desk, fault, save)
        else:
            desk.complain(fault)

    text = f"{len(changes)} hồ sơ, một lần lưu, một lần hoàn tác."
    with_closed_facts_asked(desk, save)


def _counted(changes: Sequence[tuple[Stored[Record], Record]], told: Told) -> Iterator[tuple[Stored[Record], Record]]:
    for number, change in enumerate(changes):
        told(number, len(changes))
        yield change
    told(len(changes), len(changes))
