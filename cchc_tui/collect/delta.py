"""The tables of a lake as Delta Lake keeps them, which comes with the extra `collect`.

Each table is a folder of the lake; every change of it is one commit, and every version can be read as long as its files
are kept (`cchc_tui.collect.tidy`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from cchc_tui.collect.columns import BY_YEAR, PARTED_BY
from cchc_tui.collect.duck import quoted
from cchc_tui.collect.source import SourcePlace
from cchc_tui.errors import EnvironmentFaultError, RefusedError, WrongUseError

if TYPE_CHECKING:
    import duckdb
    from deltalake import DeltaTable

_UNUSABLE = frozenset("%[]|^\\*?")
_READER_VERSION = 1
"""The protocol in which a table is no more than a list of Parquet files."""


def require_deltalake() -> None:
    """Raise EnvironmentFaultError where the library is missing."""
    try:
        import deltalake  # noqa: F401
    except ModuleNotFoundError as error:
        raise EnvironmentFaultError(
            "Tổng hợp nhiều cơ quan cần thêm gói deltalake, máy này chưa có.",
            "Hãy cài: pip install 'cchc-tui[collect]'",
        ) from error


def reject_unusable_path(lake: Path) -> None:
    """WrongUseError when no table can lie under this path: the libraries read it as an address and as a pattern."""
    bad = sorted(set(str(lake.resolve())) & _UNUSABLE)
    if bad:
        raise WrongUseError(
            f"Không tổng hợp được vào {lake}: đường dẫn có ký tự {' '.join(bad)}.",
            "Hãy chọn thư mục khác; chữ có dấu và khoảng trắng thì được.",
        )


def open_table(lake: Path, table: str, version: int | None = None) -> DeltaTable | None:
    """Return a table at a version, by default its newest; None where it was never written.

    EnvironmentFaultError when the version is gone, or when another program has raised the table to a protocol under
    which its list of files alone would give wrong answers.
    """
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError

    folder = lake / table
    if not (folder / "_delta_log").is_dir():
        return None
    try:
        opened = DeltaTable(folder, version=version)
    except DeltaError as error:
        raise EnvironmentFaultError(
            f"Không mở được bảng {table} trong {lake}: {str(error).splitlines()[0]}",
            "Hãy tổng hợp lại vào một thư mục mới.",
        ) from error
    if opened.protocol().min_reader_version > _READER_VERSION:
        raise EnvironmentFaultError(
            f"Bảng {table} trong {lake} do chương trình khác ghi lại theo chuẩn mới hơn, đọc thẳng tệp sẽ sai.",
            "Hãy tổng hợp lại vào một thư mục mới.",
        )
    return opened


def files_of(table: DeltaTable) -> list[str]:
    """Return the Parquet files that make up a table at its version."""
    return sorted(unquote(uri).removeprefix("file://") for uri in table.file_uris())


def replace_places(
    lake: Path, table: str, places: Iterable[SourcePlace], rows: duckdb.DuckDBPyRelation, *, merge_columns: bool
) -> int:
    """Put `rows` in the place of all rows of these offices, in one commit; return the table's version.

    `rows` may be empty. With `merge_columns` a column that the table lacks is added to it.
    RefusedError when somebody else wrote to the table meanwhile.
    """
    opened = open_table(lake, table)
    where = _predicate(places)
    if opened is None:
        return _create(lake / table, rows, partition_by=list(PARTED_BY) if table in BY_YEAR else None)
    if where:
        options = {"schema_mode": "merge"} if merge_columns else {}
        _write(opened, rows, mode="overwrite", predicate=where, **options)
    return opened.version()


def replace_all(lake: Path, table: str, rows: duckdb.DuckDBPyRelation, before: DeltaTable | None) -> None:
    """Write a whole table anew. RefusedError when somebody wrote to it since `before` was opened."""
    if before is None:
        _create(lake / table, rows)
    else:
        _write(before, rows, mode="overwrite")


def restore_version(table: DeltaTable, version: int) -> None:
    """Bring a table back to what it held at a version, as a new commit."""
    if table.version() != version:
        table.restore(version)


def _create(folder: Path, rows: duckdb.DuckDBPyRelation, *, partition_by: list[str] | None = None) -> int:
    from deltalake import DeltaTable

    _write(folder, rows, partition_by=partition_by, configuration=_SETTINGS)
    return DeltaTable(folder).version()


def _write(target: DeltaTable | Path, rows: duckdb.DuckDBPyRelation, **options: Any) -> None:
    from deltalake import WriterProperties, write_deltalake
    from deltalake.exceptions import CommitFailedError

    try:
        write_deltalake(target, rows, writer_properties=WriterProperties(compression="ZSTD"), **options)
    except CommitFailedError as error:
        raise RefusedError(
            "Một lần gom khác, có lẽ trên máy khác, vừa ghi vào cùng chỗ.", "Hãy chạy lại; số liệu trước đó còn nguyên."
        ) from error


_SETTINGS: Mapping[str, str] = {
    "delta.dataSkippingStatsColumns": "commune",
    # An earlier gathering must stay readable for as long as it is kept, not for the thirty days of the default.
    "delta.enableExpiredLogCleanup": "false",
}


def _predicate(places: Iterable[SourcePlace]) -> str:
    """Return the SQL condition that holds for the rows of these offices and of no other, two provinces having communes
    of one name.
    """
    parts: list[str] = []
    for province, group in groupby(sorted(set(places)), key=lambda place: place.province):
        communes: Sequence[str] = [quoted(place.commune) for place in group]
        parts.append(f"(province = {quoted(province)} AND commune IN ({', '.join(communes)}))")
    return " OR ".join(parts)
