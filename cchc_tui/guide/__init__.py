"""The Vietnamese guide: chapters of Markdown with their pictures, as lines for a screen, one HTML file, or a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.guide.chapters import CONTENTS, SCREENS, GuideChapter, all_chapters, chapter_for, read_chapter
from cchc_tui.guide.topics import Topic, find_topics, nearest_topics

if TYPE_CHECKING:
    from collections.abc import Sequence

GuideLine = list[tuple[str, str]]
"""Pieces of one line with the style of each: "bold" or ""."""

__all__ = [
    "CONTENTS",
    "SCREENS",
    "GuideChapter",
    "GuideLine",
    "Topic",
    "all_chapters",
    "chapter_for",
    "find_topics",
    "guide_lines",
    "nearest_topics",
    "read_chapter",
    "write_guide_html",
    "write_guide_pdf",
]


def guide_lines(markdown: str, width: int) -> list[GuideLine]:
    """Return the Markdown as lines of at most `width` cells, pictures drawn as the screens they show."""
    from cchc_tui.guide.reading import guide_lines

    return guide_lines(markdown, width)


def write_guide_html(chapters: Sequence[GuideChapter], out: Path, *, force: bool) -> None:
    """Write the chapters at `out` as one page that needs no other file: contents, text, pictures."""
    from cchc_tui.guide.page import write_guide_html

    write_guide_html(chapters, out, force=force)


def write_guide_pdf(chapters: Sequence[GuideChapter], out: Path, *, force: bool) -> list[str]:
    """Write the chapters as a PDF at `out` and return what the reader should know about it."""
    from cchc_tui.guide.booklet import write_guide_pdf

    return write_guide_pdf(chapters, out, force=force)
