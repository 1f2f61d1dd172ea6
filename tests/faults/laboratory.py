"""Every call that changes the disk, made to fail: what is on disk afterwards, and whether what was said is true.

The program and the git it starts run with `shim.c` in front of the C library. One warm process forks for each case, so
that a case costs a tenth of a second. The model is short: what a reader sees is the state before or the state after,
never a mixture; what was said to be saved is saved; what was said not to be is not, and never will be.

Ids, names of temporary files and the day of a commit are the same in every case. So two cases often leave the same
bytes on the disk: what comes of such a disk, once a colleague saves, is tried once.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import io
import json
import mmap
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from cchc_tui.cli import run
from cchc_tui.git import committing
from cchc_tui.office import ledger
from cchc_tui.storage import saving
from cchc_tui.storage.journal import entries
from tests.faults.state import State, fingerprint, in_history, leftovers, seen

SHIM = Path(__file__).with_name("shim.c")
KINDS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EROFS": errno.EROFS, "short": -2, "kill": -1}
PAGE_SIZE = 40 + (1 << 20)
_HEADER = struct.Struct("<qqqqq")
_NAME = 12
LAN, BINH = "Trần Thị Lan <lan@xa>", "Phạm Văn Bình <binh@xa>"
LETTER = ("--direction", "outgoing", "--kind", "cong-van")
PLAN = ("--direction", "outgoing", "--kind", "ke-hoach")
_MAYBE = "có thể còn trong nhật ký"
_PLACED = "nhưng đĩa báo lỗi ngay sau đó"
_WAITS = "chưa vào lịch sử"
_NO_HISTORY = "Hồ sơ chưa có lịch sử"


def compiled(folder: Path) -> Path:
    """Return the shim, compiled. FileNotFoundError without a compiler."""
    out = folder / "shim.so"
    subprocess.run(
        ["gcc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(out), str(SHIM), "-ldl"], check=True
    )
    return out


@dataclass(frozen=True)
class Verb:
    """One call of the program that writes, and how the office is prepared for it."""

    name: str
    words: Callable[[Path], list[str]]
    prepare: Callable[[Path], None] = lambda _: None
    steps: bool = False
    """Whether it does one thing after the other: what came before the fault is then done, and says so."""
    look: Callable[[Path], State] = lambda _: {}
    """What else it writes, outside the records: of every file a name and what is in it."""
    finish: tuple[Callable[[Path], list[str]], ...] = ()
    """The calls that finish what one did by `steps`, where that is not the same call again."""


@dataclass(frozen=True)
class Case:
    """One call that fails."""

    verb: str
    at: int
    kind: str
    lasting: bool


@dataclass
class Outcome:
    """How a case ended: `wrong` says what the model does not allow."""

    case: Case
    call: str
    code: int
    said: str
    wrong: list[str] = field(default_factory=list)
    left: str = ""
    """The bytes it left on the disk, in one word."""


class Laboratory:
    """One folder in which cases are tried; only in a process that was started with the shim in front."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.work = Path(os.environ["FAULT_ROOT"])
        with Path(os.environ["FAULT_PAGE"]).open("r+b") as file:
            self._page = mmap.mmap(file.fileno(), PAGE_SIZE)
        self._known: dict[str, tuple[State, State, list[str]]] = {}
        self._recovered: dict[tuple[str, str, bool], list[str]] = {}

    def calls(self, verb: Verb) -> list[str]:
        """Return the names of the calls that a faultless run makes, in order."""
        return self._dry(verb)[2]

    def trial(self, verb: Verb, case: Case) -> Outcome:
        """Try one case and judge it."""
        old, new, calls = self._dry(verb)
        self._restore(verb)
        self._arm(case)
        code, said = self._call(verb.words(self.work))
        self._disarm()
        call = calls[case.at - 1] if case.at <= len(calls) else "?"
        outcome = Outcome(case, call, code, said)
        judge(outcome, self.work / "records", self._state(verb), old, new, steps=verb.steps)
        outcome.left = fingerprint(self.work)
        may_change = code == -signal.SIGKILL or _MAYBE in said
        disk = verb.name, outcome.left, may_change
        if disk not in self._recovered:
            self._recovered[disk] = self._recovery(verb, may_change=may_change)
        outcome.wrong += self._recovered[disk]
        return outcome

    # ---- inside ----------------------------------------------------------------------------------------------------
    def _dry(self, verb: Verb) -> tuple[State, State, list[str]]:
        if verb.name not in self._known:
            self._base(verb)
            self._restore(verb)
            old = self._state(verb)
            self._arm(Case(verb.name, 1 << 40, "EIO", lasting=False))
            code, said = self._call(verb.words(self.work))
            count, names = self._disarm()
            self._warm()
            if code not in (0, 1):
                raise AssertionError(f"{verb.name} fails without any fault: {code} {said}")
            new = self._state(verb)
            listed = [names[i : i + _NAME].strip(b"\0 ").decode() for i in range(0, count * _NAME, _NAME)]
            self._known[verb.name] = old, new, listed
        return self._known[verb.name]

    def _base(self, verb: Verb) -> None:
        """Make the office that every case of a verb starts from."""
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        with quiet():
            assert run(["init", str(self.work), "--short-name", "UBND xã X", "--place", "X"]) == 0
            for number in (1, 2, 3):
                words = [*LETTER, "--symbol", f"{number}/CV-X", "--subject", "a", "--issued-on", "21/2/2026"]
                assert run(["--records", str(self.work), "add", "directive", *words]) == 0
            verb.prepare(self.work)
        base = self.home / "base" / verb.name
        shutil.rmtree(base, ignore_errors=True)
        base.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.work, base, symlinks=True)

    def _restore(self, verb: Verb) -> None:
        shutil.rmtree(self.work)
        shutil.copytree(self.home / "base" / verb.name, self.work, symlinks=True)

    def _warm(self) -> None:
        """Have here what the last call imported, so that the next one is forked with it."""
        for module in json.loads((self.home / "said.modules").read_text(encoding="utf-8")):
            importlib.import_module(module)
        gc.freeze()  # a collection in a child would write into every page it shares

    def _call(self, words: list[str], *, again: bool = False) -> tuple[int, str]:
        chance = f"{LAN} again" if again else LAN
        return in_child(["--records", str(self.work / "records"), *words], LAN, self.home / "said", chance)

    def _arm(self, case: Case) -> None:
        self._page[:PAGE_SIZE] = bytes(PAGE_SIZE)
        self._page[: _HEADER.size] = _HEADER.pack(0, case.at, KINDS[case.kind], int(case.lasting), 0)

    def _disarm(self) -> tuple[int, bytes]:
        count, _, _, _, _ = _HEADER.unpack(self._page[: _HEADER.size])
        names = self._page[_HEADER.size :]
        self._page[: _HEADER.size] = _HEADER.pack(0, 0, 0, 0, 0)
        return count, names

    def _state(self, verb: Verb) -> State:
        return {**seen(self.work / "records"), **verb.look(self.work)}

    def _recovery(self, verb: Verb, *, may_change: bool) -> list[str]:
        """Let a colleague save on a disk that works again: all is finished, clean, and as it was said to be."""
        old, new, _ = self._known[verb.name]
        for words in (verb.finish or (verb.words,)) if verb.steps else ():
            self._call(words(self.work), again=True)
        records = self.work / "records"
        promised = self._state(verb)
        words = ["add", "directive", *PLAN, "--subject", "sau", "--issued-on", "1/3/2026", "--yes"]
        code, said = in_child(["--records", str(records), *words], BINH, self.home / "said")
        after = self._state(verb)
        mine = {key: value for key, value in after.items() if "|sau|" not in key}
        wrong = []
        if code or len(mine) != len(after) - 1:
            wrong.append(f"the next save fails: {code} {said}")
        if mine != promised and not may_change:
            wrong.append("what was said changes afterwards")
        if mine not in (old, new):
            wrong.append("neither old nor new in the end")
        return [*wrong, *leftovers(records)]


