"""Nothing with a day is lost, on disk: a few of the random offices of `tests.office.agenda_invariant`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_tui.records.directive import Directive
from cchc_tui.storage.stored import Stored, least_commas, pack
from tests.office.agenda_invariant import examine


@pytest.mark.parametrize("seed", range(2026, 2038))
def test_nothing_that_is_not_settled_is_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    examine(seed, tmp_path / "records")


def test_what_the_agenda_unpacks_has_every_paper_with_a_day_or_an_answer() -> None:
    later = {"due_on": date(2026, 1, 2), "settled_on": date(2026, 1, 2), "answers": ("p00001",), "note": "x"}
    bare = Directive(id="p00001", kind="cong-van", symbol="1/UBND-VP", subject="a, b, c", received_number=7)
    least = least_commas(Directive, "due_on")
    for key, value in later.items():
        assert pack(Stored(bare.change(**{key: value}), "a.toml", "f")).count(b",") >= least, key
    assert pack(Stored(bare.change(subject="a"), "a.toml", "f")).count(b",") < least, "most are left packed"
