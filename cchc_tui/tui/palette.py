"""What the palette finds: every command of the table, and the records that have the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.language.text import fold, matches, printable
from cchc_tui.tui.canvas import fit
from cchc_tui.tui.commands import COMMANDS, Command, key_words
from cchc_tui.tui.screens.search import kind_words, show_hit

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_SHORTEST = 2
"""Letters from which on records are looked for too."""
_RECORDS = 20


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One line of the palette and what it does."""

    words: str
    run: Callable[[], None]
    help: str = ""


PaletteSource = Callable[[str], list[PaletteEntry]]
"""Finds what matches the words that were typed; everything worth showing for none."""


def command_source(desk: Desk) -> PaletteSource:
    """Return a search over the commands, those that can work on the open screen first."""
    able = {c.id: (name, reason) for c, name, reason in desk.available()}
    found: list[tuple[str, str, PaletteEntry]] = []
    for command in sorted(COMMANDS, key=lambda c: c.id not in able):
        name, reason = able.get(command.id, (command.name, f"Chỉ dùng {command.where}."))
        words = f"{name:<12} {key_words(command):<17} {reason or command.help}"
        entry = PaletteEntry(words, _runner(desk, command), command.help)
        found.append((fold(name), fold(f"{words} {command.id}"), entry))

    def find(query: str) -> list[PaletteEntry]:
        hits = [(name, entry) for name, folded, entry in found if matches(folded, query)]
        return [entry for _, entry in sorted(hits, key=lambda hit: not matches(hit[0], query))]

    return find


def _runner(desk: Desk, command: Command) -> Callable[[], None]:
    def run() -> None:
        action = desk.action_of(command.id)
        if action is None:
            desk.say(f"Lệnh “{command.name}” chỉ dùng {command.where}.", "warn")
        else:
            desk.do(command.id, action)

    return run


def record_source(desk: Desk) -> PaletteSource:
    """Return a search over records and prose; nothing while too little is typed."""

    def find(query: str) -> list[PaletteEntry]:
        if len(query.strip()) < _SHORTEST:
            return []
        hits = desk.office.search.find(query)[:_RECORDS]
        return [
            PaletteEntry(f"{fit(kind_words(hit), 30)} {printable(hit.excerpt)}", lambda hit=hit: show_hit(desk, hit))  # type: ignore[misc]
            for hit in hits
        ]

    return find


def usual_source(desk: Desk) -> PaletteSource:
    """Return the search over both, commands first."""
    sources = [command_source(desk), record_source(desk)]
    return lambda query: [entry for source in sources for entry in source(query)]
