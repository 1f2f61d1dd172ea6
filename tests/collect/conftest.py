"""Offices as repositories, and a lake gathered from them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.offices import Simulated, commit_files, make_office

Found = Callable[..., Simulated]


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    """Make one more office: `found("00001", records=20, **files)`; files by path replace the simulated ones."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "offices").mkdir()

    def make(code: str, files: dict[str, str] | None = None, *, records: int = 20) -> Simulated:
        office = make_office(
            tmp_path / "offices", province="Lạng Sơn", code=code, name=f"UBND xã {code}", records=records
        )
        if files:
            commit_files(office.repository, files)
        return office

    return make
