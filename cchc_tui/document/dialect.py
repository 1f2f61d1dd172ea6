"""One dialect for preview and export: a markdown-it parser that reads what pandoc reads (see pandoc.DIALECT).

Its tokens are ones that Textual's Markdown widget knows: containers and HTML are turned into ordinary blocks, because
the widget stops on an unknown `container_*_open` and drops `<br>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cchc_tui.document.attribute import titles

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_BREAK = re.compile(r"^<br\s*/?>$", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)


def dialect_parser() -> MarkdownIt:
    """The dialect as markdown-it tokens, containers and all: for line numbers and for comparing with pandoc."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").enable("table")
    parser.use(front_matter_plugin)
    parser.use(container_plugin, "div", validate=lambda info, *_: bool(info.strip()), marker=":")
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.core.ruler.after("inline", "cchc_notes", _take_notes)
    # In pandoc a pipe table cannot interrupt a paragraph.
    parser.block.ruler.at("table", _table, {"alt": []})
    parser.core.ruler.after("normalize", "cchc_rows", _keep_cells)
    # Export prints every link's address, whatever it is; nothing is opened.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    # A reference definition would vanish from the page; it is printed as typed (see source.without_references).
    parser.disable("reference")
    return parser


def _take_notes(state: StateCore) -> None:
    """Take the notes out of the text, into `env["notes"]` by label: what they say stands at the foot of a page.

    One that nothing refers to, that stands twice or refers to notes itself stays in the text as typed; the rows of
    such notes are in `env["lost_notes"]`.
    """
    text, notes = _parted(state.tokens)
    wanted = {label for token in text for label in _labels(token)}
    lost: list[int] = []
    kept: dict[str, list[Token]] = {}
    for label, row, content in notes:
        if label not in wanted or any(True for token in content for _ in _labels(token)):
            lost.append(row)
        else:
            kept[label] = content
            wanted.discard(label)
    state.env["notes"], state.env["lost_notes"] = kept, lost
    state.tokens[:] = text if not lost else _with_lost(state.tokens, set(lost))


def _parted(tokens: list[Token]) -> tuple[list[Token], list[tuple[str, int, list[Token]]]]:
    """The text without its notes, and each note: its label, its row, its content."""
    text: list[Token] = []
    notes: list[tuple[str, int, list[Token]]] = []
    into = text
    for token in tokens:
        if token.type == "footnote_reference_open":
            into = []
            notes.append((token.meta["label"], (token.map or [0])[0], into))
        elif token.type == "footnote_reference_close":
            into = text
        else:
            into.append(token)
    return text, notes


def _with_lost(tokens: list[Token], lost: set[int]) -> list[Token]:
    """The text with lost notes in it, their labels before them as typed."""
    from markdown_it.token import Token

    out: list[Token] = []
    label, skipped = "", False
    for token in tokens:
        if token.type == "footnote_reference_open":
            skipped = (token.map or [0])[0] not in lost
            label = f"[^{token.meta['label']}]: "
        elif token.type == "footnote_reference_close":
            label, skipped = "", False
        elif not skipped:
            if label and token.type == "inline":
                token.children = [Token("text", "", 0, content=label), *(token.children or [])]
                label = ""
            out.append(token)
    return out


def _labels(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type == "footnote_ref":
            yield child.meta["label"]


def _keep_cells(state: StateCore) -> None:
    from cchc_tui.document.source import as_read

    state.src = as_read(state.src)


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
    state.tokens[:] = [shown for token in [*state.tokens, *_notes_below(state.env)] for shown in _shown(token)]


def _notes_below(env: Any) -> list[Token]:
    """The notes in the order they are referred to, each with its number, under the text."""
    from markdown_it.token import Token

    numbers = {label.removeprefix(":"): number for label, number in env.get("footnotes", {}).get("refs", {}).items()}
    notes = [(numbers.get(label, -1), tokens) for label, tokens in env.get("notes", {}).items()]
    shown: list[Token] = []
    for number, tokens in sorted(notes, key=lambda note: note[0]):
        for token in tokens:
            if number >= 0 and token.type == "inline":
                token.children = [Token("text", "", 0, content=f"{_raised(number)} "), *(token.children or [])]
                number = -1
            shown.append(token)
    return shown


def _raised(number: int) -> str:
    return str(number + 1).translate(_RAISED)


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
        elif child.type == "footnote_ref":
            child.type, child.content = "text", _raised(child.meta["id"])
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

    if "phu-luc" not in token.info and "ban-hanh-kem" not in token.info:
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
