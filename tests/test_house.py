"""The plan of the house holds: imports go down only, and nothing heavy is imported before it is needed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_tui.office.starting import create_office
from tests.cli.conftest import plain_environment

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("textual", "typst", "pypandoc", "jinja2", "rich")
TOP_LEVEL = {"LICENSE", "README.md", "cchc_tui", "pyproject.toml", "records", "templates", "tests"}


def _run(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=plain_environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def test_imports_go_down_never_up_never_sideways(tmp_path: Path) -> None:
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = _run(code, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Contracts: \d+ kept, 0 broken", done.stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["list", "directives"],
        ["list", "media", "--period", "2023", "--json"],
        ["list", "reports"],
        ["due"],
        ["add", "directive", "--symbol", "17/CV-UBND", "--issued-on", "21/2/2023", "--subject", "x"],
        ["add", "directive", "--help"],
        ["check"],
        ["show", "khong-co"],
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_imported_at_start(tmp_path: Path, arguments: list[str]) -> None:
    records = create_office(tmp_path, {})
    code = (
        "import sys\n"
        "from cchc_tui.cli import run\n"
        f"code = run(['--records', {str(records)!r}, *{arguments!r}])\n"
        f"print(code, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = _run(code, tmp_path)
    ended, _, loaded = done.stderr.strip().splitlines()[-1].partition(" ")
    assert int(ended) in (0, 1, 2), done.stderr
    assert loaded == "[]"


def test_the_heavy_modules_are_those_an_export_loads(tmp_path: Path) -> None:
    """The names above are spelled as Python spells them: composing and exporting does load some of them."""
    code = "import sys, jinja2, rich, textual, typst, pypandoc\n" + f"print(all(n in sys.modules for n in {HEAVY!r}))"
    assert _run(code, tmp_path).stdout == "True\n"


def test_the_top_level_holds_only_what_it_may() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if tracked.returncode:
        pytest.skip("only in a checkout made by git")
    tops = {line.split("/", 1)[0] for line in tracked.stdout.splitlines()}
    assert {top for top in tops if not top.startswith(".")} <= TOP_LEVEL


def test_no_room_without_a_name() -> None:
    nameless = {"utils", "helpers", "common", "manager", "misc"}
    assert [p for p in (ROOT / "cchc_tui").rglob("*.py") if p.stem in nameless] == []
