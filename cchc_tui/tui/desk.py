"""The desk: the screens lying on each other, who gets a key, and the picture of the whole window.

Everything happens in the call that brings the key. F4, letters, Tab, F2 in one packet reach the list, the new form,
its next field and the save in that order, because opening a screen is putting an object on a list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from cchc_tui.errors import CchcError, EnvironmentFaultError, RefusedError
from cchc_tui.tui.canvas import full, paragraph
from cchc_tui.tui.commands import COMMANDS, Command
from cchc_tui.tui.frame import paint_header, paint_key_bar, paint_message
from cchc_tui.tui.key import ENTER, NEW_LINE, Key
from cchc_tui.tui.picture import WindowPicture
from cchc_tui.tui.screens.base import Action, View
from cchc_tui.tui.watch import Watch
from cchc_tui.tui.widgets.input_method import InputMethod

if TYPE_CHECKING:
    from cchc_tui.office import Office
    from cchc_tui.records.period import Period, Window
    from cchc_tui.tui.palette import PaletteSource

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
        self.make_screen: Callable[[int], View] | None = None
        """Makes the screen behind a digit; given by the program, so that no screen has to know the others."""
        self.make_palette: Callable[[], PaletteSource] | None = None
        """Begins a search of the palette over what Textual's providers find; None without an application."""
        self.watch = Watch(self)
        office.agreed = set() if office.agreed is None else office.agreed

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

    def open_tab(self, number: int) -> None:
        """Begin anew with the screen behind a digit."""
        assert self.make_screen is not None
        self.tab = number
        self.replace_all(self.make_screen(number))

    @property
    def needs(self) -> dict[int, tuple[str, int]]:
        """By the number of a screen: the sign and the number of what is to be done there."""
        return self.watch.needs

    @property
    def window(self) -> Window:
        """The days of the reporting period."""
        return self.office.settings.window_of(self.period)

    def switch_method(self) -> None:
        """Switch to the next built-in input method."""
        self.method = self.method.following
        self.say(f"Kiểu gõ dựng sẵn: {self.method.label}." if self.method.label else "Đã tắt kiểu gõ dựng sẵn.")

    def records_changed(self) -> None:
        """Let every screen take in that the records on disk are other ones now."""
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
        """Show one line above the key bar, until the next message."""
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
        """Show an operation that failed: its sentence, its advice, and that what was typed is kept."""
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
        """Note a key that means nothing; told at once for Alt, and when it seems to be the rule for the others."""
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
    def offer(self, key: Key) -> bool:
        """Give a key to the top screen; False leaves it to the commands. Letters into a text are never commands."""
        if self.finished or not self.views:
            return True
        try:
            if self.top.key(key) or (key == NEW_LINE and self.top.key(ENTER)):
                return True
        except CchcError as fault:
            self.complain(fault)
            return True
        return bool(key.char) and self.top.typing

    def command_of(self, key: Key) -> Command | None:
        """Return the first command of this key that means something on the screen with the keys."""
        name = (ENTER if key == NEW_LINE else key).name.lower()  # Caps Lock is on half the day in an office
        return next((c for c in COMMANDS if name in c.keys and self.action_of(c.id) is not None), None)

    def do(self, command: str, action: Action | None = None) -> None:
        """Carry a command out, or say why it cannot be done now."""
        action = action or self.action_of(command)
        if reason := self.disabled_reason(command):
            self.say(reason, "warn")
        elif action is not None:
            self.say("")
            try:
                action()
            except CchcError as fault:
                self.complain(fault)

    def disabled_reason(self, command: str) -> str:
        """Return why a command cannot work just now, as a sentence; "" when it can."""
        return self.top.out_of_place(command) or self._why_off(command)

    def _why_off(self, command: str) -> str:
        if self.top.disabled_reason(command):
            return self.top.disabled_reason(command)
        if self.read_only and command in CHANGING:
            return "Đang mở ở chế độ chỉ xem (--read-only): không sửa được hồ sơ."
        return ""

    def action_of(self, command: str) -> Action | None:
        """Return what the command does on the screen with the keys; None where it means nothing."""
        if command in self.top.actions:
            return self.top.actions[command]
        if self.top.modal and not (command == "help" and self.top.helpful):
            return None
        if command == "undo" and self.top.in_text:
            return None
        return self.actions.get(command)

    def available(self) -> list[tuple[Command, str, str]]:
        """Return the commands of the moment: the command, its name here, and why it cannot work now ("" when it
        can).
        """
        return [
            (c, self.top.name_of(c.id) or c.name, self._why_off(c.id))
            for c in COMMANDS
            if self.action_of(c.id) is not None
            and not (self.top.typing and c.keys and _only_letters(c))
            and not self.top.out_of_place(c.id)
        ]

    def settle(self) -> None:
        """After the keys at hand: drafts are kept before anything is drawn."""
        for view in self.views:
            view.settle()

    # ---- picture -------------------------------------------------------------------------------------------------
    def paint(self, width: int, height: int) -> WindowPicture:
        """Paint the whole window: head, screen, band, message, key bar."""
        if width < SMALLEST[0] or height < SMALLEST[1]:
            words = f"Cửa sổ nhỏ quá: cần ít nhất {SMALLEST[0]}×{SMALLEST[1]}, đang là {width}×{height}."
            lines = ([*paragraph(words, max(1, width))] + [full([], width)] * height)[:height]
            return WindowPicture((), lines, (), ())
        head = paint_header(self, width)
        bar = paint_key_bar(self.available(), width, self.top.first_commands)
        message = paint_message(self.message if self.message[0] else (self.top.position(), "muted"), width)
        room = height - len(head) - len(bar) - len(message)
        plain = next((v for v in reversed(self.views) if not v.modal), self.views[0])
        body = plain.paint(width, room)
        if not self.top.modal:
            return WindowPicture(head, body, message, bar)
        told = paint_message(self.message, width) if self.message[0] else []
        band = self.top.paint(width, height - len(head) - len(told))
        told = [] if self.top.hangs else told  # it stands on the message line beneath
        return WindowPicture(head, body, message, bar, [*band, *told], self.top.hangs)

    # ---- event loop ----------------------------------------------------------------------------------------------
    def attach(self, loop: Loop) -> None:
        """Begin, once, when the window stands."""
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
        "copy_month",
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
    """Return whether all its keys are letters, which go into the text while one types."""
    return all(len(key) == 1 or key == "space" for key in command.keys)
