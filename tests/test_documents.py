"""What README, the guide and ARCHITECTURE.md say is there: verbs, options, links, rooms, modules."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from cchc_tui.cli.app import VERBS, cchc

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
CHAPTERS = sorted((ROOT / "cchc_tui" / "guide").glob("*.md"))
PAPERS = [README, ROOT / ".github/CONTRIBUTING.md", ROOT / "cchc_tui/CHANGELOG.md", *CHAPTERS]
ARCHITECTURE = (ROOT / "cchc_tui" / "ARCHITECTURE.md").read_text(encoding="utf-8")
GLOBAL_OPTIONS = {"--help", "--records", "--read-only", "--mouse", "--version"}


def _calls() -> list[tuple[str, list[str]]]:
    """Return each `cchc VERB …` that README and the guide show as code, with the words behind the verb."""
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in (README, *CHAPTERS))
    code = re.findall(r"`(cchc [^`\n]+)`", text)
    for block in re.findall(r"(?ms)^```[^\n]*\n(.*?)^```", text):
        code += block.replace("\\\n", " ").splitlines()
    words = [re.sub(r"\s+#.*|\\\n", " ", line).split() for line in code if line.strip().startswith("cchc ")]
    return [(w[1], w[2:]) for w in words if len(w) > 1 and w[1] in VERBS]


def _options(verb: str, rest: list[str]) -> set[str]:
    """Return the options the verb takes, with those of what stands behind it: `add directive|media`, `hook install`."""
    context = click.Context(cchc)
    command = cchc.get_command(context, verb)
    assert command is not None
    takers = [command]
    if isinstance(command, click.Group):
        below = {name: command.get_command(context, name) for name in command.list_commands(context)}
        said = [name for name in re.split(r"\\?\|", rest[0]) if name in below] if rest else []
        takers += [below[name] for name in said or below]
    return GLOBAL_OPTIONS | {name for taker in takers for p in taker.get_params(context) for name in p.opts}


def test_the_guide_names_every_verb() -> None:
    assert {verb for verb, _ in _calls()} == set(VERBS)


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_option_that_the_guide_shows_with_a_verb_is_one_of_the_verb(verb: str) -> None:
    for named, rest in _calls():
        if named == verb:
            shown = {word for piece in rest for word in re.findall(r"(?<![\w-])--[a-z][a-z_-]*", piece)}
            assert {option.replace("_", "-") for option in shown} <= _options(verb, rest), (verb, rest)


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"(?m)^#+ (.*)$", path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_links_and_pictures_lead_somewhere(paper: Path) -> None:
    words = re.sub(r"(?ms)^```.*?^```|`[^`\n]+`", "", paper.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", words):
        if "://" not in target:
            name, _, anchor = target.partition("#")
            there = (paper.parent / name).resolve() if name else paper
            assert there.exists(), target
            assert not anchor or anchor in _anchors(there), target


def test_readme_is_short_and_shows_the_two_lines() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 200
    for said in ("pip install -q . && .venv/bin/cchc demo", "pip install -q '.[dev]' && .venv/bin/pytest"):
        assert sum(said in line for line in lines) == 1


def test_architecture_names_every_room_and_only_modules_that_exist() -> None:
    rooms = {p.name for p in (ROOT / "cchc_tui").iterdir() if (p / "__init__.py").exists()}
    named = set(re.findall(r"(?m)^\| `(\w+)`(?:, `(\w+)`)? \|", ARCHITECTURE.split("## One declaration")[0]))
    assert rooms <= {name for pair in named for name in pair}
    files = {f"/{p.relative_to(ROOT).as_posix()}" for top in ("cchc_tui", "tests") for p in (ROOT / top).rglob("*.py")}
    for name in re.findall(r"`((?:[\w]+/)*[\w]+\.py)`", ARCHITECTURE):
        assert any(f.endswith(f"/{name}") for f in files), name
