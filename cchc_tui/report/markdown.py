"""Values made safe for Markdown: what a record says is printed as it stands, never obeyed."""

from __future__ import annotations

import re

from cchc_tui.language.text import clean_line

_OBEYED_ANYWHERE = re.compile(r"([\\`*_\[\]{}<>&|#~$])")
# What begins a list, a quotation, a heading underline, a fence or a rule when it stands first on a line.
_OBEYED_FIRST = re.compile(r"^(?:(\d{1,9})([.)])(?=\s|$)|([-+=:.)]))")


class Markdown(str):
    """Text that is Markdown already, so that it is not escaped again."""

    __slots__ = ()


def escape(text: str) -> Markdown:
    """Return the text on one line, every character that Markdown would obey behind a backslash.

    Jinja's and YAML's signs are among them or harmless in a document body; typst never sees the text unescaped.
    """
    return Markdown(_OBEYED_FIRST.sub(_behind_backslash, _escape_signs(text)))


def _escape_signs(text: str) -> str:
    return _OBEYED_ANYWHERE.sub(r"\\\1", clean_line(text))


def _behind_backslash(found: re.Match[str]) -> str:
    digits, stop, sign = found.groups()
    return f"{digits}\\{stop}" if digits else f"\\{sign}"


def escape_cell(lines: list[str]) -> Markdown:
    """Return several lines as one table cell, where no sign means more for standing first."""
    return Markdown("<br>".join(_escape_signs(line) for line in lines if line.strip()))
