"""Placeholders that do not exist, seen at a glance: without Jinja2, so that a check of the records can afford it.

What this finds is wrong for certain; what only filling in shows (a wrong `if`, a count nobody recorded) is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_tui.report.faults import Fault, badly_written, bare_function, unknown_function, unknown_name
from cchc_tui.report.names import FUNCTIONS

_PLACE = re.compile(r"\{#.*?#\}|\{\{(?P<value>.*?)\}\}|\{%-?(?P<command>.*?)-?%\}", re.DOTALL)
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LOOP = re.compile(r"\s*for\s+(\w+)\s+in\b")
_WORD = re.compile(r"(?P<filter>\|\s*)?(?<![\w.])(?P<path>[^\W\d]\w*(?:\.\w+)*)\s*(?P<call>\()?")
_LANGUAGE = frozenset(
    ("if", "elif", "else", "endif", "for", "endfor", "in", "and", "or", "not", "is", "defined", "undefined", "true")
) | {"false", "none", "True", "False", "None"}


def unknown_placeholders(body: str, known: Sequence[str]) -> list[Fault]:
    """Return the names and functions of the prose that do not exist, and braces without their other half.

    `known` are the whole names of the plain placeholders: so_lieu.truyen_thanh.tin_bai.
    """
    groups = {name[: dot.start()] for name in known for dot in re.finditer(r"\.", name)}
    faults = []
    local = {"loop", *(found[1] for place in _PLACE.finditer(body) if (found := _LOOP.match(place["command"] or "")))}
    for place in _PLACE.finditer(body):
        start, text = _inside(place)
        for path, at, called in _words(text):
            if path.partition(".")[0] in local:
                continue
            if sentence := _fault(path, called, known, groups):
                faults.append(Fault(body.count("\n", 0, start + at) + 1, sentence))
    return sorted([*faults, *_loose_braces(body)], key=lambda fault: fault.line)


def _inside(place: re.Match[str]) -> tuple[int, str]:
    """Return where the words of a placeholder begin, and the words; none in a remark."""
    for name in ("value", "command"):
        if place[name] is not None:
            return place.start(name), place[name]
    return place.start(), ""


def _words(text: str) -> Iterator[tuple[str, int, bool]]:
    """Yield each name with its place and whether it is called; filters, the language's words and quoted text left
    out.
    """
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    for word in _WORD.finditer(bare):
        if not word["filter"] and word["path"] not in _LANGUAGE:
            yield word["path"], word.start("path"), bool(word["call"])


def _fault(path: str, called: bool, known: Sequence[str], groups: set[str]) -> str:
    if called:
        return "" if path in FUNCTIONS else unknown_function(path, FUNCTIONS)
    if path in FUNCTIONS:
        return bare_function(path)
    return "" if path in known or path in groups else unknown_name(path, (*known, *FUNCTIONS))


def _loose_braces(body: str) -> Iterator[Fault]:
    rest = _PLACE.sub(lambda place: "\n" * place[0].count("\n"), body)
    for brace in _BRACES.finditer(rest):
        line = rest.count("\n", 0, brace.start())
        yield Fault(line + 1, badly_written(rest.split("\n")[line].strip()[:80]))
