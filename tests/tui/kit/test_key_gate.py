"""Keys that come together reach the widgets in their order, whatever each of them opens, closes or focuses."""

from __future__ import annotations

import asyncio

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Input

from cchc_tui.tui.kit.key_gate import KeyGate
from cchc_tui.tui.kit.messages import Packet


class Form(ModalScreen[str]):
    """Two fields; F2 gives their texts."""

    BINDINGS = [Binding("f2", "done", priority=True)]  # noqa: RUF012 - as Textual declares them

    def compose(self) -> ComposeResult:
        yield Input(id="one")
        yield Input(id="two")

    async def on_mount(self) -> None:
        await asyncio.sleep(0.01)  # a screen that takes its time

    def action_done(self) -> None:
        self.dismiss("|".join(field.value for field in self.query(Input)))


class Program(KeyGate[None]):
    """F4 opens the form."""

    BINDINGS = [Binding("f4", "open", priority=True)]  # noqa: RUF012 - as Textual declares them

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []
        self.settled = 0

    def action_open(self) -> None:
        self.push_screen(Form(), lambda text: self.taken.append(text or ""))

    async def settle(self) -> None:
        self.settled += 1


def packet(stream: str) -> Packet:
    """Letters, and F4, F2, Tab as 4, 2 and >."""
    names = {"4": "f4", "2": "f2", ">": "tab"}
    return Packet([events.Key(names.get(c, c), None if c in names else c) for c in stream])


def taken(*streams: str) -> tuple[list[str], int]:
    """What the forms gave, and how often the program settled."""

    async def run() -> tuple[list[str], int]:
        app = Program()
        async with app.run_test() as pilot:
            for stream in streams:
                app.post_message(packet(stream))
            app.open_gate()
            await pilot.pause()
            while app.keys_wait or app.packet is not None:
                await pilot.pause(0.01)
            await pilot.pause()
            return app.taken, app.settled

    return asyncio.run(run())


def test_what_a_key_opens_gets_the_next_one() -> None:
    assert taken("4ab>cd24ef>gh2")[0] == ["ab|cd", "ef|gh"]


def test_keys_wait_until_there_is_something_to_type_into_and_settle_once() -> None:
    found, settled = taken("4a", "b>c", "2")
    assert found == ["ab|c"]
    assert settled == 1
