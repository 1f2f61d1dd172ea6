"""One key at a time: the next is let in when what the one before has begun is done (Textual#6605).

Textual hands a key from the app to the screen to the focused widget through their queues, and screens and focus change
meanwhile: of twenty keys in one packet, as input methods and slow lines deliver them, some reach the wrong widget.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any, Generic, TypeVar

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from cchc_tui.tui.kit.messages import Packet

Result = TypeVar("Result")

PATIENCE = 5.0
"""Seconds after which a handler that does not end keeps no key back any more."""
_LOOK_AGAIN = 0.05


class KeyGate(App[Result], Generic[Result]):
    """An App whose keys and pastes reach the widgets in the order they came, each after the last has been handled."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._typed: deque[tuple[Packet, events.Key | events.Paste]] = deque()
        self._gate = asyncio.Event()
        self._letting_in: asyncio.Task[None] | None = None
        self._unsettled = False
        self._anew = False
        """Whether the next picture is drawn whole: what is asked for inside a batch may be dropped."""
        self.packet: Packet | None = None
        """Where the key came from that is being handled; None between keys."""

    @property
    def keys_wait(self) -> bool:
        """Whether anything typed has not been let in yet."""
        return bool(self._typed)

    @property
    def busy(self) -> bool:
        """Whether something is being let in or settled."""
        return self._letting_in is not None

    def open_gate(self) -> None:
        """Let in what has been typed so far: there is something to type into."""
        self._gate.set()

    async def on_event(self, event: events.Event) -> None:
        """Keys wait for their turn; all other events are Textual's."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            event = Packet([event])
        if isinstance(event, events.Resize):
            self._anew = True
        if not isinstance(event, Packet):
            await super().on_event(event)
            return
        self._typed.extend((event, key) for key in event.keys)
        self.settle_soon()

    def settle_soon(self) -> None:
        """Let in what waits, and settle; asked for meanwhile, once more afterwards."""
        self._unsettled = True
        if self._letting_in is None:
            self._letting_in = asyncio.create_task(self._let_in())

    async def _let_in(self) -> None:
        try:
            await self._gate.wait()
            while self._typed or self._unsettled:
                self._unsettled = False
                screen = self.screen
                with self.batch_update():  # one picture for one packet
                    while self._typed:
                        self.packet, key = self._typed.popleft()
                        await self.take(key)
                    self.packet = None
                    await self.settle()
                if self._anew or self.screen is not screen:
                    self._anew = False
                    self.screen.refresh(layout=True)
                else:
                    self.screen.check_idle()
        except Exception as fault:
            self.call_later(_raise, fault)
        finally:
            self._letting_in = None

    async def take(self, key: events.Key | events.Paste) -> None:
        """Let one key in, and wait until everything it has begun is done."""
        await super().on_event(key)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._quiet()

    async def settle(self) -> None:
        """Settle after the keys at hand, before the picture: the place to keep drafts and renew offers."""

    async def _quiet(self) -> None:
        """Until nothing waits in the app, the screen, or any of its widgets, and no screen is still being made."""
        while True:
            screen, target = self.screen, self.focused or self.screen
            if not screen.is_mounted:
                await asyncio.sleep(0)
                continue
            for pump in target.ancestors_with_self:
                await _passed(pump)
            busy = [w for w in (self, *screen.walk_children(with_self=True)) if w.message_queue_size]
            if not busy and screen is self.screen and target is (self.focused or self.screen):
                return
            for pump in busy:
                await _passed(pump)


def _raise(fault: Exception) -> None:
    raise fault


async def _passed(pump: MessagePump) -> None:
    """Until the pump has handled what is in its queue now."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        while pump.is_running and not done.is_set():  # one that is being removed answers no more
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_AGAIN):
                    await done.wait()
