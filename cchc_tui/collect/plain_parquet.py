"""One gathering as bare Parquet files, for readers that know no Delta Lake."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.collect.columns import BY_YEAR, TABLES
from cchc_tui.collect.duck import quoted
from cchc_tui.collect.gatherings import gathering_of
from cchc_tui.collect.lake import open_gathering
from cchc_tui.errors import EnvironmentFaultError, RefusedError

if TYPE_CHECKING:
    import duckdb


_NO_YEAR = "year=0"
"""The folder of a table without rows: who reads it finds the columns, and nothing in them."""


def write_parquet(lake: Path, folder: Path, gathering: int | None = None) -> int:
    """Write `<table>/year=…/*.parquet`, of the small tables `<table>.parquet`, into a new or empty folder.

    Return the number of the gathering that was written. RefusedError when the folder holds anything: files of two
    gatherings beside each other would be added up.
    """
    import duckdb

    chosen = gathering_of(lake, gathering)
    if folder.exists() and any(folder.iterdir()):
        raise RefusedError(f"Thư mục {folder} không trống.", "Hãy nêu một thư mục mới; chưa ghi gì.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open_gathering(lake, chosen, writable=folder) as duck:
            for table in TABLES:
                if table in BY_YEAR:
                    _write_by_year(duck, table, folder / table)
                else:
                    _write(duck, table, folder / f"{table}.parquet")
    except (OSError, duckdb.IOException) as error:
        raise EnvironmentFaultError(f"Không ghi được vào {folder}: {str(error).splitlines()[0]}") from error
    return chosen.id


def _write_by_year(duck: duckdb.DuckDBPyConnection, table: str, folder: Path) -> None:
    _write(duck, table, folder, ", PARTITION_BY (year)")
    if not any(folder.glob("*/*.parquet")):
        (folder / _NO_YEAR).mkdir(parents=True, exist_ok=True)
        _write(duck, f"(SELECT * EXCLUDE (year) FROM {table})", folder / _NO_YEAR / "data_0.parquet")


def _write(duck: duckdb.DuckDBPyConnection, rows: str, target: Path, parted: str = "") -> None:
    duck.execute(f"COPY {rows} TO {quoted(target.resolve())} (FORMAT parquet, COMPRESSION zstd{parted})")
