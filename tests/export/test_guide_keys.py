"""The guide names every key of a document's head, and no key that there is not."""

from __future__ import annotations

import re
from pathlib import Path

from cchc_tui.document.head import CONTACT_KEYS, KEYS, urgency_marks
from cchc_tui.storage.layout_file import read_layout
from cchc_tui.storage.shipped import templates_dir

CHAPTER = Path(__file__).resolve().parents[2] / "cchc_tui/guide/soan-van-ban.md"


def section(title: str) -> str:
    text = CHAPTER.read_text(encoding="utf-8")
    start = text.index(f"## {title}")
    return text[start : text.find("\n## ", start + 1)]


def test_every_key_of_the_head_has_its_row_with_an_example() -> None:
    rows = [row.split("|") for row in section("Phần đầu: mọi khóa").split("\n") if row.startswith("| `")]
    assert {row[1].strip(" `") for row in rows} == set(KEYS)
    assert all(len(row) == 6 and row[3].strip() and row[4].strip() for row in rows), "an example and a clause for each"


def test_every_kind_every_urgency_and_every_contact_key_is_named() -> None:
    layout = read_layout("nd30-2020", [templates_dir()])
    named = set(re.findall(r"`([\w-]+)`", section("Các loại văn bản")))
    assert set(layout.kinds) <= named
    assert named - set(layout.kinds) <= set(KEYS)
    keys = section("Phần đầu: mọi khóa")
    assert all(f"`{word}`" in keys for word in (*urgency_marks(layout), *CONTACT_KEYS))
