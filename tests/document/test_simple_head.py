"""Heads read without the YAML library say exactly what they say with it, or are left to it."""

from __future__ import annotations

import random
from typing import Any

import pytest

from cchc_tui.document import head as head_module
from cchc_tui.document.head import MAX_ITEMS, HeadReading, read_head
from cchc_tui.document.simple_head import read_simple_head
from cchc_tui.storage.layout_file import read_layout
from cchc_tui.storage.shipped import templates_dir

LAYOUT = read_layout("nd30-2020", (templates_dir(),))
HEADS = {
    path.stem: path.read_text(encoding="utf-8").split("\n---\n")[0].removeprefix("---\n") + "\n"
    for path in sorted((templates_dir() / "documents").glob("*.md"))
}
ODD = ":#-\"'[]{}&*!|>%@`,?~=.\\ \n\u00a0\tnull yes 0x1F 1_000 12:30 2023-12-22 <<"


def both(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[HeadReading, HeadReading]:
    quick = read_head(text, "x", lambda _: LAYOUT)
    with monkeypatch.context() as patch:
        patch.setattr(head_module, "read_simple_head", lambda *_: None)
        return quick, read_head(text, "x", lambda _: LAYOUT)


def test_every_example_is_read_alike_and_most_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    simple = 0
    for text in HEADS.values():
        quick, slow = both(text, monkeypatch)
        assert quick == slow
        simple += read_simple_head(text, 2, MAX_ITEMS) is not None
    assert simple >= len(HEADS) * 0.7


def test_damaged_heads_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(30)
    for _ in range(400):
        text = chance.choice([*HEADS.values()])
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(text))
            text = chance.choice(
                [text[:at] + chance.choice([*ODD, *ODD.split()]) + text[at:], text[:at] + text[at + 1 :]]
            )
        quick, slow = both(text, monkeypatch)
        assert quick == slow, text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("so: 5\n", {"so": "5"}),
        ('a: "b: c"\n', {"a": "b: c"}),
        ("a:\n- x\n- y z\nb:\n", {"a": ["x", "y z"], "b": ""}),
        ("ky:\n  ho-ten: A\n  quyen-han:\n    - B\n", {"ky": {"ho-ten": "A", "quyen-han": ["B"]}}),
        ("a: [x]\n", None),
        ("a: b: c\n", None),
        ("a: b # lời\n", None),
        ("a: b\na: c\n", None),
        ("a: x\n  y\n", None),
        ("a:\n  - x\n    - y\n", None),
        ("- a\n", None),
        ("a: null\n", None),
        ("a:\n" + "- x\n" * (MAX_ITEMS + 1), None),
    ],
)
def test_what_is_simple(text: str, values: dict[str, Any] | None) -> None:
    found = read_simple_head(text, 2, MAX_ITEMS)
    assert (found[0] if found else None) == values
