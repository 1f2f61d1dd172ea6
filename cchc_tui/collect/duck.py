"""The door to DuckDB, which comes with the extra `collect`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cchc_tui.collect.columns import LakeColumn
from cchc_tui.errors import EnvironmentFaultError

if TYPE_CHECKING:
    import duckdb


def connect(threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """Return an empty database in memory that fetches nothing from the network.

    EnvironmentFaultError where DuckDB is missing.
    """
    try:
        import duckdb
    except ModuleNotFoundError as error:
        raise EnvironmentFaultError(
            "Tổng hợp nhiều cơ quan cần thêm gói duckdb, máy này chưa có.",
            "Hãy cài: pip install 'cchc-tui[collect]'",
        ) from error
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if threads:
        settings["threads"] = threads
    return duckdb.connect(config=settings)


def quoted(text: object) -> str:
    """Return a text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def struct_of(columns: Iterable[LakeColumn]) -> str:
    """Return columns with their types as DuckDB's `read_json` wants to be told them."""
    return "{" + ", ".join(f"{quoted(column.name)}: {quoted(column.type)}" for column in columns) + "}"
