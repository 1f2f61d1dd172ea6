"""Many offices' repositories into one lake of Delta tables; only those whose HEAD moved are read."""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from cchc_tui.collect.columns import TABLES
from cchc_tui.collect.delta import open_table, reject_unusable_path, replace_places, require_deltalake, restore_version
from cchc_tui.collect.duck import connect, quoted, struct_of
from cchc_tui.collect.gatherings import Gathering, columns_mark, read_gatherings
from cchc_tui.collect.known import UNREADABLE, KnownSource, read_known
from cchc_tui.collect.rows import error_row, rows_of
from cchc_tui.collect.schema import publish_schema
from cchc_tui.collect.source import SourcePlace, read_source, source_path
from cchc_tui.collect.staging import stage_rows, staged_file
from cchc_tui.errors import CchcError, EnvironmentFaultError, RefusedError, system_cause
from cchc_tui.git.command import GitError
from cchc_tui.git.objects import head_of
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.storage.lock import locked

if TYPE_CHECKING:
    import duckdb

INCOMING = ".incoming"
"""Folder in the lake where rows are staged before the tables take them in."""
_WAIT_SECONDS = 1.0
_BOUND = "maximum_object_size=16777216"
"""Longest row: a record file has at most 1 MB."""
_NOWHERE = "khong-ro"
"""Province of the error rows of sources whose office cannot be told."""
_ABANDONED_AFTER = 24 * 3600
"""Seconds after which staged rows are nobody's: the lock does not reach a gatherer on another machine."""
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
    folder: Path
    """Where the worker stages its rows."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What a worker found."""

    name: str
    head: str = ""
    """"" when HEAD had not moved or the source could not be read."""
    place: SourcePlace = SourcePlace("", "")
    faults: int = 0
    unreadable: str = ""


def gather(sources: Sequence[Path], lake: Path, *, progress: Progress | None = None) -> Gathered:
    """Bring the lake up to the HEAD of every source; the rows of other sources stay as they are.

    A faulty file becomes a row of `errors`, and so does a source that cannot be read; the row of one that never could
    be goes once it is not asked for any more. Readers see the gathering as a whole once its row stands in
    `gatherings`, and until then the one before. EnvironmentFaultError when the lake cannot be written or DuckDB or
    deltalake is missing, RefusedError when another gathering is at work in the lake.
    """
    connect().close()
    require_deltalake()
    reject_unusable_path(lake)
    names = list(dict.fromkeys(str(source_path(source)) for source in sources))
    try:
        lake.mkdir(parents=True, exist_ok=True)
        with alone_in(lake):
            return _Gatherer(lake).run(names, progress or (lambda done, of, name: None))
    except OSError as error:
        raise EnvironmentFaultError(f"Không ghi được vào {lake} ({system_cause(error)}).") from error


@contextlib.contextmanager
def alone_in(lake: Path) -> Iterator[None]:
    """Hold the lake's lock. RefusedError when another gathering has it."""
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(lake, wait=_WAIT_SECONDS))
        except RefusedError as error:
            raise RefusedError(
                f"Một lần gom khác đang ghi vào {lake}.", "Hãy đợi nó xong rồi chạy lại; chưa ghi gì."
            ) from error
        yield


def new_staging(lake: Path) -> Path:
    """Return a folder of the lake that no other gatherer uses; those of gatherers killed long ago are removed."""
    incoming = lake / INCOMING
    incoming.mkdir(exist_ok=True)
    for left in incoming.iterdir():
        if left.stat().st_mtime < time.time() - _ABANDONED_AFTER:
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(dir=incoming))


