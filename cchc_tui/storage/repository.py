"""All records of one office: found by their ids, each with the fingerprint of the bytes it was read from."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar, cast

from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.office import OfficeSettings, People
from cchc_tui.storage.cache import PAYS_FROM, Cache, program_mark
from cchc_tui.storage.cached_columns import CachedColumns
from cchc_tui.storage.entry import Entry
from cchc_tui.storage.gc_pause import gc_paused
from cchc_tui.storage.paths import OFFICE_FILE, PATTERNS, PEOPLE_FILE
from cchc_tui.storage.pending import WRITING, half_written, journal_mark
from cchc_tui.storage.record_file import load_record, record_from
from cchc_tui.storage.shelf import Shelf
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.toml_file import parse_toml
from cchc_tui.storage.walk import is_settled, signature_of, walk, with_unfinished

__all__ = ["Loaded", "Progress", "Repository", "Stored", "load_record"]

R = TypeVar("R", bound=Record)

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many changed files have been read."""

_PROGRESS_STEP = 500
_ROUNDS = 3
"""So often the reading is begun again when somebody saved meanwhile."""
_UNKNOWN_SAVE = Finding(
    code="unfinished-save",
    severity=Severity.ERROR,
    message="Có một lần lưu do phiên bản cchc mới hơn ghi mà chưa xong, ở đây không đọc được: số liệu có thể nửa cũ nửa"
    " mới. Hãy nâng cấp cchc trên máy này, rồi chạy: cchc doctor --fix",
)
_REWRITE_SHARE = 200
"""The cache is written anew when one file in so many had to be read: reading one costs as much as writing fifty."""


class Loaded:
    """What one reading of the directory gave: every readable record, and a finding for all that is not."""

    def __init__(self) -> None:
        self.office: Stored[OfficeSettings] | None = None
        self.people: Stored[People] | None = None
        self.shelves: dict[type[Record], Shelf] = {}
        """The files of each kind."""
        self.findings: list[Finding] = []

    def of(self, cls: type[R]) -> list[Stored[R]]:
        """Return all readable records of one kind in the order of their files, deleted ones too."""
        with gc_paused():
            return cast("list[Stored[R]]", self.shelves[cls].records)

    def latest(self, cls: type[R], count: int) -> list[Stored[R]]:
        """Return the readable records of the last so many files of one kind; the rest are not unpacked for it."""
        return cast("list[Stored[R]]", self.shelves[cls].latest(count))

    def mentioning(self, cls: type[R], texts: Collection[str], *others: str) -> list[Stored[R]]:
        """Return at least those records of one kind that hold one of the texts and each of the others as JSON writes
        them; the rest of the cache is not unpacked for it.
        """
        with gc_paused():
            return cast("list[Stored[R]]", self.shelves[cls].mentioning(texts, *others))

    def with_any(self, cls: type[R], keys: Sequence[str]) -> list[Stored[R]]:
        """Return at least those records of one kind in which one of the fields is filled."""
        with gc_paused():
            return cast("list[Stored[R]]", self.shelves[cls].with_any(keys))

    def ids(self) -> list[str]:
        """Return the ids of all readable records, in order."""
        return [id_ for shelf in self.shelves.values() for id_ in shelf.ids if id_]

    def with_id(self, wanted: str) -> Stored[Record] | None:
        """Return the first record with that id, or None; no other is unpacked."""
        found = (shelf.with_id(wanted) for shelf in self.shelves.values())
        return next((stored for stored in found if stored is not None), None)


