"""Nothing with a day is lost, on disk: a few of the random offices of `tests.office.agenda_invariant`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office.agenda_invariant import examine


@pytest.mark.parametrize("seed", range(2026, 2038))
def test_nothing_that_is_not_settled_is_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    examine(seed, tmp_path / "records")
