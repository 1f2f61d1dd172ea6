"""What the screens look like: roles of ink for each theme. A theme sets inks only; the paper stays the terminal's own.

Paper of one's own costs a byte for every blank cell, clashes with the window around it and cannot be erased cheaply.
Reverse is where the keyboard is and nothing else; what matters goes up to bold: 16 colours have no readable grey. Each
ink was chosen for a contrast of 4.5 and more on black (`16`, `dark`) or on white (`16-light`, `light`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style

Ink = tuple[str, str, str]
"""Colour of the letters, of the paper ("" for the terminal's own), and attributes."""

_SHARED: dict[str, Ink] = {
    "strong": ("", "", "bold"),
    "head": ("", "", "underline"),
    "rule": ("", "", "underline"),
    "here": ("", "", "reverse"),
    "rest": ("", "", "bold"),
    "tab": ("", "", "bold underline"),
    "field": ("", "", "underline"),
    "caret": ("", "", "reverse"),
    "quote": ("", "", "underline"),
    "heat4": ("", "", "bold"),
}
"""What all themes of few colours have, and the one of none."""

_MONO: dict[str, Ink] = _SHARED | dict.fromkeys(("key", "warn", "bad", "changed"), ("", "", "bold"))


def _sixteen(accent: str, warn: str, bad: str, line: str, good: str = "") -> dict[str, Ink]:
    """Return a theme of the sixteen colours every terminal has; each lets its owner choose what they are."""
    return _SHARED | {
        **dict.fromkeys(("accent", "key", "chip", "heat2", "heat3"), (accent, "", "")),
        **dict.fromkeys(("warn", "changed"), (warn, "", "")),
        "tab": (accent, "", "bold underline"),
        "heat4": (accent, "", "bold"),
        "quote": (warn, "", "underline"),
        "good": (good, "", ""),
        "bad": (bad, "", "bold"),
        "line": (line, "", ""),
        "rule": (line, "", "underline"),
    }


def _true(inks: Mapping[str, str], here: Ink, rest: Ink, chip: str, heat: tuple[str, str, str]) -> dict[str, Ink]:
    """Return a theme of exact colours."""
    strong, muted, accent = inks["strong"], inks["muted"], inks["accent"]
    return {
        "strong": (strong, "", "bold"),
        "muted": (muted, "", ""),
        "head": (muted, "", "underline"),
        "accent": (accent, "", ""),
        "key": (accent, "", ""),
        "tab": (accent, "", "bold underline"),
        "chip": (accent, chip, ""),
        "good": (inks["good"], "", ""),
        **dict.fromkeys(("warn", "changed"), (inks["warn"], "", "")),
        "quote": (inks["warn"], "", "underline"),
        "bad": (inks["bad"], "", "bold"),
        "line": (inks["line"], "", ""),
        "rule": (inks["line"], "", "underline"),
        "here": here,
        "rest": rest,
        "field": (strong, "", "underline"),
        "caret": ("", "", "reverse"),
        "heat2": (strong, heat[0], ""),
        "heat3": (strong, heat[1], ""),
        "heat4": (strong, heat[2], "bold"),
    }


_DARK = {
    "strong": "#ffffff", "muted": "#9aa7b4", "accent": "#5cc8d7", "good": "#7ccf7e", "warn": "#e5b95c",
    "bad": "#ff8a80", "line": "#4a5560",
}  # fmt: skip
_LIGHT = {
    "strong": "#000000", "muted": "#55606b", "accent": "#00657a", "good": "#1c6b30", "warn": "#855600",
    "bad": "#b3261e", "line": "#a9b1b9",
}  # fmt: skip

THEMES: dict[str, dict[str, Ink]] = {
    "16": _sixteen("cyan", "yellow", "bright_red", "bright_black", good="green"),
    "16-light": _sixteen("blue", "magenta", "red", "white"),
    "dark": _true(
        _DARK, ("#ffffff", "#1d5563", "bold"), ("#ffffff", "#2b343d", ""), "#17303a", ("#17343f", "#1a4a59", "#1d6072")
    ),
    "light": _true(
        _LIGHT, ("#000000", "#b4dee6", "bold"), ("#000000", "#e4e7ea", ""), "#e3f2f4", ("#dcf0f3", "#b9e0e7", "#8fccd7")
    ),
    "mono": _MONO,
}
ROLES = frozenset().union(*THEMES.values(), {"", "muted", "accent", "chip", "good", "line", "heat1", "heat2", "heat3"})
"""Every name of a style that a painter may use."""

THEME_NAMES = {
    "16": "16 màu, nền tối",
    "16-light": "16 màu, nền sáng",
    "dark": "màu đủ, nền tối",
    "light": "màu đủ, nền sáng",
    "mono": "không màu",
}
"""As the palette calls them."""


def usual_theme(environ: Mapping[str, str], chosen: str = "", *, light: bool = False) -> str:
    """Return the theme to start with: none of colour where NO_COLOR asks for that, else the person's own, else what
    fits.
    """
    if environ.get("NO_COLOR"):
        return "mono"
    if chosen in THEMES:
        return chosen
    if environ.get("COLORTERM") in ("truecolor", "24bit"):
        return "light" if light else "dark"
    return "16-light" if light else "16"


@lru_cache(maxsize=256)
def style_of(theme: str, role: str) -> Style:
    """Return how a role is drawn in a theme. A role that the theme has no ink for is plain text."""
    if role not in ROLES:
        raise KeyError(role)
    ink, paper, attributes = THEMES[theme].get(role, ("", "", ""))
    flags = dict.fromkeys(attributes.split(), True)
    return Style(color=ink or None, bgcolor=paper or None, **flags)  # type: ignore[arg-type]
