"""kill -9 at any moment: every save is there whole or not at all, and the next start is clean."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui.errors import EnvironmentFaultError
from cchc_tui.office import Office
from cchc_tui.records.directive import Directive
from cchc_tui.storage import journal
from cchc_tui.storage.pending import half_written

from .conftest import git, letter, open_office

RUNS = 500
TOGETHER = 3
"""Records of one transaction; they always carry the same note."""


def prepared(records: Path) -> None:
    open_office(records).add_all(letter(n, note="0") for n in range(TOGETHER))


def notes(office: Office) -> list[str | None]:
    return sorted({s.record.note for s in office.stored(Directive)}, key=str)


def in_child(work: Callable[[], None]) -> int:
    """Run in a process of its own, forked from this warm one; its number."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def save_all(records: Path, note: str, *, new: bool = False) -> None:
    """One transaction: all records get the same note, or are added anew with it."""
    os.environ["CCHC_PERSON"] = "Phạm Văn Bị <bi@xa>"
    office = open_office(records)
    if new:
        plans = (letter(n, symbol=f"{n}-{note}/KH-UBND", kind="ke-hoach", note="0") for n in range(TOGETHER))
        office.add_all(plans)
        return
    office.save_all([(s, s.record.change(note=note)) for s in office.stored(Directive)])


def demand_clean(records: Path) -> Office:
    """Everything readable, nothing half-way, nothing uncommitted, no lock or temporary file left."""
    office = open_office(records)
    assert office.findings == ()
    assert not half_written(records)
    if office.ledger.uncommitted:
        first = office.stored(Directive)[0]
        office.save(first, first.record)
    assert (office.ledger.uncommitted, office.ledger.trouble) == (0, "")
    assert git(records, "status", "--porcelain") == ""
    return office


@pytest.mark.slow
def test_killed_at_random_moments_records_are_all_old_or_all_new(records: Path) -> None:
    prepared(records)
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    start = time.monotonic()
    save_all(records, "đo")
    whole = time.monotonic() - start
    expected = {"đo"}
    for run in range(RUNS):
        child = in_child(lambda run=run: save_all(records, f"lần {run}"))  # type: ignore[misc]
        time.sleep(chance.uniform(0, whole * 1.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = notes(open_office(records))
        assert len(found) == 1, f"mixed in run {run}, seed {seed}: {found}"
        assert found[0] in {*expected, f"lần {run}"}, f"neither old nor new in run {run}, seed {seed}: {found}"
        expected = {str(found[0])}
        if run % 50 == 0:
            demand_clean(records)
    demand_clean(records)
    signed = set(git(records, "log", "--format=%an", "--", "directives").split("\n")) - {""}
    assert signed == {"Trần Thị Lan", "Phạm Văn Bị"}


_STEPS = ("link", "replace", "rename", "unlink", "fsync", "mkdir", "posix_spawn", "open")


def _die_at(step: int) -> None:
    """Kill this process at its `step`-th call that changes the disk."""
    left = [step]

    def counted(name: str) -> None:
        real = getattr(os, name)

        def call(*args: object, **more: object) -> object:
            if name != "open" or (isinstance(args[1], int) and args[1] & os.O_CREAT):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **more)

        setattr(os, name, call)

    for name in _STEPS:
        counted(name)


@pytest.mark.slow
@pytest.mark.parametrize("new", [False, True], ids=["changed records", "new records"])
def test_killed_before_every_single_step_of_a_save_nothing_is_half(records: Path, new: bool) -> None:
    prepared(records)
    outcomes = set()
    for step in range(1, 200):
        before = len(open_office(records).stored(Directive))

        def dying(step: int = step) -> None:
            _die_at(step)
            save_all(records, f"bước {step}", new=new)

        _, status = os.waitpid(in_child(dying), 0)
        office = demand_clean(records)
        count = len(office.stored(Directive)) - before
        if new:
            assert count in (0, TOGETHER)
            outcomes.add(count)
        else:
            assert (len(notes(office)), count) == (1, 0)
            outcomes.add(notes(office)[0] == f"bước {step}")
        if status == 0:
            break
    else:
        pytest.fail("the save never came to its end")
    assert len(outcomes) == 2, "both an old and a new state must have been seen"
    assert step > 10


def test_a_killed_saves_journal_that_may_not_be_finished_is_a_finding(
    office: Office, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(records)
    child = in_child(lambda: (_die_at(16), save_all(records, "dở"))[1])
    os.waitpid(child, 0)
    assert half_written(records)

    def refuse(*_: object) -> None:
        raise EnvironmentFaultError("Tài khoản này không được phép ghi.")

    with monkeypatch.context() as patch:
        patch.setattr(journal, "stage", refuse)
        found = [f.code for f in open_office(records).findings]
    assert found == ["unfinished-save"]
    demand_clean(records)


def test_a_damaged_journal_is_laid_aside_and_does_not_stop_the_office(office: Office, records: Path) -> None:
    office.add(letter(1))
    folder = records / ".cchc/journal"
    (folder / "00000001.writing").write_text("{", encoding="utf-8")
    office.add(letter(2))
    assert [f.name for f in folder.iterdir()] == ["00000001.damaged"]


@pytest.mark.parametrize("path", ["../ngoai.toml", "/etc/ngoai.toml", ".git/config", "directives/../../x.toml", ""])
def test_a_journal_does_not_lead_out_of_the_records(office: Office, records: Path, path: str) -> None:
    office.add(letter(1))
    entry = (
        '{"format": 1, "message": "m", "name": "n", "email": "e", "when": "2026-11-23T08:00:00+00:00",'
        f' "files": [{{"path": "{path}", "before": null, "text": "x"}}]}}'
    )
    (records / ".cchc/journal/00000001.writing").write_text(entry, encoding="utf-8")
    before = (records / ".git/config").read_bytes()
    open_office(records).add(letter(2))
    assert not (records.parent / "ngoai.toml").exists()
    assert (records / ".git/config").read_bytes() == before
