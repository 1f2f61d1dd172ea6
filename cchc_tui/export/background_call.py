"""Work done beside the main thread: Ctrl+C is heard at once, and two formats are made at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")
_HEARING_SECONDS = 0.2
"""A Ctrl+C that comes just before a wait begins does not end the wait, so no wait is longer than this."""


class BackgroundCall(Generic[Answer]):
    """A call at work in a thread of its own. A thread left behind by Ctrl+C ends with the program."""

    def __init__(self, function: Callable[[], Answer]) -> None:
        self._function = function
        self._answer: list[Answer] = []
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        try:
            self._answer.append(self._function())
        except BaseException as fault:
            self._fault = fault

    def result(self) -> Answer:
        """Return the call's answer, waited for; its exception is raised here."""
        while self._thread.is_alive():
            self._thread.join(_HEARING_SECONDS)
        if self._fault is not None:
            raise self._fault
        return self._answer[0]
