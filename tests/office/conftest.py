"""An office of its own for every test, saved in by a person with a name."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.office import Office
from cchc_tui.office.setup import begin_history
from cchc_tui.office.starting import create_office

SAMPLE = Path(__file__).parents[2] / "records"
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """State and cache of the test's own, and nobody's records named in the environment."""
    monkeypatch.delenv("CCHC_RECORDS", raising=False)
    monkeypatch.setenv("CCHC_PERSON", "Nguyễn Thị Hà <ha@xahaky.gov.vn>")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A copy of the sample office, without a history."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "records"))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """The records of a new office of xã Hà Kỳ, with a history."""
    made = create_office(tmp_path / "ubnd", {"short_name": "UBND xã Hà Kỳ", "place": "Hà Kỳ"})
    begin_history(made)
    return made


@pytest.fixture
def commits() -> Callable[[Path], list[str]]:
    """The subjects of the history of a records directory, newest first."""

    def subjects(records: Path) -> list[str]:
        words = ["git", "-C", str(records), "log", "--format=%s"]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()

    return subjects


def opened(records: Path) -> Office:
    """The office on the day of the tests."""
    return Office.open(records, today=TODAY)
