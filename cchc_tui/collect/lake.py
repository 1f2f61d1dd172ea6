"""A gathered lake opened for questions: one view for each table, nothing else of the machine within reach."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_tui.collect.columns import BY_YEAR, GATHERINGS, PUBLISHED, TABLES
from cchc_tui.collect.delta import files_of, open_table, require_deltalake
from cchc_tui.collect.duck import connect, quoted
from cchc_tui.collect.gatherings import Gathering, gathering_of
from cchc_tui.errors import WrongUseError

if TYPE_CHECKING:
    import duckdb
    from deltalake import DeltaTable


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a question gave."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def open_lake(lake: Path, gathering: int | None = None) -> duckdb.DuckDBPyConnection:
    """Return the tables of a lake as views, as a gathering left them, by default the newest.

    Questions can read the lake and neither write nor read anything else. WrongUseError when the folder is no lake or
    has no such gathering.
    """
    require_deltalake()
    return open_gathering(lake, gathering_of(lake, gathering))


def open_gathering(lake: Path, gathering: Gathering, *, writable: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return the tables as this gathering left them, see `open_lake`; files of `writable` may be written."""
    duck = connect()
    within = ", ".join(quoted(f"{folder.resolve()}/") for folder in (lake, writable) if folder is not None)
    duck.execute(f"SET allowed_directories = [{within}]")
    duck.execute("SET enable_external_access = false")
    for table in TABLES:
        opened = open_table(lake.resolve(), table, gathering.versions[table])
        duck.execute(f"CREATE VIEW {table} AS {_select(table, opened)}")
    duck.execute(f"CREATE VIEW {GATHERINGS} AS {_select(GATHERINGS, open_table(lake.resolve(), GATHERINGS))}")
    duck.execute("SET lock_configuration = true")
    return duck


def ask(lake: Path, sql: str, gathering: int | None = None) -> QueryResult:
    """Return the answer to one SQL question about a lake. WrongUseError when DuckDB does not understand it."""
    import duckdb

    with open_lake(lake, gathering) as duck:
        try:
            if [statement.type for statement in duck.extract_statements(sql)] != [duckdb.StatementType.SELECT]:
                raise WrongUseError("Chỉ hỏi được bằng một câu SELECT.", "Hãy viết lại câu SQL; chưa làm gì.")
            found = duck.execute(sql)
            columns = tuple(column[0] for column in found.description or ())
            return QueryResult(columns, tuple(found.fetchall()))
        except duckdb.Error as error:
            tables = ", ".join((*TABLES, GATHERINGS))
            raise WrongUseError(f"Câu SQL không chạy được: {error}", f"Các bảng: {tables}.") from error


def _select(table: str, opened: DeltaTable | None) -> str:
    columns = PUBLISHED[table]
    files = files_of(opened) if opened is not None else []
    if not files:
        empty = ", ".join(f'NULL::{c.type} AS "{c.name}"' for c in columns)
        return f"SELECT {empty} WHERE false"
    listed = ", ".join(quoted(file) for file in files)
    names = ", ".join(f'"{c.name}"' for c in columns)
    parted = ", hive_partitioning = true, hive_types = {'province': VARCHAR, 'year': BIGINT}"
    # An older file lacks the columns that came later.
    options = "union_by_name = true" + (parted if table in BY_YEAR else ", hive_partitioning = false")
    return f"SELECT {names} FROM read_parquet([{listed}], {options})"
