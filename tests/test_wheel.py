"""The wheel stands on its own: installed outside the checkout, `cchc demo` works."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from cchc_tui.guide import CONTENTS
from cchc_tui.guide.chapters import PICTURES
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
    data = {"export/body.lua", "export/booklet.typ", "guide/page.css", "py.typed", "tui/cchc.tcss"}
    guide = {f"guide/{slug}.md" for _, slugs in CONTENTS for slug in slugs}
    pictures = {f"guide/pictures/{path.name}" for path in PICTURES.glob("*.svg")}
    assert len(pictures) > 15
    assert {f"cchc_tui/{name}" for name in data | guide | pictures} <= names
    assert not [name for name in names if name.startswith("tests/")]


def _tracked(folder: str) -> list[str]:
    """The files of a folder that git keeps, without the dotfiles that only keep folders alive."""
    done = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        pytest.skip("only in a checkout made by git")
    paths = [line.split("/", 1)[1] for line in done.stdout.splitlines() if (ROOT / line).exists()]
    return [path for path in paths if not path.rpartition("/")[2].startswith(".")]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program `cchc`, installed from the wheel alone."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=True)
    done = _pip(folder / "venv/bin/python", "install", "--quiet", "--disable-pip-version-check", str(wheel))
    if done.returncode and _has_no_index(done.stderr):
        pytest.skip("pip cannot reach the libraries")
    assert done.returncode == 0, done.stderr
    return folder / "venv/bin/cchc"


def _run(program: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = plain_environment(cwd)
    del environment["PYTHONPATH"]
    return subprocess.run(
        [str(program), *arguments],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_in_an_empty_folder_the_guide_is_there_with_its_pictures(installed: Path, tmp_path: Path) -> None:
    listed = _run(installed, "guide", cwd=tmp_path)
    assert listed.returncode == 0, listed.stderr
    assert all(f"  {slug} " in listed.stdout for _, slugs in CONTENTS for slug in slugs)
    assert _run(installed, "guide", "bat-dau", cwd=tmp_path).stdout.startswith("# Bắt đầu\n")
    made = _run(installed, "guide", "--html", "huong-dan.html", "--pdf", "huong-dan.pdf", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "huong-dan.html").read_text(encoding="utf-8").count("<svg ") == len(list(PICTURES.glob("*.svg")))
    assert (tmp_path / "huong-dan.pdf").stat().st_size > 100_000


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_installed_elsewhere_the_demo_works(installed: Path, tmp_path: Path) -> None:
    for _ in range(2):
        done = _run(installed, "demo", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        pages = [Path(line) for line in done.stdout.splitlines()]
        assert [page.suffix for page in pages] == [".docx", ".pdf"] * 3
        assert all(page.stat().st_size > 5000 for page in pages)
