"""Three people, two copies, random saves, undos, synchronisations, kills, clock jumps, against a short model.

The model of a copy is what each letter's note is; of the meeting place the same. A save changes one note, an undo takes
the last one back, a synchronisation brings both together by the rule of three, a killed save has happened or has not.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cchc_tui.git import committing
from cchc_tui.office import Office, begin_history, create_office
from cchc_tui.office.copying import copy_office
from cchc_tui.records.directive import Directive

PEOPLE = {"lan": (0, "Trần Lan <lan@xa>"), "binh": (0, "Phạm Bình <binh@xa>"), "hoa": (1, "Lê Hoa <hoa@xa>")}
STEPS = ("link", "rename", "unlink", "fsync", "mkdir", "open", "write", "posix_spawn")
Facts = dict[str, str | None]


def merged(base: Facts, theirs: Facts, mine: Facts) -> Facts:
    """Bring two copies together; where both changed the same note, theirs is taken."""

    def one(key: str) -> str | None:
        take = mine.get(key) == base.get(key) or theirs.get(key) != base.get(key)
        return theirs[key] if key in theirs and take else mine[key]

    return {key: one(key) for key in theirs.keys() | mine.keys()}


class Copies(RuleBasedStateMachine):
    """Two copies of one office and the place where they meet."""

    number = 0
    steps = 0

    @initialize()
    def begin(self) -> None:
        """Make an office, connect it, and make a second copy."""
        self.home = Path(tempfile.mkdtemp(prefix="model-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
        os.environ.update(XDG_STATE_HOME=str(self.home / "s"), XDG_CACHE_HOME=str(self.home / "c"))
        os.environ["CCHC_PERSON"] = PEOPLE["lan"][1]
        first = create_office(self.home / "mot", {"short_name": "UBND xã X", "place": "X"})
        begin_history(first, own=True)
        Office.open(first).sharing.sync(to=str(self.home / "chung.git"))
        self.copies = [first, copy_office(str(self.home / "chung.git"), self.home / "hai").records]
        self.facts: list[Facts] = [{}, {}]
        self.bases: list[Facts] = [{}, {}]
        self.meeting: Facts = {}

    def teardown(self) -> None:
        """Take everything away."""
        if hasattr(self, "home"):
            shutil.rmtree(self.home, ignore_errors=True)

    def office(self, who: str) -> tuple[int, Office]:
        """Open the copy a person works on, as that person."""
        copy, person = PEOPLE[who]
        os.environ["CCHC_PERSON"] = person
        return copy, Office.open(self.copies[copy])

    @rule(who=st.sampled_from(sorted(PEOPLE)))
    def add(self, who: str) -> None:
        """Keep a new letter."""
        copy, office = self.office(who)
        Copies.number += 1
        symbol = f"{Copies.number}/CV-X"
        letter = Directive(direction="outgoing", kind="cong-van", symbol=symbol, subject=symbol)
        office.records.add(letter.change(issued_on=date(2026, 2, 21)))
        self.facts[copy][symbol] = None

    @rule(who=st.sampled_from(sorted(PEOPLE)), which=st.integers(0, 99), undone=st.booleans())
    def change(self, who: str, which: int, undone: bool) -> None:
        """Change a note, and perhaps take it back at once."""
        copy, office = self.office(who)
        letters = office.records.stored(Directive)
        if not letters:
            return
        Copies.number += 1
        stored = letters[which % len(letters)]
        office.records.save(stored, stored.record.change(note=f"sửa {Copies.number}"))
        if undone:
            office.history.undo()
        else:
            self.facts[copy][stored.record.symbol or ""] = f"sửa {Copies.number}"

    @rule(who=st.sampled_from(sorted(PEOPLE)), which=st.integers(0, 99), step=st.integers(1, 60))
    def change_and_die(self, who: str, which: int, step: int) -> None:
        """Change a note in a process that is killed at some call: it has happened, or it has not."""
        copy, office = self.office(who)
        letters = office.records.stored(Directive)
        if not letters:
            return
        Copies.number += 1
        stored, note = letters[which % len(letters)], f"sửa {Copies.number}"
        child = os.fork()
        if child == 0:
            try:
                die_at(step)
                office.records.save(stored, stored.record.change(note=note))
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        now = self.seen(copy)
        key = stored.record.symbol or ""
        assert now.get(key) in ((note,) if status == 0 else (note, self.facts[copy][key])), (now.get(key), note)
        self.facts[copy][key] = now[key]

    @rule(who=st.sampled_from(sorted(PEOPLE)))
    def synchronise(self, who: str) -> None:
        """Bring this copy and the meeting place together; what both changed is asked, and theirs is taken."""
        copy, office = self.office(who)
        done = office.sharing.sync()
        for conflict in done.conflicts:
            office.sharing.resolve(conflict, {field.key: field.theirs for field in conflict.fields})
        if done.conflicts:
            assert Office.open(self.copies[copy]).sharing.sync().conflicts == ()
        both = merged(self.bases[copy], self.meeting, self.facts[copy])
        self.meeting, self.facts[copy], self.bases[copy] = dict(both), dict(both), dict(both)

    @rule(days=st.integers(-4_000, 4_000))
    def jump(self, days: int) -> None:
        """Let the clock of the history be wrong from now on."""

        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Clock:
                there = datetime.now(tz) + timedelta(days=days)
                return cls.fromtimestamp(max(there.timestamp(), 1e9), tz)

        committing.datetime = Clock  # type: ignore[misc]

    def seen(self, copy: int) -> Facts:
        """What a reader of a copy sees."""
        office = Office.open(self.copies[copy])
        assert office.records.findings == ()
        return {s.record.symbol or "": s.record.note for s in office.records.stored(Directive)}

    @invariant()
    def every_copy_is_what_the_model_says(self) -> None:
        """Compare both copies with the model; their histories are whole."""
        if not hasattr(self, "copies"):
            return
        Copies.steps += 1
        for copy, records in enumerate(self.copies):
            assert self.seen(copy) == self.facts[copy]
            if Copies.steps % 10 == 0:
                done = subprocess.run(["git", "fsck", "--no-dangling"], cwd=records, capture_output=True, text=True)
                assert done.returncode == 0, done.stderr


def die_at(step: int) -> None:
    """Kill this process at its `step`-th call that changes the disk or starts git."""
    left = [step]

    def counted(name: str) -> None:
        real = getattr(os, name)

        def call(*args: object, **more: object) -> object:
            if name != "open" or (len(args) > 1 and isinstance(args[1], int) and args[1] & os.O_CREAT):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **more)

        setattr(os, name, call)

    for name in STEPS:
        counted(name)


def bounded(examples: int, steps: int, *, same: bool = False) -> settings:
    """How long the machine is run, and whether it tells the `same` stories each time."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        print_blob=True,
        derandomize=same,
    )
