"""One gathering as bare Parquet files, for readers that know no Delta Lake."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.collect.columns import BY_YEAR, TABLES
from cchc_tui.collect.duck import quoted
from cchc_tui.collect.gatherings import gathering_of
from cchc_tui.collect.lake import open_gathering
from cchc_tui.errors import EnvironmentFaultError, RefusedError


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
                parted = ", PARTITION_BY (year)" if table in BY_YEAR else ""
                target = folder / table if table in BY_YEAR else folder / f"{table}.parquet"
                duck.execute(f"COPY {table} TO {quoted(target.resolve())} (FORMAT parquet, COMPRESSION zstd{parted})")
    except (OSError, duckdb.IOException) as error:
        raise EnvironmentFaultError(f"Không ghi được vào {folder}: {str(error).splitlines()[0]}") from error
    return chosen.id
