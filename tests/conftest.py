"""What holds for every test: signals as a login gives them, an end, and no hurry."""

from __future__ import annotations

import contextlib
import os
import signal
from types import FrameType

import pytest
from hypothesis import HealthCheck, settings

_SLOW_SECONDS = 1800
"""For what is marked slow; any other test has the `timeout` of pyproject.toml. Only a test that hangs meets either."""


def _stay(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: unlike an ignored signal, a handled one is back at its default in a program started from here."""


def _hear_signals() -> None:
    """Undo what a shell or nohup did for a job in the background.

    There Ctrl+C, Ctrl+\\ or a hang-up are ignored, and that is inherited: a program under test would not hear them
    either. This process itself goes on as it was started.
    """
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for number in signal.Signals:
        with contextlib.suppress(OSError, ValueError):
            if signal.getsignal(number) is signal.SIG_IGN and number not in (signal.SIGPIPE, signal.SIGXFSZ):
                signal.signal(number, signal.default_int_handler if number is signal.SIGINT else _stay)


_hear_signals()

# A loaded machine is no fault of what is tested. The examples are the same in every run, so that a change is judged by
# what it changed; HYPOTHESIS_PROFILE=explore draws new ones.
_UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("steady", derandomize=True, **_UNHURRIED)
settings.register_profile("explore", print_blob=True, **_UNHURRIED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give minutes of work the time they need."""
    for item in items:
        if item.get_closest_marker("slow") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(_SLOW_SECONDS))
