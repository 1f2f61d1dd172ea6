"""What a lake knows of its sources, asked of its own tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cchc_tui.collect.gatherings import Gathering
from cchc_tui.collect.lake import open_gathering
from cchc_tui.collect.source import SourcePlace, source_path

UNREADABLE = "unreadable-source"
"""Code of the error row of a source that could not be read at all."""


@dataclass(frozen=True, slots=True)
class KnownSource:
    """One source that was read."""

    head: str
    """The commit its rows are from."""
    place: SourcePlace
    faults: int
    """Faulty files in that commit."""


@dataclass(frozen=True)
class KnownSources:
    """The sources of a lake by their one name, see `source_path`."""

    read: dict[str, KnownSource]
    unreadable: dict[str, str]
    """Sources that could not be read the last time, with the reason; rows of an earlier reading may be there."""


def read_known(lake: Path, gathering: Gathering | None) -> KnownSources:
    """Return what a gathering knew of its sources; nothing for a new lake."""
    if gathering is None:
        return KnownSources({}, {})
    with open_gathering(lake, gathering) as duck:
        offices = duck.execute("SELECT source, head, province, commune, faults FROM offices ORDER BY source").fetchall()
        failures = duck.execute(
            "SELECT source, message FROM errors WHERE code = $code", {"code": UNREADABLE}
        ).fetchall()
    read = {
        str(source_path(Path(source))): KnownSource(head, SourcePlace(province, commune), faults)
        for source, head, province, commune, faults in offices
    }
    return KnownSources(read, dict(failures))
