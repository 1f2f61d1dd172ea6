"""A new office with its history, and a second copy of it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.office import Office, Stored
from cchc_tui.office.setup import begin_history
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record

TODAY = date(2026, 11, 23)
OFFICE = """short_name = "UBND xã Hà Kỳ"
place = "Hà Kỳ"

[[channels]]
code = "truyen-thanh"
label = "Truyền thanh"

[[measures]]
channel = "truyen-thanh"
code = "tin-bai"
label = "tin, bài"

[[evaluations]]
code = "dat"
label = "Đạt"
met = true
"""

Reopen = Callable[..., Office]


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "Trần Thị Lan <lan@xahaky.gov.vn>")
    monkeypatch.delenv("CCHC_RECORDS", raising=False)


def make_office(folder: Path, *, history: bool = True, name: str = "UBND xã Hà Kỳ") -> Path:
    """The records of a new office."""
    folder.mkdir(parents=True)
    (folder / "office.toml").write_text(OFFICE.replace("UBND xã Hà Kỳ", name), encoding="utf-8")
    if history:
        assert "Đã lập kho" in begin_history(folder, own=True)
    return folder


@pytest.fixture
def records() -> Iterator[Path]:
    """The records of a new office; in memory where the machine allows it: thousands of saves wait for no disk there."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield make_office(Path(folder) / "records")


@pytest.fixture
def office(records: Path) -> Office:
    return Office.open(records, today=TODAY)


def open_office(records: Path) -> Office:
    """The office as another sitting opens it."""
    return Office.open(records, today=TODAY)


def letter(number: int, **values: object) -> Directive:
    """An official letter with one interesting difference."""
    plain = Directive(
        direction="outgoing",
        kind="cong-van",
        symbol=f"{number}/CV-UBND",
        issued_on=date(2023, 2, 21),
        subject=f"tăng cường tuyên truyền lần {number}",
    )
    return plain.change(**values)


def git(folder: Path, *words: str) -> str:
    """Bare git, as an administrator would type it."""
    plain = {"GIT_CONFIG_GLOBAL": "/dev/null", "PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C"}
    who = {f"GIT_{role}_{what}": "ai@khac" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    command = ["git", "-c", "safe.directory=*", *words]
    done = subprocess.run(command, cwd=folder, env=plain | who, check=True, capture_output=True, text=True)
    return done.stdout


def current(office: Office, stored: Stored[Record]) -> Record:
    """The record as it is on disk now."""
    office.records.refresh()
    return office.records.find(stored.record.id).record
