"""Rows of one office written aside as JSON lines, each value known to fit its column before any table is touched."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cchc_tui.collect.columns import TABLES
from cchc_tui.collect.rows import Row
from cchc_tui.collect.source import SourcePlace
from cchc_tui.errors import FindingsError

_LEAST, _MOST = -(2**63), 2**63 - 1
"""What a BIGINT holds."""


def stage_rows(folder: Path, place: SourcePlace, rows: Iterable[tuple[str, Row]]) -> None:
    """Write `<table>.json` into `folder` for each table that has rows; every row gets the office's place.

    FindingsError when a value does not fit its column, a number of twenty digits for instance: one bad file must not
    stop the commit of all offices.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines: dict[str, list[str]] = {}
    for table, row in rows:
        full = {**row, "province": place.province, "commune": place.commune}
        # Only what the table knows: a record's unknown keys may hold what JSON cannot.
        known = {column.name: full.get(column.name) for column in TABLES[table]}
        _reject_misfits(table, known)
        lines.setdefault(table, []).append(json.dumps(known, ensure_ascii=False, default=date.isoformat))
    for table, written in lines.items():
        staged_file(folder, table).write_text("\n".join(written), encoding="utf-8")


def staged_file(folder: Path, table: str) -> Path:
    """Return where the rows of one table are staged; the file is missing where there are none."""
    return folder / f"{table}.json"


def _reject_misfits(table: str, row: Row) -> None:
    for key, value in row.items():
        if isinstance(value, int) and not _LEAST <= value <= _MOST:
            raise FindingsError(
                f"Có giá trị không ghi được vào bảng {table}: {key} = {str(value)[:24]}…, số quá lớn "
                f"(tệp {row.get('path')})."
            )
