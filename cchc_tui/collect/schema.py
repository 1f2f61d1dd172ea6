"""What the files hold, for whoever reads them with something else: JSON Schema of a row, SQL for a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cchc_tui.collect.columns import BY_YEAR, PARTITIONS, TABLES, Column

SCHEMA_FOLDER = "schema"
_JSON_TYPES: dict[str, dict[str, Any]] = {
    "VARCHAR": {"type": ["string", "null"]},
    "VARCHAR[]": {"type": ["array", "null"], "items": {"type": "string"}},
    "BIGINT": {"type": ["integer", "null"]},
    "BOOLEAN": {"type": ["boolean", "null"]},
    "DATE": {"type": ["string", "null"], "format": "date"},
}


def publish_schema(lake: Path) -> None:
    """Write `schema/<table>.json` and `schema/tables.sql` into the lake."""
    folder = lake / SCHEMA_FOLDER
    folder.mkdir(exist_ok=True)
    for table in TABLES:
        text = json.dumps(json_schema(table), ensure_ascii=False, indent=1)
        (folder / f"{table}.json").write_text(text + "\n", encoding="utf-8")
    (folder / "tables.sql").write_text(sql_schemas() + "\n", encoding="utf-8")


def json_schema(table: str) -> dict[str, Any]:
    """The JSON Schema of one row as a reader gets it, the folders' names included."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table,
        "type": "object",
        "properties": {
            column.name: _JSON_TYPES[column.type] | {"description": column.meaning} for column in all_columns(table)
        },
        "required": [column.name for column in partitions(table)],
    }


def sql_schemas() -> str:
    """`CREATE TABLE` of every table."""
    return "\n\n".join(sql_schema(table) for table in TABLES)


def sql_schema(table: str) -> str:
    """`CREATE TABLE` with the physical columns in their order, the partitions last, as Hive's readers want them."""
    lines = [f'  "{c.name}" {c.type}' for c in all_columns(table)]
    order = ", ".join(c.name for c in partitions(table))
    return f"-- PARTITIONED BY ({order})\nCREATE TABLE {table} (\n" + ",\n".join(lines) + "\n);"


def partitions(table: str) -> tuple[Column, ...]:
    """The columns in the folders' names."""
    return PARTITIONS if table in BY_YEAR else PARTITIONS[:2]


def all_columns(table: str) -> tuple[Column, ...]:
    """The columns in the files, then those in the folders' names."""
    return (*TABLES[table], *partitions(table))
