"""Chapters as one HTML page that needs nothing beside it: no script, no font, no picture file, no network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cchc_tui import __version__
from cchc_tui.errors import RefusedError
from cchc_tui.guide.chapters import PICTURES, GuideChapter
from cchc_tui.storage.atomic import create_file, replace_file

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_GENERATOR = '<meta name="generator" content="cchc '
"""By this a page we made is known, whatever the version."""
_HEAD_BYTES = 400
_STYLE = Path(__file__).with_name("page.css")


def write_guide_html(chapters: Sequence[GuideChapter], out: Path, *, force: bool) -> None:
    """Write the page at `out`; RefusedError, without `force`, where a file stands that we did not make."""
    if out.exists() and not force and not _is_ours(out):
        raise RefusedError(
            f"“{out}” đã có và không phải do cchc guide ghi.", "Hãy chọn tên khác, hoặc thêm --force để ghi đè."
        )
    (replace_file if out.exists() else create_file)(out, guide_html(chapters).encode())


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _GENERATOR.encode() in file.read(_HEAD_BYTES)
    except OSError:
        return False


def guide_html(chapters: Sequence[GuideChapter]) -> str:
    """Return the chapters as one page: contents first where there are several, links between them inside the page."""
    title = "Hướng dẫn sử dụng cchc" if len(chapters) != 1 else chapters[0].title
    body = "\n".join(f'<section id="{chapter.slug}">\n{_chapter(chapter, chapters)}</section>' for chapter in chapters)
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n{_GENERATOR}{__version__}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        f"{_contents(chapters) if len(chapters) > 1 else ''}<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _contents(chapters: Sequence[GuideChapter]) -> str:
    rows = "\n".join(f'<li><a href="#{c.slug}">{escape(c.title)}</a></li>' for c in chapters)
    return f"<header>\n<h1>Hướng dẫn sử dụng cchc</h1>\n<nav>\n<ul>\n{rows}\n</ul>\n</nav>\n</header>\n"


def _chapter(chapter: GuideChapter, chapters: Sequence[GuideChapter]) -> str:
    parser = _parser()
    tokens = parser.parse(chapter.text)
    here = {c.slug for c in chapters}
    for number, token in enumerate(tokens):
        if token.type == "inline" and [child.type for child in token.children or ()] == ["image"]:
            tokens[number - 1].hidden = tokens[number + 1].hidden = True  # a figure does not stand in a paragraph
        if token.type == "heading_open" and token.tag != "h1":
            token.attrSet("id", f"{chapter.slug}-{_anchor(tokens[number + 1].content)}")
        for child in token.children or ():
            if child.type == "link_open":
                _link(child, chapter.slug, here)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("image", _picture)
    return parser


def _anchor(heading: str) -> str:
    """Return the name the repository's web page gives a heading, by which chapters refer to it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _link(token: Token, slug: str, here: set[str]) -> None:
    """Turn a link to a chapter's file into one inside the page; to a chapter that is not on it, into words."""
    target = str(token.attrGet("href") or "")
    name, _, anchor = target.partition("#")
    if "://" in target:
        return
    goal = name.removesuffix(".md") or slug
    if goal not in here:
        token.attrs.pop("href", None)
    else:
        token.attrSet("href", f"#{goal}-{unquote(anchor)}" if anchor else f"#{goal}")


def _picture(_self: object, tokens: Sequence[Token], index: int, _options: object, _env: object) -> str:
    token = tokens[index]
    caption = escape(token.content)
    svg = (PICTURES / str(token.attrGet("src")).rpartition("/")[2]).read_text(encoding="utf-8").strip()
    drawn = svg.replace("<svg ", f'<svg role="img" aria-label="{caption}" ', 1)
    return f"<figure>{drawn}<figcaption>{caption}</figcaption></figure>"
