"""Chapters as the Markdown of one booklet, given to export."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from cchc_tui.export import export_booklet
from cchc_tui.guide.chapters import PICTURES, GuideChapter

_FENCE = re.compile(r"^```[^\n]+$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\(([\w-]+)\.md(?:#[^)]*)?\)")
_PICTURE = re.compile(r"\(pictures/([\w-]+\.svg)\)")
_SCREEN_FONTS = "font-family=\"Cousine, 'Liberation Mono', 'DejaVu Sans Mono'\""
"""Typst takes the first that the machine has; DejaVu Sans Mono, which it carries, lacks many Vietnamese letters."""


def write_guide_pdf(chapters: Sequence[GuideChapter], out: Path, *, force: bool) -> list[str]:
    """Write the chapters as a PDF at `out` and return what the reader should know about it."""
    text = "\n".join(_chapter(chapter, {c.slug for c in chapters}) for chapter in chapters)
    pictures = {f"pictures/{name}": _drawn(name) for name in set(_PICTURE.findall(text))}
    title = "Hướng dẫn sử dụng cchc" if len(chapters) != 1 else chapters[0].title
    return list(export_booklet(text, title=title, pictures=pictures, out=out, force=force))


def _chapter(chapter: GuideChapter, here: set[str]) -> str:
    _, _, text = chapter.text.partition("\n")
    text = _LINK.sub(lambda link: f"[{link[1]}](#{link[2]})" if link[2] in here else link[1], text)
    return f"# {chapter.title} {{#{chapter.slug}}}\n{_FENCE.sub('```', text)}"


def _drawn(name: str) -> bytes:
    svg = (PICTURES / name).read_text(encoding="utf-8")
    return re.sub(r'font-family="[^"]*"', _SCREEN_FONTS, svg, count=1).encode()
