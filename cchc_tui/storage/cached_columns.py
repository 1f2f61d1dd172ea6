"""What the cache holds of one kind of records, in columns: the same row of each column belongs to the same file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from cchc_tui.records.fields import Record
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.walk import Signature


class Lines(NamedTuple):
    """Lines of text in one block of bytes, so that a search runs over all of them at once."""

    block: bytes = b""
    starts: Sequence[int] = (0,)
    """Where each line begins, and where one after the last would."""

    def line(self, row: int) -> bytes:
        """Return the line of a row."""
        return self.block[self.starts[row] : self.starts[row + 1] - 1]

    def having(self, word: bytes) -> Iterator[int]:
        """Yield the rows whose line has the word, in order."""
        block, starts = self.block, self.starts
        place = block.find(word)
        while place >= 0:
            row = bisect_right(starts, place) - 1
            yield row
            place = block.find(word, starts[row + 1])


class CachedColumns:
    """The cached columns of one kind of records, and the records unpacked from them so far."""

    def __init__(
        self,
        folders: Mapping[str, range],
        names: Sequence[str],
        signatures: Sequence[Signature],
        ids: Sequence[str],
        texts: Lines,
        packed: Lines,
    ) -> None:
        """`folders`: the rows of each; `texts`: what the search sees of each record."""
        self.folders = folders
        self.names = names
        self.signatures = signatures
        self.ids = ids
        self.texts = texts
        self.packed = packed
        self.unpacked: dict[int, Stored[Record]] = {}

    @classmethod
    def nothing(cls) -> CachedColumns:
        """Return the columns of no cache."""
        return cls({}, [], [], [], Lines(), Lines())

    def path(self, row: int) -> str:
        """Return the file of a row, relative to the records directory."""
        folder = self._folder_names[bisect_right(self._folder_starts, row) - 1]
        return f"{folder}/{self.names[row]}"

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each file."""
        paths = chain.from_iterable(
            (f"{folder}/{name}" for name in self.names[rows.start : rows.stop]) for folder, rows in self.folders.items()
        )
        return {path: row for row, path in enumerate(paths)}

    @cached_property
    def _folder_names(self) -> list[str]:
        return list(self.folders)

    @cached_property
    def _folder_starts(self) -> list[int]:
        return [rows.start for rows in self.folders.values()]
