"""Words between quotes on the opening line of a division (`::: {.phu-luc ten="…"}`): whatever they are, read again."""

from __future__ import annotations

import re

_TITLE = re.compile(r'\bten="([^"\n]*)"')
"""`ten="Phụ lục"`: the title of a division."""
_ATTACHED_TO = re.compile(r'\bkem-theo="([^"\n]*)"')
"""`kem-theo="Kế hoạch"`: what the division is attached to."""
# Only whole references mean a character in Markdown; html.unescape alone would also take "&lt" in "A&ltd".
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")


def quoted(text: str) -> str:
    """Return the text on one line inside straight quotes. A backslash would not do: pandoc takes `\"` for the end."""
    return text.replace("&", "&amp;").replace('"', "&quot;")


def titles(markdown: str) -> list[str]:
    """Return the title of every division in the text, in order, as printed."""
    return [_plain(found) for found in _TITLE.findall(markdown)]


def attachments(markdown: str) -> list[str]:
    """Return what each division says instead of the usual "(Kèm theo …)", as printed."""
    return [_plain(found) for found in _ATTACHED_TO.findall(markdown)]


def _plain(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape  # its list of two thousand names is long to load

    return _REFERENCE.sub(lambda found: unescape(found[0]), text)
