"""Many offices' repositories into one lake of Parquet files; only those whose HEAD moved are read."""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from cchc_tui.collect.duck import connect
from cchc_tui.collect.ledger import Kept, Ledger
from cchc_tui.collect.parquet import put_in_place, remove_office, write_tables
from cchc_tui.collect.place import Place
from cchc_tui.collect.rows import error_row, rows_of
from cchc_tui.collect.schema import publish_schema
from cchc_tui.collect.source import read_source, source_path
from cchc_tui.errors import CchcError, EnvironmentFaultError, RefusedError, system_cause
from cchc_tui.git.command import GitError
from cchc_tui.git.objects import head_of
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.storage.lock import locked

if TYPE_CHECKING:
    import duckdb

INCOMING = ".incoming"
"""Folder in the lake where files are written before they are moved to where readers look."""
_NOWHERE = "khong-ro"
"""Province of the error rows of sources whose office cannot be told."""
_WAIT_SECONDS = 1.0
_FEW = 2
"""So many sources are read in this very process: starting others takes longer."""

Progress: TypeAlias = Callable[[int, int, str], None]
"""Told how many of how many sources are done, and which one was the last."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """How a gathering ended; sources by name."""

    read: tuple[str, ...]
    unchanged: tuple[str, ...]
    unreadable: tuple[tuple[str, str], ...]
    """Sources that could not be read at all, with the reason; what was read of them earlier stays."""
    faults: int
    """Faulty files in all sources asked for."""


@dataclass(frozen=True, slots=True)
class _Job:
    """One source for a worker."""

    name: str
    head: str
    """The commit that the lake has; "" to read in any case."""
    desk: Path
    """Where the worker puts what it writes."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What a worker found."""

    name: str
    head: str = ""
    """"" when HEAD had not moved or the source could not be read."""
    place: Place = Place("", "")
    faults: int = 0
    unreadable: str = ""


def gather(sources: Sequence[Path], lake: Path, *, progress: Progress | None = None) -> Gathered:
    """Bring the lake up to the HEAD of every source; the rows of other sources stay as they are.

    A faulty file becomes a row of `errors`, and so does a source that cannot be read; the row of one that never could
    be goes once it is not asked for any more. EnvironmentFaultError when the
    lake cannot be written or DuckDB is missing, RefusedError when another gathering is at work in the lake.
    """
    connect().close()
    names = list(dict.fromkeys(str(source_path(source)) for source in sources))
    try:
        lake.mkdir(parents=True, exist_ok=True)
        with _alone_in(lake):
            return _Gathering(lake).run(names, progress or (lambda done, of, name: None))
    except OSError as error:
        raise EnvironmentFaultError(f"Không ghi được vào {lake} ({system_cause(error)}).") from error


@contextlib.contextmanager
def _alone_in(lake: Path) -> Iterator[None]:
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(lake, wait=_WAIT_SECONDS))
        except RefusedError as error:
            raise RefusedError(
                f"Một lần gom khác đang ghi vào {lake}.", "Hãy đợi nó xong rồi chạy lại; chưa ghi gì."
            ) from error
        yield


