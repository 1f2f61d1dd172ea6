"""Comments that a person typed into a record's file: found beside the values they stand by, kept through a save.

A comment belongs to the key below it, one behind a value or inside a list to the key of that value, one at the end of
the file to nothing. The labels that the canonical form writes itself are no comments of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

Comments = Mapping[str, Sequence[str]]
"""The comment lines by the place they stand at (see `Place`), in the order typed."""

END = ""
"""The place of comments that stand below the last key, or at a place that is gone."""

_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:\s*\.\s*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*)\s*=""")
_HEAD = re.compile(r"\s*\[\[?\s*([^\]\n]+?)\s*\]")
_QUOTES = ('"""', "'''", '"', "'")


class _ScannedLine(NamedTuple):
    """One line of a file: its words without the comment, the comment, and whether a value goes on into it."""

    words: str
    comment: str
    inside: bool


def find_comments(data: bytes, labels: frozenset[str]) -> dict[str, list[str]]:
    """Return the comments in the file by place; `labels` are the lines that the canonical form writes itself.

    A place is the key of a value (`note`), or the table's row a value stands in (`rows.2`, counted from 0).
    """
    found: dict[str, list[str]] = {}
    waiting: list[str] = []
    place, table = END, ""
    rows: dict[str, int] = {}
    for line in _lines(data.decode("utf-8", "replace")):
        head, key = (None, None) if line.inside else (_HEAD.match(line.words), _KEY.match(line.words))
        if head:
            name = head[1].strip("\"'")
            rows[name] = rows.get(name, -1) + 1
            place = table = f"{name}.{rows[name]}"
        elif key:
            place = table or key[1].strip("\"'")
        if (head or key) and waiting:
            found.setdefault(place, []).extend(waiting)
            waiting = []
        if line.comment and line.comment not in labels:
            if line.inside or line.words.strip():
                found.setdefault(place, []).append(line.comment)
            else:
                waiting.append(line.comment)
    if waiting:
        found.setdefault(END, []).extend(waiting)
    return found


def _lines(text: str) -> Iterator[_ScannedLine]:
    """Yield each line with its comment told apart from a `#` inside a text."""
    quote, depth = "", 0
    for line in text.splitlines():
        inside = bool(quote) or depth > 0
        at = 0
        while at < len(line):
            if quote:
                if line[at] == "\\" and quote[0] == '"':
                    at += 1
                elif line.startswith(quote, at):
                    at += len(quote) - 1
                    quote = ""
            elif line[at] == "#":
                break
            else:
                quote = next((mark for mark in _QUOTES if line.startswith(mark, at)), "")
                at += max(len(quote) - 1, 0)
                depth += (line[at] in "[{") - (line[at] in "]}")
            at += 1
        if len(quote) == 1:
            quote = ""  # such a text ends with its line
        yield _ScannedLine(line[:at], line[at:].strip(), inside)
