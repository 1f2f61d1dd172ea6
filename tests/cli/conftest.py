"""An office of its own for every test, and the command line called in it."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import select
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cchc_tui.cli import run
from cchc_tui.office.starting import create_office


@dataclass(frozen=True)
class Ended:
    """How a call ended: its exit code and what it wrote to the two streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Call = Callable[..., Ended]


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """State and cache of the test's own, and nobody's records named in the environment."""
    monkeypatch.delenv("CCHC_RECORDS", raising=False)
    monkeypatch.setenv("CCHC_PERSON", "Nguyễn Thị Hà <ha@xahaky.gov.vn>")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the office will be."""
    return tmp_path / "ubnd"


@pytest.fixture
def office(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The records of a new office; the current directory is the office's folder."""
    records = create_office(folder, {"short_name": "UBND xã Hà Kỳ", "place": "Hà Kỳ"})
    monkeypatch.chdir(folder)
    return records


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may enter: pytest's own are its user's alone."""
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def let_others_look(folder: Path) -> None:
    """Everybody may read what lies in the folder, as an administrator may decide."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o005 if path.is_dir() else 0o004))


@pytest.fixture
def cchc(capsys: pytest.CaptureFixture[str]) -> Call:
    """`cchc ARGUMENTS…` in this process."""

    def call(*arguments: str) -> Ended:
        capsys.readouterr()
        code = run(arguments)
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return call


@pytest.fixture
def program(tmp_path: Path) -> Call:
    """`cchc ARGUMENTS…` as a program of its own, with a plain environment; `env` adds to it."""

    def call(*arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "cchc_tui", *arguments],
            cwd=cwd,
            env=plain_environment(tmp_path) | (env or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return call


def plain_environment(home: Path) -> dict[str, str]:
    """What a login on a bare server has: no Vietnamese locale, state and cache of its own."""
    here = str(Path(__file__).resolve().parents[2])
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return kept | {
        "LC_ALL": "C",
        "PYTHONPATH": here,
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "CCHC_PERSON": "Nguyễn Thị Hà <ha@xahaky.gov.vn>",
    }


OnTerminal = Callable[..., Ended]


@pytest.fixture
def on_terminal(tmp_path: Path) -> OnTerminal:
    """`cchc ARGUMENTS…` with a terminal at all three ends; `typed` is typed with Enter once `when` is on the screen."""

    def call(*arguments: str, typed: str, when: str, env: dict[str, str] | None = None) -> Ended:
        terminal, theirs = pty.openpty()
        with (
            os.fdopen(terminal, "rb+", buffering=0),
            subprocess.Popen(
                [sys.executable, "-m", "cchc_tui", *arguments],
                env=plain_environment(tmp_path) | {"TERM": "xterm"} | (env or {}),
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                start_new_session=True,
                preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            ) as process,
        ):
            os.close(theirs)
            try:
                said = _converse(terminal, typed, when)
                return Ended(process.wait(60), said.decode().replace("\r\n", "\n"), "")
            finally:
                process.kill()

    return call


def _converse(terminal: int, typed: str, when: str) -> bytes:
    """What the program says until it closes its side of the terminal.

    Ctrl+C is typed again while nothing comes back, as a person does: one that arrives just before Python begins to wait
    for a line is remembered, but does not end the waiting.
    """
    said = b""
    with contextlib.suppress(OSError):  # how Linux says that the other side is closed
        while when.encode() not in said:
            said += os.read(terminal, 65536)
        os.write(terminal, typed.encode() + (b"" if typed in ("\x03", "\x04") else b"\n"))
        while True:
            if typed == "\x03" and not select.select([terminal], [], [], 2)[0]:
                os.write(terminal, b"\x03")
            elif piece := os.read(terminal, 65536):
                said += piece
            else:
                break
    return said


@pytest.fixture
def directive(cchc: Call, office: Path) -> str:
    """The id of công văn 17/CV-UBND, just recorded."""
    added = cchc(
        "add", "directive", "--direction", "outgoing", "--symbol", "17/CV-UBND", "--issued-on", "21/02/2023",
        "--subject", "chấn chỉnh công tác tiếp nhận, giải quyết TTHC",
    )  # fmt: skip
    assert added.code == 0, added.err
    return added.out.strip()


@pytest.fixture
def as_nobody(tmp_path: Path) -> Call:
    """`cchc ARGUMENTS…` as the account nobody, whom file rights stop; only root can become it."""
    if os.getuid() != 0:
        pytest.skip("running under another account needs root")

    def call(*arguments: str, env: dict[str, str] | None = None) -> Ended:
        nowhere = {"XDG_STATE_HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"}
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, *arguments],
            env=plain_environment(tmp_path) | nowhere | (env or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return call


_AS_NOBODY = """
import sys
from cchc_tui.cli import run
from tests.other_account import become, read_everything
read_everything()
become(65534, 65534)
sys.exit(run())
"""
