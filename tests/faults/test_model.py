"""The model of three people and two copies, a few stories that are the same each time; others: `tests.faults.soak`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis.stateful import run_state_machine_as_test

from cchc_tui.git import committing
from tests.faults.model import Copies, bounded, merged


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
    committing.datetime = datetime  # type: ignore[misc]


@pytest.mark.slow
def test_random_stories_end_as_the_model_says() -> None:
    run_state_machine_as_test(Copies, settings=bounded(4, 12, same=True))


def test_the_model_brings_two_copies_together_by_the_rule_of_three() -> None:
    base = {"a": "1", "b": "1", "c": "1"}
    theirs, mine = {**base, "a": "2", "c": "2", "d": None}, {**base, "b": "3", "c": "3", "e": None}
    assert merged(base, theirs, mine) == {"a": "2", "b": "3", "c": "2", "d": None, "e": None}
