"""One dialect for preview and export: a markdown-it parser that reads what pandoc reads (see pandoc.DIALECT).

Its tokens are ones that Textual's Markdown widget knows: containers and HTML are turned into ordinary blocks, because
the widget stops on an unknown `container_*_open` and drops `<br>`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cchc_tui.document.attribute import titles

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_BREAK = re.compile(r"^<br\s*/?>$", re.IGNORECASE)
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)


def dialect_parser() -> MarkdownIt:
    """The dialect as markdown-it tokens, containers and all: for line numbers and for comparing with pandoc."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").enable("table")
    parser.use(front_matter_plugin)
    parser.use(container_plugin, "div", validate=lambda info, *_: bool(info.strip()), marker=":")
    # In pandoc a pipe table cannot interrupt a paragraph.
    parser.block.ruler.at("table", _table, {"alt": []})
    parser.core.ruler.after("normalize", "cchc_rows", _keep_cells)
    # Export prints every link's address, whatever it is; nothing is opened.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    # A reference definition would vanish from the page; it is printed as typed (see source.without_references).
    parser.disable("reference")
    return parser


def _keep_cells(state: StateCore) -> None:
    from cchc_tui.document.source import with_whole_rows

    state.src = with_whole_rows(state.src)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A pipe table, ending as in pandoc at the first line without a pipe."""
    from markdown_it.rules_block import table

    row = start
    while row < end and "|" in state.src[state.bMarks[row] : state.eMarks[row]]:
        row += 1
    return table(state, start, row, silent)


def preview_parser() -> MarkdownIt:
    """The dialect for `textual.widgets.Markdown(parser_factory=preview_parser)`."""
    parser = dialect_parser()
    parser.core.ruler.push("cchc_preview", _for_textual)
    return parser


def _for_textual(state: StateCore) -> None:
    state.tokens[:] = [shown for token in state.tokens for shown in _shown(token)]


def _shown(token: Token) -> list[Token]:
    if token.type in ("front_matter", "container_div_close"):
        return []
    if token.type == "container_div_open":
        return _appendix_start(token)
    if token.type == "html_block":
        text = "" if is_comment(token.content) else token.content.strip()
        return _wrapped("paragraph", "p", text) if text else []
    for child in token.children or ():
        if child.type == "html_inline" and _BREAK.match(child.content):
            child.type, child.tag, child.content = "hardbreak", "br", ""
        elif child.type == "html_inline":
            child.type = "text"
            child.content = "" if is_comment(child.content) else child.content
    return [token]


def is_comment(html: str) -> bool:
    """Whether the HTML says nothing on paper: comments alone; one not closed or with words beside it is text."""
    return not _COMMENTS.sub("", html).strip()


def _appendix_start(token: Token) -> list[Token]:
    """A line across and the appendix's title: what starts a new page on paper."""
    from markdown_it.token import Token

    if "phu-luc" not in token.info:
        return []
    named = next(iter(titles(token.info)), "")
    title = f"Phụ lục: {named}" if named else "Phụ lục"
    return [Token("hr", "hr", 0), *_wrapped("heading", "h2", title)]


def _wrapped(kind: str, tag: str, text: str) -> list[Token]:
    from markdown_it.token import Token

    words = Token("text", "", 0, content=text)
    return [
        Token(f"{kind}_open", tag, 1),
        Token("inline", "", 0, content=text, children=[words]),
        Token(f"{kind}_close", tag, -1),
    ]
