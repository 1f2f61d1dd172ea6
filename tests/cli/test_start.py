"""What a verb waits for before it does its work: what is imported, and how often the files are looked at."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui import __version__
from cchc_tui.cli import run
from cchc_tui.office.starting import create_office
from cchc_tui.storage import repository as repository_module
from tests.cli.conftest import plain_environment

WRITING_ROOMS = ("git", "rules", "report", "export", "importing", "collect")
HEAVY = ("textual", "typst", "pypandoc", "jinja2", "rich", "yaml", "openpyxl", "duckdb", "markdown_it")
MACHINERY = ("dataclasses", "decimal", "tempfile", "shutil")
"""Half a millisecond a class and two for exact numbers: what every start imports is a `NamedTuple` or a `Frozen`."""
NOT_TO_LOOK = ("subprocess", "tomli_w", "calendar", "locale", "difflib", "random", "concurrent", "multiprocessing")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return create_office(tmp_path / "office", {"short_name": "UBND xã Hà Kỳ"})


def loaded(arguments: list[str], office: Path, home: Path) -> set[str]:
    """The modules a call of the program has imported when it ends."""
    code = (
        "import sys\n"
        "from cchc_tui.cli import run\n"
        f"assert run(['--records', {str(office)!r}, *{arguments!r}]) in (0, 1)\n"
        "print('\\n' + ' '.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=plain_environment(home), cwd=Path(__file__).parents[2],
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stderr.strip().splitlines()[-1].split())


KNOWN_BY_ADDING = {"cchc_tui.office.entering"}

LOOKING = [
    ["list", "directives"],
    ["list", "media", "--period", "2023"],
    ["find", "cai", "cach"],
    ["find", "x", "--json"],
]


@pytest.mark.parametrize("arguments", [["--help"], *LOOKING], ids=" ".join)
def test_a_verb_that_only_looks_imports_nothing_that_writes(tmp_path: Path, office: Path, arguments: list[str]) -> None:
    modules = loaded(arguments, office, tmp_path)
    rooms = {f"cchc_tui.{room}" for room in WRITING_ROOMS}

    assert modules & (rooms | set(HEAVY) | set(NOT_TO_LOOK) | KNOWN_BY_ADDING) == set()


@pytest.mark.parametrize("arguments", [["list", "directives"], ["find", "x"], ["today", "--brief"]], ids=" ".join)
def test_what_is_asked_all_day_waits_for_no_machinery(tmp_path: Path, office: Path, arguments: list[str]) -> None:
    assert loaded(arguments, office, tmp_path) & {*MACHINERY, *HEAVY} == set()


@pytest.mark.parametrize(
    "arguments",
    [
        [
            "add",
            "directive",
            "--direction",
            "outgoing",
            "--symbol",
            "17/CV-UBND",
            "--issued-on",
            "21/2/2023",
            "--subject",
            "x",
        ],
        ["check"],
    ],
    ids=" ".join,
)
def test_a_verb_of_the_day_imports_nothing_heavy(tmp_path: Path, office: Path, arguments: list[str]) -> None:
    modules = loaded(arguments, office, tmp_path)

    assert modules & set(HEAVY) == set()
    assert modules & {f"cchc_tui.{room}" for room in ("export", "importing", "collect")} == set()


def test_the_login_line_imports_nothing_it_does_not_print(tmp_path: Path, office: Path) -> None:
    modules = loaded(["today", "--brief"], office, tmp_path)
    rooms = {f"cchc_tui.{room}" for room in WRITING_ROOMS}

    assert modules & (rooms | set(HEAVY) | set(NOT_TO_LOOK) | {"click", "cchc_tui.office.recording"}) == set()


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The patterns by which the files were looked at, in order."""
    patterns: list[str] = []
    real: Callable[..., object] = repository_module.walk

    def noting(records: Path, pattern: str, *rest: object) -> object:
        patterns.append(pattern)
        return real(records, pattern, *rest)

    monkeypatch.setattr(repository_module, "walk", noting)
    return patterns


ADD = [
    "add",
    "directive",
    "--direction",
    "outgoing",
    "--symbol",
    "17/CV-UBND",
    "--issued-on",
    "21/2/2023",
    "--subject",
    "x",
    "--kind",
    "cong-van",
]


def test_adding_looks_at_the_files_once(office: Path, looks: list[str]) -> None:
    assert run(["--records", str(office), *ADD]) == 0
    assert looks.count("directives/*/*.toml") == 1


def test_adding_still_says_what_could_not_be_read(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "directives" / "2023").mkdir(parents=True, exist_ok=True)
    (office / "directives" / "2023" / "bad.toml").write_text('subject = "dở dang\n', encoding="utf-8")

    assert run(["--records", str(office), *ADD]) == 0
    assert "Có 1 chỗ trong hồ sơ không đọc được" in capsys.readouterr().err


def test_a_duplicate_written_after_the_program_began_is_refused(office: Path) -> None:
    """The one look is taken under the lock, not before it."""
    assert run(["--records", str(office), *ADD]) == 0
    assert run(["--records", str(office), *ADD]) == 3


def test_the_version_is_told_before_the_command_line_is_built(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom cchc_tui.__main__ import main\nsys.argv = ['cchc', '--version']\nmain()\n"
        "print([name for name in sys.modules if name in ('click', 'dataclasses', 'inspect', 'typing', 'pathlib')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], env=plain_environment(tmp_path), cwd=Path(__file__).parents[2],
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == [f"cchc {__version__}", "[]"], done.stderr
