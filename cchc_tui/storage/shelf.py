"""The files of one kind as they were looked at last: those that are still what the cache knows, and those read now.

A file is a row. Rows below the cache's count are the cache's own; the further ones are files that were read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress
from typing import NamedTuple

from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding
from cchc_tui.records.office import OfficeSettings
from cchc_tui.storage.cached_columns import CachedColumns
from cchc_tui.storage.entry import Entry
from cchc_tui.storage.stored import Stored, are_filled, least_commas, pack, unpack
from cchc_tui.storage.walk import Looked, Signature


class Folder(NamedTuple):
    """The files of one folder in the order of their names."""

    names: Sequence[str]
    proofs: Sequence[Signature | None]
    """The signature with which each is certainly still the same; None for one that must be read again."""
    rows: Sequence[int]


class Certain(NamedTuple):
    """What may be kept of one file for the next start."""

    folder: str
    name: str
    proof: Signature
    id: str
    text: bytes
    packed: bytes


class Shelf:
    """All files of one kind. Records of the cache stay packed until they are asked for."""

    def __init__(
        self,
        cls: type[Record],
        office: OfficeSettings,
        kept: CachedColumns,
        folders: Mapping[str, Folder],
        fresh: Mapping[int, Entry],
    ) -> None:
        """`fresh`: the files that were read, by row."""
        self.cls = cls
        self.office = office
        self.kept = kept
        self.folders = folders
        self.fresh = fresh
        self._mentioning: dict[tuple[frozenset[str], tuple[str, ...]], list[int]] = {}

    @classmethod
    def of_cache(cls, kind: type[Record], office: OfficeSettings, kept: CachedColumns) -> Shelf:
        """Return what the cache says before anybody looked."""
        folders = {
            name: Folder(kept.names[rows.start : rows.stop], kept.signatures[rows.start : rows.stop], rows)
            for name, rows in kept.folders.items()
        }
        return cls(kind, office, kept, folders, {})

    def compared(self, looked: Mapping[str, Looked]) -> tuple[dict[str, Folder], list[str]]:
        """Return the folders as they were seen, with the rows of the files that are still the same, and the other
        files' paths: those that must be read.
        """
        differing: list[str] = []
        return {name: self._one_compared(name, seen, differing) for name, seen in looked.items()}, differing

    def _one_compared(self, name: str, seen: Looked, differing: list[str]) -> Folder:
        before = self.folders.get(name) or Folder((), (), ())
        if before.names == seen.names and before.proofs == seen.signatures:
            return before
        known = {n: (proof, row) for n, proof, row in zip(before.names, before.proofs, before.rows, strict=True)}
        rows = []
        for file, signature in zip(seen.names, seen.signatures, strict=True):
            proof, row = known.get(file, (None, _UNREAD))
            rows.append(row if proof == signature else _UNREAD)
            if rows[-1] == _UNREAD:
                differing.append(f"{name}/{file}")
        return Folder(seen.names, seen.signatures, rows)

    def renewed(self, folders: Mapping[str, Folder], read: Sequence[Entry]) -> Shelf:
        """Return this shelf with the folders that `compared` made, and what was read of the differing files in their
        order.
        """
        if not read and len(folders) == len(self.folders) and all(f is self.folders[n] for n, f in folders.items()):
            return self
        first = max([len(self.kept.names) - 1, *self.fresh]) + 1
        new = dict(enumerate(read, first))
        waiting = iter(new.items())
        filled = {name: _filled(folder, waiting) for name, folder in folders.items()}
        alive = set(chain.from_iterable(folder.rows for folder in filled.values()))
        earlier = {row: entry for row, entry in self.fresh.items() if row in alive}
        return Shelf(self.cls, self.office, self.kept, filled, {**earlier, **new})

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def rows(self) -> Sequence[int]:
        """Every row in the order of the files."""
        return list(chain.from_iterable(folder.rows for folder in self.folders.values()))

    @cached_property
    def _untouched(self) -> bool:
        """Whether every file is what the cache knows, so that its columns can be used as they are."""
        return not self.fresh and len(self.rows) == len(self.kept.names)

    @cached_property
    def records(self) -> list[Stored[Record]]:
        """All readable records in the order of their files."""
        return self._stored(self.rows)

    def latest(self, count: int) -> list[Stored[Record]]:
        """Return the readable records of the last `count` files in their order; the rest stay packed."""
        return self._stored(self.rows[-count:])

    @cached_property
    def ids(self) -> Sequence[str]:
        """The id of each file in order; "" where it could not be read."""
        kept, fresh = self.kept.ids, self.fresh
        return kept if self._untouched else [fresh[row].id if row in fresh else kept[row] for row in self.rows]

    @property
    def findings(self) -> list[Finding]:
        """What was wrong with the files, in their order."""
        if not self.fresh:
            return []
        return [finding for row in self.rows if row in self.fresh for finding in self.fresh[row].findings]

    def path_at(self, place: int) -> str:
        """Return the file at this place of the order."""
        row = self.rows[place]
        return self.fresh[row].path if row in self.fresh else self.kept.path(row)

    def with_id(self, wanted: str) -> Stored[Record] | None:
        """Return the first record with that id, or None; no other is unpacked."""
        if not wanted or wanted not in self.ids:
            return None
        return self._stored([self.rows[self.ids.index(wanted)]])[0]

    def mentioning(self, texts: Collection[str], *others: str) -> list[Stored[Record]]:
        """Return at least those records that hold one of the texts and each of the others as JSON writes them; found
        without unpacking the rest of the cache.
        """
        asked = frozenset(texts), others
        rows = self._mentioning.get(asked)
        if rows is None:  # one pass over 25 MB for each text at 100 000 records, and a report asks for its days twice
            rows = self._mentioning[asked] = self._in_order(self._rows_mentioning(*asked) | self.fresh.keys())
        return self._stored(rows)

    def with_any(self, keys: Sequence[str]) -> list[Stored[Record]]:
        """Return at least those records in which one of these fields is filled; the rest stay packed."""
        least = min(least_commas(self.cls, key) for key in keys)
        block, starts = self.kept.packed
        long = [row for row in range(len(starts) - 1) if block.count(b",", starts[row], starts[row + 1]) >= least]
        filled = are_filled(self.cls, keys, map(self.kept.packed.line, long))
        return self._stored(self._in_order({*compress(long, filled), *self.fresh}))

    def _rows_mentioning(self, texts: frozenset[str], others: tuple[str, ...]) -> set[int]:
        packed, needed = self.kept.packed, [text.encode() for text in others]
        found = {row for text in texts for row in packed.having(text.encode())}
        return {row for row in found if all(text in packed.line(row) for text in needed)} if needed else found

    def having(self, words: Sequence[str]) -> list[tuple[Stored[Record], str]]:
        """Return the records in whose search text every word is, each with that text."""
        rarest, *others = sorted((word.encode() for word in words), key=len, reverse=True)
        texts = self.kept.texts
        found = {row for row in texts.having(rarest) if all(word in texts.line(row) for word in others)}
        found |= {row for row, entry in self.fresh.items() if all(word in entry.text(self.office) for word in words)}
        rows = self._in_order(found)
        return list(zip(self._stored(rows), map(self._text, rows), strict=True))

    def text_of(self, path: str) -> str:
        """Return what the search sees of the record in that file; "" when there is none."""
        row = self._row_of.get(path)
        return "" if row is None else self._text(row)

    def certain(self) -> Iterator[Certain]:
        """Yield the files whose records can be known by their signature alone, in order: at rest, and without any
        finding.
        """
        kept = self.kept
        for folder, files in self.folders.items():
            for name, proof, row in zip(files.names, files.proofs, files.rows, strict=True):
                entry = self.fresh.get(row)
                if entry is None:
                    line, text, id_ = kept.packed.line(row), kept.texts.line(row), kept.ids[row]
                elif entry.stored is None or entry.findings or "\n" in name + entry.id:
                    continue
                else:
                    line, text, id_ = pack(entry.stored), entry.text(self.office).encode(), entry.id
                if proof is not None and line:
                    yield Certain(folder, name, proof, id_, text, line)

    def _text(self, row: int) -> str:
        entry = self.fresh.get(row)
        return entry.text(self.office) if entry is not None else self.kept.texts.line(row).decode()

    @cached_property
    def _row_of(self) -> Mapping[str, int]:
        """The row of each file."""
        if self._untouched:
            return self.kept.row_of
        return {
            f"{folder}/{name}": row
            for folder, files in self.folders.items()
            for name, row in zip(files.names, files.rows, strict=True)
        }

    def _in_order(self, found: Collection[int]) -> list[int]:
        """Return those of these rows whose files are still there unchanged, in the order of the files."""
        return sorted(found) if self._untouched else [row for row in self.rows if row in found]

    def _stored(self, rows: Iterable[int]) -> list[Stored[Record]]:
        """Return the readable records of these rows; those still packed are unpacked together, which is far cheaper."""
        wanted, kept = list(rows), self.kept
        packed = [row for row in wanted if row not in self.fresh and row not in kept.unpacked]
        if packed:
            lines = ((kept.path(row), kept.packed.line(row)) for row in packed)
            kept.unpacked.update(zip(packed, unpack(self.cls, lines), strict=True))
        found = (self.fresh[row].stored if row in self.fresh else kept.unpacked[row] for row in wanted)
        return [stored for stored in found if stored is not None]


_UNREAD = -1


def _filled(folder: Folder, read: Iterator[tuple[int, Entry]]) -> Folder:
    """Return the folder with its unread rows filled from what was read."""
    if _UNREAD not in folder.rows:
        return folder
    rows, proofs = list(folder.rows), list(folder.proofs)
    for at, row in enumerate(folder.rows):
        if row == _UNREAD:
            rows[at], entry = next(read)
            proofs[at] = entry.proof
    return Folder(folder.names, proofs, rows)