def judge(outcome: Outcome, records: Path, now: State, old: State, new: State, *, steps: bool) -> None:
    """Compare what is on disk, and what was said, with what may be."""
    wrong, said = outcome.wrong, outcome.said
    if now not in (old, new) and not (steps and is_between(now, old, new)):
        differing = [key for key in now.keys() | new.keys() if now.get(key) not in (old.get(key), new.get(key))]
        wrong.append(f"torn {differing}")
    if outcome.code == -signal.SIGKILL:
        return
    if outcome.code == 70 or "Traceback" in said or outcome.code < 0:
        wrong.append("a crash instead of a sentence")
    if outcome.code == 0 and now != new and _NO_HISTORY not in said:
        wrong.append("said to be done, and is not")
    if outcome.code == 0 and _WAITS not in said and not all(in_history(records, entry) for entry in entries(records)):
        wrong.append("waits for the history without a word")
    sure = _MAYBE not in said and _PLACED not in said
    if outcome.code not in (0, 1) and sure and now != old and not steps:
        wrong.append("refused, and done all the same")
    if outcome.code not in (0, 1) and not said.strip():
        wrong.append("no sentence")


def is_between(now: State, old: State, new: State) -> bool:
    """Say whether each thing by itself is as it was or as it will be."""
    return all(now.get(key) in (old.get(key), new.get(key)) for key in now.keys() | old.keys() | new.keys())


class Morning(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Morning:
        """Return the same moment each time."""
        return cls(2026, 3, 2, 8, tzinfo=tz)


def without_chance(chance: str) -> None:
    """Let this process draw the same ids and names each time, at the same moment."""
    os.urandom = random.Random(chance).randbytes
    for module in (committing, ledger, saving):
        module.datetime = Morning  # type: ignore[attr-defined]


def in_child(words: list[str], person: str, out: Path, chance: str = "") -> tuple[int, str]:
    """Run a verb in a process forked from this warm one; its exit code, negative for a signal, and what it said."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.environ["CCHC_PERSON"] = person
            without_chance(chance or person)
            descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(descriptor, 1)
            os.dup2(descriptor, 2)
            sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
            before = set(sys.modules)
            code = run(words)
            sys.stdout.flush()
            sys.stderr.flush()
            late = sorted(name for name in sys.modules.keys() - before if name.startswith("cchc_tui"))
            out.with_suffix(".modules").write_text(json.dumps(late), encoding="utf-8")
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), out.read_text(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Let the program say nothing."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield
