"""What the files hold, for whoever reads them with something else: JSON Schema of a row, SQL for a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cchc_tui.collect.columns import BY_YEAR, PARTED_BY, PUBLISHED

SCHEMA_FOLDER = "schema"
_JSON_TYPES: dict[str, dict[str, Any]] = {
    "VARCHAR": {"type": ["string", "null"]},
    "VARCHAR[]": {"type": ["array", "null"], "items": {"type": "string"}},
    "BIGINT": {"type": ["integer", "null"]},
    "DECIMAL(23,4)": {"type": ["number", "null"]},
    "BOOLEAN": {"type": ["boolean", "null"]},
    "DATE": {"type": ["string", "null"], "format": "date"},
}


def publish_schema(lake: Path) -> None:
    """Write `schema/<table>.json` into the lake: the meaning of every column, which Delta's own schema does not say."""
    folder = lake / SCHEMA_FOLDER
    folder.mkdir(exist_ok=True)
    for table in PUBLISHED:
        text = json.dumps(json_schema(table), ensure_ascii=False, indent=1)
        (folder / f"{table}.json").write_text(text + "\n", encoding="utf-8")


def json_schema(table: str) -> dict[str, Any]:
    """Return the JSON Schema of one row as a reader gets it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table,
        "type": "object",
        "properties": {
            column.name: _JSON_TYPES[column.type] | {"description": column.meaning} for column in PUBLISHED[table]
        },
        "required": list(_parted_by(table)),
    }


def sql_schemas() -> str:
    """Return `CREATE TABLE` of every table."""
    return "\n\n".join(sql_schema(table) for table in PUBLISHED)


def sql_schema(table: str) -> str:
    """Return `CREATE TABLE` with the columns in their order."""
    lines = [f'  "{c.name}" {c.type}' for c in PUBLISHED[table]]
    parted = f"-- PARTITIONED BY ({', '.join(_parted_by(table))})\n" if _parted_by(table) else ""
    return f"{parted}CREATE TABLE {table} (\n" + ",\n".join(lines) + "\n);"


def _parted_by(table: str) -> tuple[str, ...]:
    return PARTED_BY if table in BY_YEAR else ()
