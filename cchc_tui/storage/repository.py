"""All records of one office: found by their ids, each with the fingerprint of the bytes it was read from."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar, cast

from cchc_tui.domain.fields import Record
from cchc_tui.domain.finding import Finding, Severity
from cchc_tui.domain.office import Office, People
from cchc_tui.storage.cache import PAYS_FROM, Cache, program_mark
from cchc_tui.storage.entry import Entry, prepare_for_cache, unpack_all
from cchc_tui.storage.paths import OFFICE_FILE, PATTERNS, PEOPLE_FILE
from cchc_tui.storage.record_file import load_record
from cchc_tui.storage.resting import collector_at_rest
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.walk import is_settled, signature_of, walk

__all__ = ["Loaded", "Progress", "Repository", "Stored", "load_record"]

R = TypeVar("R", bound=Record)

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many changed files have been read."""

_PROGRESS_STEP = 500
_REWRITE_SHARE = 200
"""The cache is written anew when one file in so many had to be read: reading one costs as much as writing fifty."""


@dataclass
class Loaded:
    """What one reading of the directory gave: every readable record, and a finding for all that is not."""

    office: Stored[Office] | None = None
    people: Stored[People] | None = None
    entries: dict[type[Record], dict[str, Entry]] = field(default_factory=dict)
    """Every file of each kind by its path, in order; the records in them may still be packed."""
    findings: list[Finding] = field(default_factory=list)
    _unpacked: dict[type[Record], list[Stored[Record]]] = field(default_factory=dict, repr=False)

    def of(self, cls: type[R]) -> list[Stored[R]]:
        """All readable records of one kind in the order of their files, deleted ones too."""
        if cls not in self._unpacked:
            with collector_at_rest():
                self._unpacked[cls] = unpack_all(cls, self.entries[cls])
        return cast("list[Stored[R]]", self._unpacked[cls])

    def mentioning(self, cls: type[R], pattern: str) -> list[Stored[R]]:
        """At least those records of one kind whose values match a regular expression; those still packed that do not
        are not unpacked for it.
        """
        if cls in self._unpacked:
            return self.of(cls)
        matches = re.compile(pattern.encode()).search
        entries = self.entries[cls].items()
        near = {path: entry for path, entry in entries if entry.stored is not None or matches(entry.packed)}
        with collector_at_rest():
            return cast("list[Stored[R]]", unpack_all(cls, near))

    def ids(self) -> list[str]:
        """The ids of all readable records, in order."""
        return [entry.id for entries in self.entries.values() for entry in entries.values() if entry.has_record]

    def with_id(self, wanted: str) -> Stored[Record] | None:
        """The first record with that id, or None; no other is unpacked."""
        for cls, entries in self.entries.items():
            for path, entry in entries.items():
                if entry.id == wanted and entry.has_record:
                    return unpack_all(cls, {path: entry})[0]
        return None


class Repository:
    """The records directory; a second reading, and with the cache a second start, parses only the files that differ."""

    def __init__(self, records: Path, *, clock: Callable[[], int] = time.time_ns) -> None:
        self.records = records
        self._clock = clock
        self._cache = Cache(records)
        self._mark = ""
        self._known: dict[type[Record], dict[str, Entry]] = {}

    def load(self, progress: Progress | None = None) -> Loaded:
        """Every readable record as it is on disk now. Never raises for a bad file: it becomes a finding."""
        loaded = Loaded()
        loaded.office = self._single(OFFICE_FILE, Office, loaded.findings)
        if (self.records / PEOPLE_FILE).exists():
            loaded.people = self._single(PEOPLE_FILE, People, loaded.findings)
        # The office's lists decide which values are faults.
        mark = program_mark() + (loaded.office.fingerprint if loaded.office else "")
        if mark != self._mark:
            self._mark, self._known = mark, {}
        office = loaded.office.record if loaded.office else None
        with collector_at_rest():
            for cls, pattern in PATTERNS.items():
                entries = self._read_kind(cls, pattern, office, loaded.findings, progress)
                self._known[cls] = loaded.entries[cls] = entries
                loaded.findings += [finding for entry in entries.values() for finding in entry.findings]
        loaded.findings += _repeated_ids(loaded.entries.values())
        return loaded

    def _single(self, path: str, cls: type[R], findings: list[Finding]) -> Stored[R] | None:
        return load_record(self.records, path, cls, None, findings)

    def _read_kind(
        self,
        cls: type[Record],
        pattern: str,
        office: Office | None,
        findings: list[Finding],
        progress: Progress | None,
    ) -> dict[str, Entry]:
        """The files of one kind: those that are still what they were as they were read, the others read again."""
        now = self._clock()
        seen = walk(self.records, pattern, findings)
        known = self._known.get(cls)
        if known is None:
            known = self._cache.read(cls.__name__, self._mark) if len(seen) >= PAYS_FROM else {}
        entries: dict[str, Entry] = {}
        changed = []
        for path, signature in seen.items():
            entry = known.get(path)
            if entry is None or entry.proof != signature:
                changed.append(path)
                entry = _UNREAD
            entries[path] = entry
        for done, path in enumerate(changed, 1):
            entries[path] = self._read(path, cls, office, now)
            if progress is not None and (done % _PROGRESS_STEP == 0 or done == len(changed)):
                progress(done, len(changed))
        if len(seen) >= PAYS_FROM and len(changed) * _REWRITE_SHARE >= len(seen):
            self._keep(cls, entries, office or Office())
        return entries

    def _read(self, path: str, cls: type[Record], office: Office | None, now: int) -> Entry:
        """One file read now. The signature is taken first: a write in between makes it differ at the next look."""
        signature = signature_of(self.records / path)
        findings: list[Finding] = []
        stored = load_record(self.records, path, cls, office, findings)
        proof = signature if is_settled(signature, now) else None
        return Entry(proof, stored.record.id if stored else "", stored=stored, findings=tuple(findings))

    def _keep(self, cls: type[Record], entries: dict[str, Entry], office: Office) -> None:
        kept = prepare_for_cache(entries, office)
        if len(kept) >= PAYS_FROM:
            self._cache.write(cls.__name__, self._mark, kept)


_UNREAD = Entry(None, "")


def _repeated_ids(kinds: Collection[dict[str, Entry]]) -> list[Finding]:
    ids = [entry.id for entries in kinds for entry in entries.values() if entry.id]
    if len(set(ids)) == len(ids):
        return []
    seen: dict[str, str] = {}
    return [
        _repeated_id(path, seen[entry.id], entry.id)
        for entries in kinds
        for path, entry in entries.items()
        if entry.id and seen.setdefault(entry.id, path) != path
    ]


def _repeated_id(path: str, other: str, id_: str) -> Finding:
    return Finding(
        code="repeated-id",
        severity=Severity.ERROR,
        message=f"Hai tệp {other} và {path} cùng mã hồ sơ {id_}."
        " Có lẽ một tệp được chép từ tệp kia; hãy xóa bản chép.",
        path=path,
        record=id_,
        key="id",
    )
