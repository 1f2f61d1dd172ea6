"""Inks: every role in every theme, contrast on black and on white, and nothing told by colour alone."""

from __future__ import annotations

import pytest
from rich.color import Color
from rich.terminal_theme import TerminalTheme

from cchc_tui.tui import look
from cchc_tui.tui.bars import change_words, month_bars, progress_bar
from cchc_tui.tui.look import ROLES, THEMES, style_of, usual_theme


def palette(*inks: str) -> TerminalTheme:
    """A terminal's sixteen colours, paper and letters first."""
    colours = [tuple(bytes.fromhex(ink)) for ink in inks]
    return TerminalTheme(colours[0], colours[1], colours[2:10], colours[10:])  # type: ignore[arg-type]


PUTTY = palette(
    "000000", "bbbbbb", "000000", "bb0000", "00bb00", "bbbb00", "0000bb", "bb00bb", "00bbbb", "bbbbbb",
    "555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff",
)  # fmt: skip
WHITE_XTERM = palette(
    "ffffff", "000000", "000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5",
    "7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff",
)  # fmt: skip
PAPERS = {"16": PUTTY, "dark": PUTTY, "16-light": WHITE_XTERM, "light": WHITE_XTERM}
DRAWING = {"line", "rule"}
"""Roles that no letter is written in."""


def luminance(colour: tuple[int, int, int]) -> float:
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", PAPERS)
def test_every_letter_can_be_read(theme: str) -> None:
    terminal = PAPERS[theme]
    low = {}
    for role in ROLES - DRAWING:
        style = style_of(theme, role)
        ink = (style.color or Color.default()).get_truecolor(terminal, foreground=True)
        paper = (style.bgcolor or Color.default()).get_truecolor(terminal, foreground=False)
        if (found := contrast(tuple(ink), tuple(paper))) < 4.5:
            low[role] = round(found, 1)
    assert low == {}


def test_without_colour_every_meaning_still_has_an_attribute_or_a_sign() -> None:
    assert all(not style_of("mono", role).color and not style_of("mono", role).bgcolor for role in ROLES)
    assert style_of("mono", "here").reverse
    assert all(style_of("mono", role).bold for role in ("bad", "warn", "changed", "key", "tab"))


def test_a_painter_that_names_no_role_fails_at_once() -> None:
    with pytest.raises(KeyError):
        style_of("16", "bold")


def test_the_theme_is_the_persons_unless_there_is_to_be_no_colour() -> None:
    assert usual_theme({}) == "16"
    assert usual_theme({"COLORTERM": "truecolor"}) == "dark"
    assert usual_theme({"COLORTERM": "truecolor"}, light=True) == "light"
    assert usual_theme({}, light=True) == "16-light"
    assert usual_theme({"COLORTERM": "truecolor"}, "16-light") == "16-light"
    assert usual_theme({"NO_COLOR": "1"}, "dark") == "mono"
    assert set(THEMES) == set(look.THEME_NAMES)


def test_a_bar_is_never_full_before_the_end_and_never_empty_once_begun() -> None:
    def drawn(done: int) -> str:
        return "".join(text for text, _ in progress_bar(done, 100, 10))

    assert [drawn(n) for n in (0, 1, 50, 99, 100)] == [
        "__________", "▄_________", "▄▄▄▄▄_____", "▄▄▄▄▄▄▄▄▄_", "▄▄▄▄▄▄▄▄▄▄",
    ]  # fmt: skip


def test_month_bars_stand_exactly_under_each_other() -> None:
    lines = ["".join(text for text, _ in line) for line in month_bars([4, None, 1, 0], 2, 4, 3)]
    assert lines == [" ███            ", " ███     ▄▄▄    "]


def test_a_change_is_told_with_its_direction() -> None:
    assert [change_words(*pair) for pair in ((54, 42), (59, 62), (7, 7))] == ["▲ +12", "▼ −3", "="]
