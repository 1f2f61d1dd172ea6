"""The real application on a driver without a terminal: keys go in as packets, what it draws is the driver's matter."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.driver import Driver

from cchc_tui.office import Office
from cchc_tui.tui.app import CchcApp
from cchc_tui.tui.kit.messages import Packet
from cchc_tui.tui.opening import Opening
from cchc_tui.tui.program import make_desk
from tests.tui.conftest import TODAY

_NAMES = {"Shift+Tab": "shift+tab", "Esc": "escape", "PageDown": "pagedown", "PageUp": "pageup"}


def split(stream: str) -> list[str]:
    """Return a stream key by key; names of keys stand in angle brackets."""
    keys: list[str] = []
    while stream:
        name, end, rest = stream.partition(">")
        if stream[0] == "<" and end:
            keys.append(name + end)
            stream = rest
        else:
            keys.append(stream[0])
            stream = stream[1:]
    return keys


def event_of(key: str) -> events.Key:
    """Return the event that Textual has for a key."""
    if key.startswith("<"):
        name = key[1:-1]
        return events.Key(_NAMES.get(name, name.lower()), None)
    return events.Key("space" if key == " " else key, key)


async def quiet(app: CchcApp) -> None:
    """Wait until everything typed has been handled and drawn.

    Textual draws by a timer of a sixtieth of a second; one of ours that was set later rings later on any machine.
    """
    for _ in range(3):
        while app.busy:
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.02)


async def press(app: CchcApp, keys: Sequence[str]) -> None:
    """Let the keys come in one packet, and wait for their picture."""
    app.post_message(Packet([event_of(key) for key in keys]))
    await asyncio.sleep(0)
    await quiet(app)


@asynccontextmanager
async def running(records: Path, driver: type[Driver], size: tuple[int, int] = (80, 24)) -> AsyncIterator[CchcApp]:
    """The program, open on its first screen; what ended it against all expectation is raised."""
    opening = Opening(
        lambda told: make_desk(
            lambda progress: Office.open(records, today=TODAY, progress=progress), told, read_only=False
        )
    )
    opening.ends_within(60)
    app = CchcApp(opening, driver_class=driver)
    at_work = asyncio.create_task(app.run_async(size=size, mouse=False))
    while not (app.is_running and len(app.screen_stack) > 1):
        await asyncio.sleep(0.01)
    await quiet(app)
    yield app
    app.leave()
    await at_work
    if app.bug is not None:
        raise app.bug
