"""The word lists of `templates/wording/` as rules read them."""

from __future__ import annotations

from cchc_tui.language.spelling import read_word_list
from cchc_tui.language.text import clean_line
from cchc_tui.rules.context import Words


def read_words(compounds: str, names: str, units: str = "", familiar: str = "") -> Words:
    """Return the word lists: one entry a line, `#` begins a remark."""
    return Words(read_word_list(compounds, familiar), _entries(names), _entries(units))


def _entries(text: str) -> tuple[str, ...]:
    lines = (clean_line(line) for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
