"""The gatherings of a lake: which versions of its tables belong together, and since when."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_tui.collect.columns import GATHERING_COLUMNS, GATHERINGS, TABLES
from cchc_tui.collect.delta import files_of, open_table, replace_all
from cchc_tui.collect.duck import connect, quoted, struct_of
from cchc_tui.errors import RefusedError, WrongUseError

if TYPE_CHECKING:
    from deltalake import DeltaTable

_OLD_LEDGER = "collected.json"
"""What lakes had before they were Delta tables."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """One gathering that came to its end."""

    id: int
    """Counts up from 1."""
    gathered_at: str
    """ISO 8601 with the zone."""
    sources_read: int
    sources_unchanged: int
    sources_unreadable: int
    columns_mark: str
    versions: Mapping[str, int]
    """The version of every table."""

    @property
    def day(self) -> str:
        """Return the day as dd/mm/yyyy."""
        year, month, day = self.gathered_at[:10].split("-")
        return f"{day}/{month}/{year}"

    def row(self) -> dict[str, Any]:
        """Return the gathering as a row of its table."""
        plain = {c.name: getattr(self, c.name) for c in GATHERING_COLUMNS if not c.name.endswith("_version")}
        return plain | {f"{table}_version": version for table, version in self.versions.items()}


@dataclass(frozen=True, slots=True)
class GatheringLog:
    """All gatherings that are kept, the oldest first, as they stood when they were read."""

    lake: Path
    kept: tuple[Gathering, ...]
    table: DeltaTable | None

    @property
    def last(self) -> Gathering | None:
        """Return the newest gathering; None in a new lake."""
        return self.kept[-1] if self.kept else None

    def append(self, gathering: Gathering, staging: Path) -> None:
        """Make a gathering the newest. RefusedError when another one came to its end since the log was read."""
        self.replace((*self.kept, gathering), staging)

    def replace(self, kept: tuple[Gathering, ...], staging: Path) -> None:
        """Write the log anew with these gatherings. RefusedError when it changed since it was read.

        The whole log is written, not one row added, because two appends never contradict each other in Delta Lake:
        the slower of two gatherers would pin versions that lack what the other one wrote.
        """
        lines = staging / f"{GATHERINGS}.json"
        lines.parent.mkdir(parents=True, exist_ok=True)
        lines.write_text("\n".join(json.dumps(one.row()) for one in kept), encoding="utf-8")
        columns = struct_of(GATHERING_COLUMNS)
        with connect() as duck:
            rows = duck.sql(f"FROM read_json({quoted(lines)}, format='newline_delimited', columns={columns})")
            replace_all(self.lake, GATHERINGS, rows, self.table)


def read_gatherings(lake: Path) -> GatheringLog:
    """Return the gatherings of a lake; an empty log for a new one. RefusedError for a lake of an older kind."""
    table = open_table(lake, GATHERINGS)
    if table is None:
        if (lake / _OLD_LEDGER).exists():
            raise RefusedError(
                f"{lake} do bản cũ của chương trình tổng hợp, cách ghi nay đã khác.",
                "Hãy tổng hợp lại vào một thư mục mới.",
            )
        return GatheringLog(lake, (), None)
    names = [column.name for column in GATHERING_COLUMNS]
    if lacking := {*names} - {field.name for field in table.schema().fields}:
        raise RefusedError(
            f"{lake} do bản cũ của chương trình tổng hợp, chưa có {', '.join(sorted(lacking))}.",
            "Hãy tổng hợp lại vào một thư mục mới.",
        )
    with connect() as duck:
        listed = ", ".join(quoted(uri) for uri in files_of(table))
        found = duck.execute(f"SELECT {', '.join(names)} FROM read_parquet([{listed}]) ORDER BY id").fetchall()
    return GatheringLog(lake, tuple(_gathering(dict(zip(names, row, strict=True))) for row in found), table)


def gathering_of(lake: Path, number: int | None = None) -> Gathering:
    """Return a gathering by its number, by default the newest. WrongUseError when there is none."""
    log = read_gatherings(lake)
    if log.last is None:
        raise WrongUseError(
            f"{lake} không phải thư mục đã tổng hợp.", f"Hãy tổng hợp trước: cchc collect NGUỒN… -o {lake}"
        )
    if number is None:
        return log.last
    for gathering in log.kept:
        if gathering.id == number:
            return gathering
    known = f"từ số {log.kept[0].id} đến số {log.last.id}"
    raise WrongUseError(f"{lake} không có lần tổng hợp số {number}.", f"Các lần còn giữ: {known}.")


def columns_mark() -> str:
    """Return a mark that differs when the tables' columns do."""
    return hashlib.sha256(repr(sorted(TABLES.items())).encode()).hexdigest()[:16]


def _gathering(row: Mapping[str, Any]) -> Gathering:
    versions = {table: row[f"{table}_version"] for table in TABLES}
    plain = {name: value for name, value in row.items() if not name.endswith("_version")}
    return Gathering(**plain, versions=versions)