class _Gathering:
    """One gathering under the lake's lock. Workers read and write aside; only this process moves files into place."""

    def __init__(self, lake: Path) -> None:
        self.lake = lake
        self.ledger = Ledger.read(lake)
        self.owners = {Place(k.province, k.commune): n for n, k in self.ledger.kept.items() if k.head}

    def run(self, names: Sequence[str], progress: Progress) -> Gathered:
        incoming = self.lake / INCOMING
        shutil.rmtree(incoming, ignore_errors=True)
        publish_schema(self.lake)
        self._forget(names)
        read, unchanged = [], []
        try:
            for number, done in enumerate(_work([self._job(name) for name in names]), 1):
                if self._take(done):
                    read.append(done.name)
                elif not done.unreadable:
                    unchanged.append(done.name)
                progress(number, len(names), done.name)
        finally:
            self.ledger.write()
            shutil.rmtree(incoming, ignore_errors=True)
        kept = [(name, self.ledger.kept[name]) for name in names]
        unreadable = tuple((name, k.unreadable) for name, k in kept if k.unreadable)
        return Gathered(tuple(read), tuple(unchanged), unreadable, sum(k.faults for _, k in kept))

    def _forget(self, names: Sequence[str]) -> None:
        """Drop what was noted under another name of a source, and sources never read that nobody names now."""
        for name, kept in list(self.ledger.kept.items()):
            proper = str(source_path(Path(name)))
            if proper == name and (kept.head or name in names):
                continue
            del self.ledger.kept[name]
            remove_office(self.lake, _no_place(name))
            if kept.head:
                self._rename(kept, proper)

    def _rename(self, kept: Kept, proper: str) -> None:
        """Keep what was read of a source under its proper name, unless the lake has that already."""
        place = Place(kept.province, kept.commune)
        if self.ledger.kept.get(proper, Kept()).head:
            remove_office(self.lake, place)
            del self.owners[place]
        else:
            self.ledger.kept[proper] = replace(kept, unreadable="")
            self.owners[place] = proper

    def _job(self, name: str) -> _Job:
        kept = self.ledger.kept.get(name, Kept())
        return _Job(name, "" if kept.unreadable else kept.head, self._desk(name))

    def _desk(self, name: str) -> Path:
        return self.lake / INCOMING / _mark(name)

    def _take(self, done: _Done) -> bool:
        """Put what a worker wrote into place and note it; whether there was anything new."""
        owner = self.owners.get(done.place)
        if done.head and owner not in (None, done.name):
            sentence = f"Hai kho {owner} và {done.name} cùng là xã {done.place.commune}; chỉ tính kho đầu."
            done = _Done(done.name, unreadable=sentence)
        before = self.ledger.kept.get(done.name, Kept())
        if done.unreadable:
            self._note_unreadable(done.name, done.unreadable)
            self.ledger.kept[done.name] = replace(before, unreadable=done.unreadable)
            return False
        if not done.head:
            return False
        earlier = Place(before.province, before.commune)
        if before.head and earlier != done.place:
            remove_office(self.lake, earlier)
            self.owners.pop(earlier, None)
        put_in_place(self._desk(done.name), self.lake, done.place)
        remove_office(self.lake, _no_place(done.name))
        self.owners[done.place] = done.name
        self.ledger.kept[done.name] = Kept(done.head, done.place.province, done.place.commune, done.faults)
        return True

    def _note_unreadable(self, name: str, sentence: str) -> None:
        """An error row for a whole source."""
        finding = Finding(code="unreadable-source", severity=Severity.ERROR, message=sentence)
        write_tables(_duck(), self._desk(name), [("errors", error_row(finding, name, None))])
        put_in_place(self._desk(name), self.lake, _no_place(name))


def _work(jobs: Sequence[_Job]) -> Iterator[_Done]:
    """The jobs done, in their order, by as many processes as there are processors."""
    if len(jobs) <= _FEW:
        yield from map(_read, jobs)
        return
    workers = min(os.cpu_count() or 1, len(jobs))
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            yield from pool.map(_read, jobs)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _read(job: _Job) -> _Done:
    """Read one source, if its HEAD moved, and write its tables aside."""
    try:
        head = head_of(Path(job.name))
        if head == job.head:
            return _Done(job.name)
        source = read_source(Path(job.name), head)
        write_tables(_duck(), job.desk, rows_of(source))
    except CchcError as error:
        return _Done(job.name, unreadable=_why(error, job.name))
    return _Done(job.name, head, source.place, len(source.findings))


def _why(error: CchcError, name: str) -> str:
    """What is wrong with a source and what to do, in one line."""
    if isinstance(error, GitError) and error.reason == "none" and Path(name).is_dir():
        return "Không phải là kho git. Hãy nêu thư mục của cơ quan, thư mục hồ sơ của nó, kho trần hoặc tệp bundle."
    if isinstance(error, GitError) and error.reason == "dubious":
        return f"{error.message} Hãy chạy một lần: git config --global --add safe.directory {shlex.quote(name)}"
    return " ".join(str(error).splitlines())


@cache
def _duck() -> duckdb.DuckDBPyConnection:
    """This process's DuckDB; the processes are the parallel part, so one thread each."""
    return connect(threads=1)


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def _no_place(name: str) -> Place:
    return Place(_NOWHERE, _mark(name))
