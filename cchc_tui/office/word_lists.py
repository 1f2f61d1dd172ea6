"""The lists of words that checks compare with: the office's own where it has one, else the program's."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.rules import Words, read_words
from cchc_tui.storage.shipped import templates_dir

WORD_LISTS = ("tu-ghep.txt", "ten-co-quan.txt", "don-vi-tinh.txt", "tu-quen.txt")
"""In `templates/wording/`: right compounds and abbreviations, names of agencies, units, other familiar words."""


def word_lists(templates: Path | None) -> Words:
    """Return all lists; `templates` is the office's folder."""
    texts = []
    for name in WORD_LISTS:
        own = templates / "wording" / name if templates else None
        path = own if own is not None and own.is_file() else templates_dir() / "wording" / name
        texts.append(path.read_text(encoding="utf-8"))
    return read_words(*texts)
