"""The palette's finds as Textual's command providers: a provider put into `CchcApp.COMMANDS` is found by Ctrl+P."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen
from textual.style import Style

from cchc_tui.tui.palette import PaletteEntry, PaletteSource, command_source, record_source
from cchc_tui.tui.view_screen import ViewScreen


class CommandProvider(Provider):
    """Every command of the table, without diacritics."""

    def __init__(self, screen: Screen[Any], match_style: Style | None = None) -> None:
        super().__init__(screen, match_style)
        self._find: PaletteSource = command_source(cast("ViewScreen", screen).desk)

    async def discover(self) -> Hits:
        """Yield what is there before anything is typed."""
        for entry in self._find(""):
            yield DiscoveryHit(entry.words, entry.run, help=entry.help)

    async def search(self, query: str) -> Hits:
        """Yield what has the words."""
        for entry in self._find(query):
            yield Hit(1.0, entry.words, entry.run, help=entry.help)


class RecordProvider(Provider):
    """The records and the lines of prose that have the words."""

    def __init__(self, screen: Screen[Any], match_style: Style | None = None) -> None:
        super().__init__(screen, match_style)
        self._find: PaletteSource = record_source(cast("ViewScreen", screen).desk)

    async def search(self, query: str) -> Hits:
        """Yield what has the words, the nearest first."""
        for entry in self._find(query):
            yield Hit(0.5, entry.words, entry.run)


def found_by(providers: Iterable[Provider], query: str) -> list[PaletteEntry]:
    """Return what providers find, in their order; within the call of one key, so that none of them may wait."""
    hits = (hit for p in providers for hit in _drained(p.search(query) if query.strip() else p.discover()))
    return [PaletteEntry(str(hit.prompt), cast("Any", hit.command), hit.help or "") for hit in hits]


def _drained(hits: AsyncIterator[Hit | DiscoveryHit]) -> list[Hit | DiscoveryHit]:
    """Return all that comes without waiting for anything; RuntimeError for a provider that waits."""
    found: list[Hit | DiscoveryHit] = []
    while True:
        try:
            hits.__anext__().__await__().send(None)
        except StopIteration as one:
            found += [one.value] if one.value is not NotImplemented else []  # what a provider without `discover` yields
        except StopAsyncIteration:
            return found
        else:
            raise RuntimeError("a provider of the palette must not wait")
