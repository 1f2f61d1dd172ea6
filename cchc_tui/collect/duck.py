"""The door to DuckDB, which comes with the extra `collect`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.errors import EnvironmentFaultError

if TYPE_CHECKING:
    import duckdb


def connect(threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """An empty database in memory that fetches nothing from the network; EnvironmentFaultError where it is missing."""
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
