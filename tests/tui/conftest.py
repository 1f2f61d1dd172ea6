"""A desk without a terminal: keys go in by name, the picture comes out as text, records are looked at on disk."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cchc_tui.office import Office
from cchc_tui.tui.desk import Desk
from cchc_tui.tui.key import Key
from cchc_tui.tui.program import start, usual_period
from tests.terminal.conftest import OFFICE, write_directives

__all__ = ["write_directives"]

TODAY = date(2023, 12, 22)
SAMPLE = Path(__file__).parents[2] / "records"
_SPECIAL = {"Shift+Tab": "shift+tab", "Esc": "escape", "PageUp": "pageup", "PageDown": "pagedown", "Ctrl+J": "newline"}


def press_key(desk: Desk, key: Key) -> None:
    """One key as Textual hands it on: to the view, else to the command it is bound to."""
    if not desk.offer(key) and (command := desk.command_of(key)) is not None:
        desk.do(command.id)


class Sitting:
    """A person at the desk."""

    def __init__(self, desk: Desk, records: Path) -> None:
        self.desk, self.records = desk, records

    def press(self, stream: str) -> str:
        """Names in angle brackets are keys, all else is typed letter by letter; the screen afterwards."""
        while stream:
            if stream[0] == "<" and ">" in stream:
                name, stream = stream[1:].split(">", 1)
                press_key(self.desk, Key(_SPECIAL.get(name, name.lower())))
            else:
                press_key(self.desk, Key(stream[0], stream[0]))
                stream = stream[1:]
        self.desk.settle()
        return self.screen()

    def screen(self, width: int = 80, height: int = 24) -> str:
        """What stands on the screen."""
        lines = ["".join(text for text, _ in line) for line in self.desk.paint(width, height).lines]
        assert len(lines) == height
        assert all(len(line) == width for line in lines)
        return "\n".join(line.rstrip() for line in lines)

    @property
    def message(self) -> str:
        """The line above the key bar."""
        return self.desk.message[0]

    def saved(self, pattern: str = "directives/*/*.toml") -> list[dict[str, Any]]:
        """What lies on disk, in the order of the file names."""
        return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(self.records.glob(pattern))]


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts, cache and name of this test alone."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "Lê Thị Hà <ha@hk>")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """An office without any record yet."""
    folder = tmp_path / "office" / "records"
    folder.mkdir(parents=True)
    (folder / "office.toml").write_text(OFFICE, encoding="utf-8")
    return folder


@pytest.fixture
def with_history(records: Path) -> Path:
    """The same office in a git repository."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(records.parent)], check=True)
    return records


def sit_down(records: Path, *, read_only: bool = False, screen: int = 1) -> Sitting:
    """Open the program on the records, on the list of documents unless another screen is named."""
    office = Office.open(records, today=TODAY)
    desk = Desk(office, usual_period(office), read_only=read_only)
    start(desk, screen)
    return Sitting(desk, records)


@pytest.fixture
def sitting(records: Path) -> Sitting:
    """The program open on an empty office."""
    return sit_down(records)


def in_git(records: Path, *words: str) -> str:
    """One git command in the office of these records, under another person's name."""
    names = ["-c", "user.name=Nguyễn Văn An", "-c", "user.email=an@hk"]
    done = subprocess.run(
        ["git", "-C", str(records.parent), *names, *words], check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def ha_ky(records: Path) -> Sitting:
    """The sample office in a git repository, the program open on it."""
    shutil.rmtree(records)
    shutil.copytree(SAMPLE, records)
    subprocess.run(["git", "init", "-q", "-b", "main", str(records.parent)], check=True)
    in_git(records, "add", "-A")
    in_git(records, "commit", "-qm", "hồ sơ mẫu")
    return sit_down(records)
