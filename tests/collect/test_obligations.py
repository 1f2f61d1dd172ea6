"""Obligations of communes in the lake: who has sent what, by when."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.collect.columns import TABLES
from cchc_tui.collect.obligations import obligation_rows
from cchc_tui.collect.source import OfficeSource
from cchc_tui.storage.shipped import sample_ward_dir
from cchc_tui.storage.tree import kind_of_file, read_tree


@pytest.fixture
def source(tmp_path: Path) -> OfficeSource:
    """The sample ward as a gatherer reads it."""
    records = Path(shutil.copytree(sample_ward_dir(), tmp_path / "records"))
    files = {p.relative_to(records).as_posix(): p.read_bytes() for p in sorted(records.rglob("*.toml"))}
    tree = read_tree({name: data for name, data in files.items() if kind_of_file(name) is not None})
    return OfficeSource("ward", "0" * 40, "2026-11-27", tree, (), {})


def test_each_period_says_how_far_its_report_is(source: OfficeSource) -> None:
    rows = {(row["code"], row["period"]): row for row in obligation_rows(source)}
    sent = rows["kstthc", "2026-quy-3"]
    assert (sent["due_on"], sent["state"], sent["sent_on"], sent["on_time"]) == (
        date(2026, 9, 16), "đã gửi", date(2026, 9, 16), True,
    )  # fmt: skip
    missing = rows["tuyen-truyen", "2026-nam"]
    assert (missing["state"], missing["report"], missing["on_time"]) == ("chưa lập", None, None)
    assert missing["recipient"] == "Sở Nội vụ tỉnh Thanh Giang"


def test_the_columns_are_those_declared_and_the_same_commit_gives_the_same_rows(source: OfficeSource) -> None:
    rows = list(obligation_rows(source))
    place = {"province", "commune"}
    assert {key for row in rows for key in row} == {column.name for column in TABLES["obligations"]} - place
    assert rows == list(obligation_rows(source))


def test_tasks_carry_owner_day_and_progress() -> None:
    columns = {column.name for column in TABLES["checklist"]}
    assert columns >= {"owner", "lead", "due_on", "done_on", "progress", "source", "leader", "assigned_on"}
