"""The holidays of each year from `templates/calendar/*.toml`: the office's own years before the shipped ones."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cchc_tui.errors import FindingsError
from cchc_tui.records.working_days import WorkCalendar, YearOfWork

FOLDER = "calendar"


def read_calendar(folders: Sequence[Path]) -> WorkCalendar:
    """Return the calendar of the template folders, the office's own (when it has one) before the shipped one.

    FindingsError when a file is not what the shipped one is.
    """
    years: dict[int, YearOfWork] = {}
    for folder in reversed(folders):
        for path in sorted((folder / FOLDER).glob("*.toml")):
            years |= _years_of(path)
    return WorkCalendar(years)


def _years_of(path: Path) -> dict[int, YearOfWork]:
    try:
        plain = tomllib.loads(path.read_text(encoding="utf-8"))
        return {row["year"]: _year(row) for row in plain["years"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = error if isinstance(error, OSError | ValueError) else "thiếu mục, hoặc mục không phải là danh sách ngày"
        raise FindingsError(
            f"Tệp lịch nghỉ {path.name} không đọc được: {why}.",
            "Mỗi năm là một bảng [[years]] có year, off, working như tệp đi kèm chương trình.",
        ) from error


def _year(row: dict[str, Any]) -> YearOfWork:
    return YearOfWork(_days(row["off"]), _days(row.get("working", [])), bool(row.get("decided", True)))


def _days(days: list[Any]) -> frozenset[date]:
    if not all(type(day) is date for day in days):
        raise ValueError("ngày viết như 2026-02-17, không để trong ngoặc kép")
    return frozenset(days)
