"""A few words of a text for a sentence about them, not cut inside a word."""

from __future__ import annotations

_LONGEST_WORD = 40  # letters; what runs on without a space is cut all the same


def around(text: str, start: int, end: int, *, letters: int = 16) -> str:
    """Return the words from `start` to `end` with about so many letters of their neighbours; "…" stands for what is
    left out.

    It also stands for covered code and addresses (document.COVER). Spaces inside are shown as they stand, since some
    rules are about them.
    """
    first, last = max(0, start - letters), min(len(text), end + letters)
    while first > max(0, start - letters - _LONGEST_WORD) and not text[first - 1].isspace():
        first -= 1
    while last < min(len(text), end + letters + _LONGEST_WORD) and not text[last].isspace():
        last += 1
    shown = text[first:last].replace("\ufffc", "…").strip()
    return f"{'…' if text[:first].strip() else ''}{shown}{'…' if text[last:].strip() else ''}"


def ending(text: str, *, letters: int = 40) -> str:
    """Return the last words of a text."""
    return around(text, len(text) - min(len(text), letters), len(text), letters=0)


def beginning(text: str, *, letters: int = 80) -> str:
    """Return the text, or as many of its first words as fit."""
    if len(text) <= letters:
        return text.strip()
    return text[: max(text.rfind(" ", 0, letters + 1), 0) or letters].strip(" ,;") + "…"