class Repository:
    """The records directory; a second reading, and with the cache a second start, parses only the files that differ."""

    def __init__(self, records: Path, *, clock: Callable[[], int] = time.time_ns) -> None:
        self.records = records
        self._clock = clock
        self._cache = Cache(records)
        self._mark = ""
        self._known: dict[type[Record], Shelf] = {}
        self._unfinished: dict[str, bytes | None] = {}
        """What the files of half-written saves will hold."""

    def snapshot(self) -> Repository:
        """Return a reader of the same directory that knows what was read so far and goes its own way from here."""
        other = Repository(self.records, clock=self._clock)
        other._mark, other._known = self._mark, dict(self._known)
        return other

    def load(self, progress: Progress | None = None) -> Loaded:
        """Return every readable record as it is now. Never raises for a bad file: it becomes a finding.

        Of a save that is half in place, or that came in between, all files are read as it leaves them.
        """
        for _ in range(_ROUNDS):
            mark = journal_mark(self.records)
            loaded = self._load(progress)
            if journal_mark(self.records) == mark:
                break
        return loaded

    def _load(self, progress: Progress | None) -> Loaded:
        loaded = self._loaded_kinds(PATTERNS, progress)
        loaded.findings += _repeated_ids(loaded.shelves.values())
        return loaded

    def of_kind(self, cls: type[R]) -> list[Stored[R]]:
        """Return the readable records of one kind as they are now; the files of no other kind are looked at."""
        return self._loaded_kinds([cls], None).of(cls)

    def _loaded_kinds(self, kinds: Iterable[type[Record]], progress: Progress | None) -> Loaded:
        loaded = self.singles()
        # The office's lists decide which values are faults.
        mark = program_mark() + (loaded.office.fingerprint if loaded.office else "")
        if mark != self._mark:
            self._mark, self._known = mark, {}
        office = loaded.office.record if loaded.office else None
        with gc_paused():
            for cls in kinds:
                shelf = self._look(cls, office, loaded.findings, progress)
                self._known[cls] = loaded.shelves[cls] = shelf
                loaded.findings += shelf.findings
        return loaded

    def singles(self) -> Loaded:
        """Return office.toml and people.toml as they are now, without any record."""
        loaded = Loaded()
        self._unfinished = self._read_unfinished(loaded.findings)
        loaded.office = self._single(OFFICE_FILE, OfficeSettings, loaded.findings)
        if (self.records / PEOPLE_FILE).exists() or self._unfinished.get(PEOPLE_FILE):
            loaded.people = self._single(PEOPLE_FILE, People, loaded.findings)
        return loaded

    def _read_unfinished(self, findings: list[Finding]) -> dict[str, bytes | None]:
        if not half_written(self.records):
            return {}
        from cchc_tui.storage.journal import finished_contents, unknown_entries

        if any(name.state == WRITING for name in unknown_entries(self.records)):
            findings.append(_UNKNOWN_SAVE)
        return finished_contents(self.records)

    def _single(self, path: str, cls: type[R], findings: list[Finding]) -> Stored[R] | None:
        return self._load_record(path, cls, None, findings)

    def _load_record(
        self, path: str, cls: type[R], office: OfficeSettings | None, findings: list[Finding]
    ) -> Stored[R] | None:
        data = self._unfinished.get(path)
        if data is None:
            return load_record(self.records, path, cls, office, findings)
        return record_from(parse_toml(self.records / path, data, shown=path), path, cls, office, findings)

    def _look(
        self, cls: type[Record], office: OfficeSettings | None, findings: list[Finding], progress: Progress | None
    ) -> Shelf:
        """Return the files of one kind: those that are still what they were as they were read, the others read
        again.
        """
        now = self._clock()
        looked = with_unfinished(walk(self.records, PATTERNS[cls], findings), PATTERNS[cls], self._unfinished)
        count = sum(len(folder.names) for folder in looked.values())
        before = self._known.get(cls)
        if before is None:
            kept = self._cache.read(cls.__name__, self._mark) if count >= PAYS_FROM else CachedColumns.nothing()
            before = Shelf.of_cache(cls, office or OfficeSettings(), kept)
        folders, differing = before.compared(looked)
        read = self._read(differing, cls, office, now, progress)
        shelf = before.renewed(folders, read)
        # Files written this very moment are too fresh to be known again: noting them down would only cost.
        lasting = sum(entry.proof is not None for entry in read)
        if count >= PAYS_FROM and len(differing) * _REWRITE_SHARE >= count and (lasting or not read):
            self._cache.write(cls.__name__, self._mark, shelf)
        return shelf

    def _read(
        self,
        paths: Sequence[str],
        cls: type[Record],
        office: OfficeSettings | None,
        now: int,
        progress: Progress | None,
    ) -> list[Entry]:
        entries = []
        for done, path in enumerate(paths, 1):
            entries.append(self._read_one(path, cls, office, now))
            if progress is not None and (done % _PROGRESS_STEP == 0 or done == len(paths)):
                progress(done, len(paths))
        return entries

    def _read_one(self, path: str, cls: type[Record], office: OfficeSettings | None, now: int) -> Entry:
        """Return one file read now.

        The signature is taken first: a write in between makes it differ at the next look.
        """
        signature = signature_of(self.records / path)
        findings: list[Finding] = []
        stored = self._load_record(path, cls, office, findings)
        sure = is_settled(signature, now) and path not in self._unfinished
        return Entry(path, signature if sure else None, stored, tuple(findings))


def _repeated_ids(shelves: Iterable[Shelf]) -> list[Finding]:
    shelves = list(shelves)
    ids = [id_ for shelf in shelves for id_ in shelf.ids if id_]
    if len(set(ids)) == len(ids):
        return []
    seen: dict[str, str] = {}
    return [
        _repeated_id(shelf.path_at(place), seen[id_], id_)
        for shelf in shelves
        for place, id_ in enumerate(shelf.ids)
        if id_ and seen.setdefault(id_, shelf.path_at(place)) != shelf.path_at(place)
    ]


def _repeated_id(path: str, other: str, id_: str) -> Finding:
    return Finding(
        code="repeated-id",
        severity=Severity.ERROR,
        message=f"Hai tệp {other} và {path} cùng mã hồ sơ {id_}. Có lẽ một tệp được chép từ tệp kia; hãy xóa bản chép.",
        path=path,
        record=id_,
        key="id",
    )
