"""The wheel stands on its own: installed outside the checkout, `cchc demo` works."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import plain_environment

ROOT = Path(__file__).resolve().parents[1]


def _pip(python: Path | str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(python), "-m", "pip", *arguments], capture_output=True, encoding="utf-8", timeout=900, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    made = _pip(sys.executable, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    if made.returncode and _has_no_index(made.stderr):
        pytest.skip("pip cannot reach hatchling")
    assert made.returncode == 0, made.stderr
    (path,) = folder.glob("cchc_tui-*.whl")
    return path


def _has_no_index(said: str) -> bool:
    return any(word in said for word in ("No matching distribution", "Connection", "Network is unreachable"))


@pytest.mark.xdist_group("wheel")
def test_it_carries_templates_sample_records_and_the_papers_of_the_house(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, packed in (("templates", "cchc_tui/_data/templates"), ("records", "cchc_tui/_data/records")):
        tracked = _tracked(folder)
        assert tracked, f"{folder} has files"
        assert {f"{packed}/{path}" for path in tracked} <= names
    assert {"cchc_tui/py.typed", "cchc_tui/tui/cchc.tcss", "cchc_tui/export/body.lua"} <= names
    assert not [name for name in names if name.startswith("tests/")]


def _tracked(folder: str) -> list[str]:
    """The files of a folder that git keeps, without the dotfiles that only keep folders alive."""
    done = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        pytest.skip("only in a checkout made by git")
    paths = [line.split("/", 1)[1] for line in done.stdout.splitlines() if (ROOT / line).exists()]
    return [path for path in paths if not path.rpartition("/")[2].startswith(".")]


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_installed_elsewhere_the_demo_works(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv/bin/python"
    installed = _pip(python, "install", "--quiet", "--disable-pip-version-check", str(wheel))
    if installed.returncode and _has_no_index(installed.stderr):
        pytest.skip("pip cannot reach the libraries")
    assert installed.returncode == 0, installed.stderr
    environment = plain_environment(tmp_path)
    del environment["PYTHONPATH"]
    for _ in range(2):
        done = subprocess.run(
            [str(tmp_path / "venv/bin/cchc"), "demo"],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        pages = [Path(line) for line in done.stdout.splitlines()]
        assert [page.suffix for page in pages] == [".docx", ".pdf"]
        assert all(page.stat().st_size > 5000 for page in pages)
