"""Where an account keeps what belongs to no office."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui.storage.user_folders import cache_folder, fonts_folder, state_folder


@pytest.mark.parametrize(
    ("variable", "folder", "named", "usual"),
    [
        ("XDG_CACHE_HOME", cache_folder, "/srv/x/cchc", ".cache/cchc"),
        ("XDG_STATE_HOME", state_folder, "/srv/x/cchc", ".local/state/cchc"),
        ("XDG_DATA_HOME", fonts_folder, "/srv/x/fonts", ".local/share/fonts"),
    ],
)
def test_the_variable_else_the_home(
    variable: str, folder: Callable[[], Path], named: str, usual: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(variable, "/srv/x")
    assert folder() == Path(named)
    for ignored in ("", "tuong-doi"):
        monkeypatch.setenv(variable, ignored)
        assert folder() == tmp_path / usual