class _Gatherer:
    """One gathering under the lake's lock. Workers read and stage; only this process commits to the tables."""

    def __init__(self, lake: Path) -> None:
        self.lake = lake
        self.staging = new_staging(lake)
        self.log = read_gatherings(lake)
        if self.log.last is None:
            _remove_unfinished_tables(lake)
        self.widened = self.log.last is not None and self.log.last.columns_mark != columns_mark()
        if self.widened:
            _reject_lost_columns(lake)
        self.known = read_known(lake, self.log.last)
        self.owners = {known.place: name for name, known in self.known.read.items()}
        self.cleared: set[SourcePlace] = set()
        self.folders: list[Path] = []

    def run(self, names: Sequence[str], progress: Progress) -> Gathered:
        publish_schema(self.lake)
        self._forget(names)
        read: list[str] = []
        unchanged: list[str] = []
        unreadable: list[tuple[str, str]] = []
        try:
            for number, found in enumerate(_work([self._job(name) for name in names]), 1):
                told = self._take(found)
                if told:
                    unreadable.append((found.name, told))
                else:
                    (read if found.head else unchanged).append(found.name)
                progress(number, len(names), found.name)
            self._commit(len(read), len(unchanged), len(unreadable))
        finally:
            shutil.rmtree(self.staging, ignore_errors=True)
        faults = sum(self.known.read[name].faults for name in names if name in self.known.read)
        return Gathered(tuple(read), tuple(unchanged), tuple(unreadable), faults)

    def _forget(self, names: Sequence[str]) -> None:
        """Drop the error rows of sources that were never read and that nobody names now."""
        for name in list(self.known.unreadable):
            if name not in names and name not in self.known.read:
                self._clear_failure(name)

    def _job(self, name: str) -> _Job:
        known = self.known.read.get(name)
        trusted = known is not None and name not in self.known.unreadable and not self.widened
        return _Job(name, known.head if known and trusted else "", self._folder(name))

    def _folder(self, name: str) -> Path:
        return self.staging / _mark(name)

    def _take(self, found: _Read) -> str:
        """Note what a worker staged, to be committed; return why the source could not be read, "" when it could."""
        owner = self.owners.get(found.place)
        why = found.unreadable
        if found.head and owner not in (None, found.name):
            why = f"Hai kho {owner} và {found.name} cùng là xã {found.place.commune}; chỉ tính kho đầu."
        if why:
            self._stage_failure(found.name, why)
        elif found.head:
            earlier = self.known.read.get(found.name)
            if earlier:
                self.cleared.add(earlier.place)
                self.owners.pop(earlier.place, None)
            self.cleared.add(found.place)
            self.owners[found.place] = found.name
            self.folders.append(self._folder(found.name))
            self._clear_failure(found.name)
            self.known.read[found.name] = KnownSource(found.head, found.place, found.faults)
        return why

    def _stage_failure(self, name: str, sentence: str) -> None:
        """Stage an error row for a whole source, which lies under a place of its own."""
        place = _no_place(name)
        finding = Finding(code=UNREADABLE, severity=Severity.ERROR, message=sentence)
        stage_rows(self._folder(name), place, [("errors", error_row(finding, name, None))])
        self.cleared.add(place)
        self.folders.append(self._folder(name))

    def _clear_failure(self, name: str) -> None:
        if self.known.unreadable.pop(name, None) is not None:
            self.cleared.add(_no_place(name))

    def _commit(self, read: int, unchanged: int, unreadable: int) -> None:
        """Commit table by table, then the row that makes it one gathering."""
        last = self.log.last
        with connect() as duck:
            versions = {table: self._replace(duck, table) for table in TABLES}
        gathering = Gathering(
            id=last.id + 1 if last else 1,
            gathered_at=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
            sources_read=read,
            sources_unchanged=unchanged,
            sources_unreadable=unreadable,
            columns_mark=columns_mark(),
            versions=versions,
        )
        self.log.append(gathering, self.staging)

    def _replace(self, duck: duckdb.DuckDBPyConnection, table: str) -> int:
        """Put the staged rows of one table in place; return its version."""
        last = self.log.last
        before = open_table(self.lake, table)
        if before is not None and last is not None:
            # What a killed gathering committed of its tables belongs to no gathering.
            restore_version(before, last.versions[table])
        files = [staged_file(folder, table) for folder in self.folders]
        listed = ", ".join(quoted(path) for path in files if path.exists())
        columns = TABLES[table]
        if listed:
            sql = f"FROM read_json([{listed}], format='newline_delimited', columns={struct_of(columns)}, {_BOUND})"
        else:
            sql = "SELECT " + ", ".join(f'NULL::{c.type} AS "{c.name}"' for c in columns) + " WHERE false"
        return replace_places(self.lake, table, self.cleared, duck.sql(sql), merge_columns=self.widened)


def _remove_unfinished_tables(lake: Path) -> None:
    """Remove the tables that a first gathering left when it was killed: no gathering names them."""
    for table in TABLES:
        if open_table(lake, table) is not None:
            shutil.rmtree(lake / table)


def _reject_lost_columns(lake: Path) -> None:
    """RefusedError when the lake has columns that this program does not know: their values would be lost."""
    for table, columns in TABLES.items():
        opened = open_table(lake, table)
        kept = {field.name for field in opened.schema().fields} if opened else set()
        lost = kept - {column.name for column in columns}
        if lost:
            raise RefusedError(
                f"Bảng {table} trong {lake} có cột {', '.join(sorted(lost))} mà bản này của chương trình không ghi.",
                "Hãy tổng hợp lại vào một thư mục mới, hoặc dùng bản mới hơn của chương trình.",
            )


def _work(jobs: Sequence[_Job]) -> Iterator[_Read]:
    """Yield the jobs done, in their order, by as many processes as there are processors."""
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


def _read(job: _Job) -> _Read:
    """Read one source, if its HEAD moved, and stage its rows."""
    try:
        head = head_of(Path(job.name))
        if head == job.head:
            return _Read(job.name)
        source = read_source(Path(job.name), head)
        stage_rows(job.folder, source.place, rows_of(source))
    except CchcError as error:
        return _Read(job.name, unreadable=_why(error, job.name))
    return _Read(job.name, head, source.place, len(source.findings))


def _why(error: CchcError, name: str) -> str:
    """Return what is wrong with a source and what to do, in one line."""
    if isinstance(error, GitError) and error.reason == "none" and Path(name).is_dir():
        return "Không phải là kho git. Hãy nêu thư mục của cơ quan, thư mục hồ sơ của nó, kho trần hoặc tệp bundle."
    return " ".join(str(error).splitlines())


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def _no_place(name: str) -> SourcePlace:
    return SourcePlace(_NOWHERE, _mark(name))
