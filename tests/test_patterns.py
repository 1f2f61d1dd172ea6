"""Regular expressions say which case they are for, and find it: no reader can tell from the letters alone."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("citations", "document", "importing", "rules")
EXAMPLE = re.compile(r"`(?P<example>[^…\n]*?)`: ")
"""A case told with … in it is a sentence around what the pattern finds, not the words themselves."""


def patterns() -> Iterator[tuple[str, str, str | None]]:
    """Module, name, and the docstring under each pattern of the rooms; None where a comment stands above or in it."""
    for room in ROOMS:
        for path in sorted((ROOT / "cchc_tui" / room).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            lines, body = text.splitlines(), ast.parse(text).body
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            for node, following in zip(body, [*body[1:], None], strict=True):
                if not (isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("re.compile(")):
                    continue
                name = ast.unparse(node.targets[0])
                said = following.value if isinstance(following, ast.Expr) else None
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    yield module, name, said.value
                elif not any(
                    line.lstrip().startswith("#") or "  # " in line for line in lines[node.lineno - 2 : node.end_lineno]
                ):
                    yield module, name, None


@pytest.mark.parametrize(("module", "name", "said"), [pytest.param(*p, id=f"{p[0]}.{p[1]}") for p in patterns()])
def test_a_pattern_says_its_case_and_finds_it(module: str, name: str, said: str | None) -> None:
    assert said, f"{module}.{name}: what is it for?"
    if example := EXAMPLE.match(said):
        pattern = getattr(importlib.import_module(module), name)
        text = example["example"]
        assert pattern.search(text.encode() if isinstance(pattern.pattern, bytes) else text)
