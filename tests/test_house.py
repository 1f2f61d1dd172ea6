"""The plan of the house holds: imports go down only, and nothing heavy is imported before it is needed."""

from __future__ import annotations

import ast
import graphlib
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
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
        ["add", "directive", "--help"],
        ["check"],
        ["show", "khong-co"],
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_imported_at_start(tmp_path: Path, arguments: list[str]) -> None:
    records = create_office(tmp_path, {"short_name": "UBND xã Hà Kỳ"})
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


# ---- names and shapes of the package -------------------------------------------------------------------------------
FORMER_ROOMS = {"domain", "checks", "workspace"}
NAMES_AT_MOST = 20
TWICE_FOR_NOW = {"Window"}
"""Names of two classes each until the screens have moved."""
WIDE_FOR_NOW = {"Checkout", "Desk", "FormView", "RecordList"}


def _sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "cchc_tui").rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def _classes() -> list[ast.ClassDef]:
    return [node for _, tree in _sources() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def _base_name(base: ast.expr) -> str:
    return ast.unparse(base).partition("[")[0].rpartition(".")[2]


def test_a_class_name_is_used_once() -> None:
    found = Counter(node.name for node in _classes() if node.name[0] != "_")
    assert {name for name, times in found.items() if times > 1} <= TWICE_FOR_NOW


def test_no_class_inherits_from_two_classes_of_the_package() -> None:
    classes = _classes()
    ours = {node.name for node in classes}
    wide = {node.name for node in classes if sum(_base_name(base) in ours for base in node.bases) > 1}
    assert wide == set()


def test_no_public_class_has_more_public_names_than_one_can_keep_in_mind() -> None:
    wide = set()
    for node in _classes():
        methods = {member.name for member in node.body if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef)}
        if not node.name.startswith("_") and len({name for name in methods if name[0] != "_"}) > NAMES_AT_MOST:
            wide.add(node.name)
    assert wide <= WIDE_FOR_NOW


def _imports_of_the_screens() -> dict[str, set[str]]:
    """Module of `tui` → those of `tui` it imports: at its top, in a function, or for its types alone.

    The desk is left out of the types: it holds the views, and each of them is told its desk.
    """
    found: dict[str, set[str]] = {}
    for path, tree in _sources():
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[:2] != ("cchc_tui", "tui") or parts[-1] == "__init__":
            continue
        only_types = {id(n) for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.dump(n.test)}
        typed = {id(n) for top in ast.walk(tree) if id(top) in only_types for n in ast.walk(top)}
        found[".".join(parts)] = {
            node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cchc_tui.tui.")
            and not (id(node) in typed and node.module == "cchc_tui.tui.desk")
        }  # fmt: skip
    return found


def test_no_screen_imports_another_that_imports_it() -> None:
    """A painter says by a Protocol what it sees of its screen; the screens behind the digits are made by one module."""
    graphlib.TopologicalSorter(_imports_of_the_screens()).prepare()


def test_the_former_rooms_are_gone() -> None:
    folders = {path.name for top in ("cchc_tui", "tests") for path in (ROOT / top).rglob("*") if path.is_dir()}
    assert folders & FORMER_ROOMS == set()
    for path, tree in _sources():
        words = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        words |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        assert words & {"domain", "workspace"} == set(), path


def test_the_faces_import_from_the_door_only() -> None:
    """`from cchc_tui.office import …`, no module behind it."""
    for path, tree in _sources():
        if path.relative_to(ROOT / "cchc_tui").parts[0] not in ("cli", "tui"):
            continue
        behind = [
            node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cchc_tui.office.")
        ]
        assert behind == [], path


def test_every_name_at_the_door_is_found_where_the_door_says() -> None:
    from cchc_tui import office

    tree = ast.parse((ROOT / "cchc_tui/office/__init__.py").read_text(encoding="utf-8"))
    typed = {
        alias.asname: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }
    assert typed == office._HOMES
    modules = {path.stem for path in (ROOT / "cchc_tui/office").glob("*.py")}
    assert typed.keys() & modules == set(), "an imported module would hide the name"
    assert all(getattr(office, name) for name in typed)


QUESTIONS = {
    "the duplicate check": ("cchc_tui/records/identity.py", "def directive_identity("),
    "a date typed into a form": ("cchc_tui/language/wording.py", "def parse_date("),
    "what F2 does": ("cchc_tui/tui/commands.py", 'Command("save", ("f2"'),
    "the words of the head": ("cchc_tui/document/components.py", "def compose("),
    "where the PDF draws the head": ("templates/pdf/nd30.typ", "#let o-co-quan"),
    "the left margin": ("templates/layout/nd30-2020.toml", "[rules.margin_left_mm]"),
    "whose name a commit bears": ("cchc_tui/storage/person.py", "def current_person("),
    "when a draft is kept": ("cchc_tui/storage/drafts.py", "class DraftBox"),
    "how totals add up": ("cchc_tui/records/counting.py", "def total_of("),
    "the order of headings": ("cchc_tui/rules/headings.py", '"heading-sequence"'),
    "the closing mark ./.": ("cchc_tui/rules/punctuation.py", '"end-mark"'),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_a_newcomer_asks_is_answered_where_the_architecture_says(question: str) -> None:
    path, words = QUESTIONS[question]
    where = (
        (ROOT / "cchc_tui" / "ARCHITECTURE.md")
        .read_text(encoding="utf-8")
        .split("**Where is it?**")[1]
        .split("\n\n")[0]
    )
    assert f"`{path.removeprefix('cchc_tui/')}`" in where
    assert words in (ROOT / path).read_text(encoding="utf-8")
