"""The desk: the screens lying on each other, who gets a key, and the picture of the whole window.

Everything happens in the call that brings the key. F4, letters, Tab, F2 in one packet reach the list, the new form,
its next field and the save in that order, because opening a screen is putting an object on a list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from cchc_tui.errors import CchcError, EnvironmentFaultError, RefusedError
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.commands import COMMANDS, Command
from cchc_tui.tui.frame import paint_header, paint_key_bar, paint_message
from cchc_tui.tui.key import ENTER, NEW_LINE, Key
from cchc_tui.tui.screens.base import Action, View
from cchc_tui.tui.watch import Watch
from cchc_tui.tui.widgets.input_method import InputMethod

if TYPE_CHECKING:
    from cchc_tui.office import Office
    from cchc_tui.records.period import Period, Window

SMALLEST = (60, 15)
"""Columns and rows below which the screens say that the window is too small."""


_STRANGE = 2
"""Keys nobody understands after which the terminal is set wrong rather than a finger."""


class Loop(Protocol):
    """What the desk needs from the event loop; the tests give it a plain one."""

    def paint_soon(self) -> None:
        """Draw after the waiting events."""

    def in_background(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Run `work` in a thread, then `done` with its result or its CchcError."""

    def outside(self, work: Callable[[], None]) -> None:
        """Give the terminal away while `work` runs."""


