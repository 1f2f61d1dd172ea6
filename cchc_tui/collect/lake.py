"""A gathered lake opened for questions: one view for each table, nothing else of the machine within reach."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_tui.collect.columns import TABLES
from cchc_tui.collect.duck import connect
from cchc_tui.collect.ledger import LEDGER_FILE
from cchc_tui.collect.schema import all_columns, partitions
from cchc_tui.errors import WrongUseError

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gave."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def open_lake(lake: Path) -> duckdb.DuckDBPyConnection:
    """The tables of a lake as views. Questions can read the lake and neither write nor read anything else.

    WrongUseError when the folder is no lake.
    """
    if not (lake / LEDGER_FILE).is_file():
        raise WrongUseError(
            f"{lake} không phải thư mục đã tổng hợp.", f"Hãy tổng hợp trước: cchc collect NGUỒN… -o {lake}"
        )
    duck = connect()
    root = str(lake.resolve())
    duck.execute(f"SET allowed_directories = [{_quoted(root + '/')}]")
    duck.execute("SET enable_external_access = false")
    for table in TABLES:
        duck.execute(f"CREATE VIEW {table} AS {_select(lake.resolve(), table)}")
    duck.execute("SET lock_configuration = true")
    return duck


def ask(lake: Path, sql: str) -> Answer:
    """The answer to one SQL question about a lake. WrongUseError when DuckDB does not understand it."""
    import duckdb

    with open_lake(lake) as duck:
        try:
            if [statement.type for statement in duck.extract_statements(sql)] != [duckdb.StatementType.SELECT]:
                raise WrongUseError("Chỉ hỏi được bằng một câu SELECT.", "Hãy viết lại câu SQL; chưa làm gì.")
            found = duck.execute(sql)
            columns = tuple(column[0] for column in found.description or ())
            return Answer(columns, tuple(found.fetchall()))
        except duckdb.Error as error:
            tables = ", ".join(TABLES)
            raise WrongUseError(f"Câu SQL không chạy được: {error}", f"Các bảng: {tables}.") from error


def _select(lake: Path, table: str) -> str:
    depth = "/*" * len(partitions(table))
    if not any((lake / table).glob("*/*")):
        empty = ", ".join(f'NULL::{c.type} AS "{c.name}"' for c in all_columns(table))
        return f"SELECT {empty} WHERE false"
    types = ", ".join(f"'{c.name}': {c.type}" for c in partitions(table))
    files = _quoted(f"{lake}/{table}{depth}/*.parquet")
    return f"SELECT * FROM read_parquet({files}, hive_partitioning = true, hive_types = {{{types}}})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
