"""One file as it was read: what it looked like then, and what was in it."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_tui.domain.fields import Record
from cchc_tui.domain.finding import Finding
from cchc_tui.domain.office import Office
from cchc_tui.domain.search import search_text
from cchc_tui.storage.stored import Stored, pack, unpack
from cchc_tui.storage.walk import Signature


@dataclass(slots=True)
class Entry:
    """One file. Its record is packed, or unpacked, or both; neither when it could not be read."""

    proof: Signature | None
    """The signature with which the file is certainly still the same; None when it was too fresh to tell."""
    id: str
    """Id of the record; "" when it could not be read."""
    packed: bytes = b""
    text: str | None = None
    """The record as the search sees it; None until asked."""
    stored: Stored[Record] | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def has_record(self) -> bool:
        """Whether the file gave a record."""
        return self.stored is not None or self.packed != b""


def unpack_all(cls: type[Record], entries: dict[str, Entry]) -> list[Stored[Record]]:
    """The records of these files in their order; those still packed are unpacked together, which is far cheaper."""
    waiting = [(path, entry) for path, entry in entries.items() if entry.stored is None and entry.packed]
    for (_, entry), stored in zip(waiting, unpack(cls, ((path, e.packed) for path, e in waiting)), strict=True):
        entry.stored = stored
    return [entry.stored for entry in entries.values() if entry.stored is not None]


def prepare_for_cache(entries: dict[str, Entry], office: Office) -> dict[str, Entry]:
    """The entries a cache may keep, packed and with their search text: certain ones without any finding."""
    kept = {}
    for path, entry in entries.items():
        if entry.proof is None or entry.findings or "\n" in path + entry.id:
            continue
        if not entry.packed and entry.stored is not None:
            entry.packed = pack(entry.stored)
        if entry.packed:
            text_of(entry, office)
            kept[path] = entry
    return kept


def text_of(entry: Entry, office: Office) -> str:
    """The entry's search text, made when it is first asked for; "" without a record."""
    if entry.text is None:
        entry.text = search_text(entry.stored.record, office) if entry.stored else ""
    return entry.text