class Desk:
    """The state of one sitting at the program."""

    def __init__(self, office: Office, period: Period, *, read_only: bool = False) -> None:
        self.office = office
        self.read_only = read_only
        self.period = period
        self.folder_times = office.records.folder_times()
        self.method = InputMethod.OFF
        self.views: list[View] = []
        self.message: tuple[str, str] = ("", "")
        self.finished = False
        self.gone = False
        """The records' directory is not there any more: what stands on the screens is what was read last."""
        self.loop: Loop | None = None
        self.packet: object = None
        """What came over the line together with the key that is being handled; None where that is not known."""
        self.theme_chosen = office.people.preferences.theme
        """The theme this person has chosen; "" for what the terminal tells."""
        self._strange_keys = 0
        self.tab = 0
        self._told_damaged = False
        self._told_trouble = ""
        self.actions: dict[str, Action] = {}
        self.watch = Watch(self)

    # ---- screens -------------------------------------------------------------------------------------------------
    @property
    def top(self) -> View:
        """The screen that has the keys."""
        return self.views[-1]

    def open(self, view: View) -> None:
        """Put a screen on top; the next key is already for it."""
        self.views.append(view)
        view.opened_by = self.packet
        view.shown()

    def close(self, view: View) -> None:
        """Take a screen off, wherever it lies."""
        if view in self.views:
            self.views.remove(view)
        if self.views:
            self.top.shown()

    def replace_all(self, view: View) -> None:
        """Begin anew with one screen."""
        self.views = [view]
        view.shown()

    @property
    def needs(self) -> dict[int, tuple[str, int]]:
        """By the number of a screen: the sign and the number of what is to be done there."""
        return self.watch.needs

    @property
    def window(self) -> Window:
        """The days of the reporting period."""
        return self.office.settings.window_of(self.period)

    def switch_method(self) -> None:
        """The next built-in input method."""
        self.method = self.method.following
        self.say(f"Kiểu gõ dựng sẵn: {self.method.label}." if self.method.label else "Đã tắt kiểu gõ dựng sẵn.")

    def records_changed(self) -> None:
        """The records on disk are other ones now: every screen takes them in."""
        for view in self.views:
            view.records_changed()
        self.watch.records_changed()

    def tell_gone(self) -> None:
        """Nobody can save now, and what is seen is not what is on disk."""
        self.say(
            f"Không còn thư mục hồ sơ {self.office.directory}: đã bị xóa, đổi tên hoặc mất kết nối. "
            "Màn hình là những gì đọc được lần cuối; có lại thư mục thì tự đọc lại.",
            "bad",
        )

    # ---- words to the person -------------------------------------------------------------------------------------
    def say(self, text: str, style: str = "") -> None:
        """One line above the key bar, until the next message."""
        self.message = (text, style)

    def say_saved(self, text: str, trouble: str | None = None) -> None:
        """Say of a save that it stands, and where it is not in the history yet, why: at length once, then in three
        words. `trouble` is what a save beside the screens met.
        """
        trouble = self.office.ledger.trouble if trouble is None else trouble
        if trouble and trouble == self._told_trouble:
            self.say(f"{text} Chưa vào lịch sử.", "warn")
        else:
            self.say(f"{text} {trouble}".rstrip(), "warn" if trouble else "good")
        self._told_trouble = trouble

    def complain(self, fault: CchcError) -> None:
        """An operation that failed: its sentence, its advice, and that what was typed is kept."""
        typed = isinstance(fault, RefusedError | EnvironmentFaultError) and hasattr(self.top, "token")
        kept = "Bản đang gõ được giữ làm bản nháp." if typed else ""
        self.say(" ".join(part for part in (fault.message, fault.hint, kept) if part), "bad")

    def notice_damage(self) -> None:
        """Tell once that the terminal does not send UTF-8."""
        if not self._told_damaged:
            self._told_damaged = True
            self.say(
                "Có ký tự không đọc được (�): cửa sổ dòng lệnh chưa đặt bảng mã UTF-8. "
                "PuTTY: Window › Translation › UTF-8.",
                "warn",
            )

    def strange_key(self, held_alt: str) -> None:
        """A key came that means nothing; told at once for Alt, and when it seems to be the rule for the others."""
        if held_alt:
            self.say(f"Không dùng phím Alt: Alt+{held_alt} không làm gì cả.", "warn")
            return
        self._strange_keys += 1
        if self._strange_keys >= _STRANGE:
            self.say(
                "Cửa sổ gửi phím lạ, không hiểu được. PuTTY: Terminal › Keyboard › The Function keys: ESC[n~.",
                "warn",
            )

    # ---- keys ----------------------------------------------------------------------------------------------------
    def press(self, key: Key) -> None:
        """One key: the top screen first, then the commands that it and the desk know."""
        if self.finished or not self.views:
            return
        try:
            if self.top.key(key):
                return
            if key == NEW_LINE and self.top.key(key := ENTER):
                return
        except CchcError as fault:
            self.complain(fault)
            return
        name = key.name.lower()  # Caps Lock is on half the day in an office
        for command in COMMANDS:
            if name in command.keys and not (key.char and self.top.typing):
                action = self.action_of(command.id)
                if action is not None:
                    self.do(command.id, action)
                    return

    def do(self, command: str, action: Action) -> None:
        """Carry a command out, or say why it cannot be done now."""
        reason = self.top.out_of_place(command) or self.top.why_not(command) or self._why_not(command)
        if reason:
            self.say(reason, "warn")
            return
        self.say("")
        try:
            action()
        except CchcError as fault:
            self.complain(fault)

    def action_of(self, command: str) -> Action | None:
        """What the command does on the screen with the keys; None where it means nothing."""
        if command in self.top.actions:
            return self.top.actions[command]
        if self.top.modal and not (command == "help" and self.top.helpful):
            return None
        if command == "undo" and self.top.in_text:
            return None
        return self.actions.get(command)

    def _why_not(self, command: str) -> str:
        if self.read_only and command in CHANGING:
            return "Đang mở ở chế độ chỉ xem (--read-only): không sửa được hồ sơ."
        return ""

    def available(self) -> list[tuple[Command, str, str]]:
        """The commands of the moment: the command, its name here, and why it cannot work now ("" when it can)."""
        return [
            (c, self.top.name_of(c.id) or c.name, self.top.why_not(c.id) or self._why_not(c.id))
            for c in COMMANDS
            if self.action_of(c.id) is not None
            and not (self.top.typing and c.keys and _only_letters(c))
            and not self.top.out_of_place(c.id)
        ]

    def paste(self, text: str) -> None:
        """A pasted text goes to the top screen whole."""
        if self.views and not self.finished:
            self.top.paste(text)

    def settle(self) -> None:
        """After the keys at hand: drafts are kept before anything is drawn."""
        for view in self.views:
            view.settle()

    # ---- picture -------------------------------------------------------------------------------------------------
    def paint(self, width: int, height: int) -> list[Line]:
        """The whole window: header, screen, dialogs, message, key bar."""
        if width < SMALLEST[0] or height < SMALLEST[1]:
            words = f"Cửa sổ nhỏ quá: cần ít nhất {SMALLEST[0]}×{SMALLEST[1]}, đang là {width}×{height}."
            return ([*paragraph(words, max(1, width))] + [full([], width)] * height)[:height]
        header = paint_header(self, width)
        bar = paint_key_bar(self.available(), width, self.top.first_commands)
        message = paint_message(self.message if self.message[0] else (self.top.position(), "muted"), width)
        room = height - len(header) - len(bar) - len(message)
        body = [*self._paint_screen(width, room), *message, *bar]
        return [*header, *self._paint_bands(body, width)]

    def _paint_screen(self, width: int, height: int) -> list[Line]:
        """The topmost screen that is no band over another."""
        return next((v for v in reversed(self.views) if not v.modal), self.views[0]).paint(width, height)

    def _paint_bands(self, body: list[Line], width: int) -> list[Line]:
        """The band with the keys rises from the bottom, over message and key bar, or hangs from the tabs."""
        if not self.top.modal:
            return body
        message = paint_message(self.message, width) if self.message[0] else []
        block = self.top.paint(width, len(body) - len(message))
        if self.top.hangs:
            return [*block, *body[len(block) :]]
        return [*body[: len(body) - len(block) - len(message)], *block, *message]

    def click(self, x: int, y: int) -> None:
        """A mouse press; only the plain screen under the header takes it."""
        if not self.top.modal:
            self.top.click(x, y - len(paint_header(self, 80)))

    def scroll(self, rows: int) -> None:
        """The mouse wheel."""
        self.top.scroll(rows)

    # ---- event loop ----------------------------------------------------------------------------------------------
    def attach(self, loop: Loop) -> None:
        """Called once, when the window stands."""
        self.loop = loop

    def background(self, work: Callable[[Office], object], done: Callable[[object], None]) -> None:
        """Run slow work beside the screens, on an office of its own; without an event loop, at once."""
        office = self.office.snapshot()
        if self.loop is not None:
            self.loop.in_background(lambda: work(office), done)
            return
        try:
            done(work(office))
        except CchcError as fault:
            done(fault)

    def outside(self, work: Callable[[], None]) -> None:
        """Let another program have the terminal."""
        if self.loop is not None:
            self.loop.outside(work)
        else:
            work()


CHANGING = frozenset(
    {
        "new",
        "save",
        "save_next",
        "delete",
        "set_field",
        "copy",
        "evaluate",
        "evidence",
        "clear_cell",
        "freeze",
        "undo",
        "versions",
        "restore",
        "cure",
        "accept",
        "hear_again",
        "drafts",
    }
)
"""Commands that write; refused with --read-only."""


def _only_letters(command: Command) -> bool:
    """Whether all its keys are letters, which go into the text while one types."""
    return all(len(key) == 1 or key == "space" for key in command.keys)
