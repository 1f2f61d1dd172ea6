"""Rows of one office written as Parquet files, and put in the place of its earlier ones."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.collect.columns import BY_YEAR, TABLES
from cchc_tui.collect.place import Place
from cchc_tui.collect.rows import Row
from cchc_tui.errors import FindingsError

if TYPE_CHECKING:
    import duckdb


def write_tables(duck: duckdb.DuckDBPyConnection, desk: Path, rows: Iterable[tuple[str, Row]]) -> None:
    """Write the rows below the folder `desk`, one folder for each table that has any.

    FindingsError when a value does not fit its column, a number of twenty digits for instance.
    """
    shutil.rmtree(desk, ignore_errors=True)
    desk.mkdir(parents=True)
    by_table: dict[str, list[str]] = {}
    for table, row in rows:
        # Only what the table knows: a record's unknown keys may hold what JSON cannot.
        known = {name: row.get(name) for name in _types(table)}
        by_table.setdefault(table, []).append(json.dumps(known, ensure_ascii=False, default=date.isoformat))
    for table, lines in by_table.items():
        (desk / f"{table}.json").write_text("\n".join(lines), encoding="utf-8")
        _to_parquet(duck, table, desk / f"{table}.json", desk / table)


def put_in_place(desk: Path, lake: Path, place: Place) -> None:
    """Move the tables from `desk` to where readers look; an office's earlier files go, table by table."""
    for table in TABLES:
        kept = place.folder(lake, table)
        if kept.exists():
            kept.rename(desk / f"{table}.old")
        if (desk / table).exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            (desk / table).rename(kept)
    shutil.rmtree(desk)


def remove_office(lake: Path, place: Place) -> None:
    """Take away all rows of an office."""
    for table in TABLES:
        shutil.rmtree(place.folder(lake, table), ignore_errors=True)


def _to_parquet(duck: duckdb.DuckDBPyConnection, table: str, rows: Path, folder: Path) -> None:
    import duckdb

    types = _types(table)
    names = ", ".join(f'"{name}"' for name in types)
    struct = ", ".join(f"'{name}': '{type_}'" for name, type_ in types.items())
    folder.mkdir()
    target = folder if table in BY_YEAR else folder / "data_0.parquet"
    parted = ", PARTITION_BY (year)" if table in BY_YEAR else ""
    try:
        duck.execute(
            f"COPY (SELECT {names} FROM read_json('{_quoted(rows)}', format='newline_delimited', columns={{{struct}}}, "
            f"maximum_object_size=16777216)) TO '{_quoted(target)}' (FORMAT parquet, COMPRESSION zstd{parted})"
        )
    except duckdb.Error as error:
        raise FindingsError(f"Có giá trị không ghi được vào bảng {table}: {str(error).splitlines()[0]}") from error


def _types(table: str) -> dict[str, str]:
    """The SQL type of each column a row is written with, the year that becomes a folder among them."""
    return {c.name: c.type for c in TABLES[table]} | ({"year": "BIGINT"} if table in BY_YEAR else {})


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
