"""One dialect for rules, preview, comparison and export: a parser that reads what pandoc reads (see pandoc.DIALECT)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)
"""`<!-- ghi chú -->`: what is never printed."""


def dialect_parser() -> MarkdownIt:
    """Return a parser of the dialect, which knows containers and the lines that blocks stand on."""
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
    """Return the text without its notes, and each note: its label, its row, its content."""
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
    """Return the text with lost notes in it, their labels before them as typed."""
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
    """Return a pipe table, ending as in pandoc at the first line without a pipe."""
    from markdown_it.rules_block import table

    row = start
    while row < end and "|" in state.src[state.bMarks[row] : state.eMarks[row]]:
        row += 1
    return table(state, start, row, silent)


def notes_of(env: Mapping[str, Any]) -> list[tuple[int, list[Token]]]:
    """Return the notes that parsing left in the environment: number from 1, content, in the order referred to."""
    numbers = {label.removeprefix(":"): number for label, number in env.get("footnotes", {}).get("refs", {}).items()}
    notes = [(numbers.get(label, -1) + 1, tokens) for label, tokens in env.get("notes", {}).items()]
    return sorted(notes, key=lambda note: note[0])


def raised(number: int) -> str:
    """Return the number as a reference to a note shows it."""
    return str(number).translate(_RAISED)


def is_comment(html: str) -> bool:
    """Return whether the HTML says nothing on paper: comments alone; one not closed or with words beside it is text."""
    return not _COMMENTS.sub("", html).strip()


def is_attached(info: str) -> bool:
    """Return whether a division of this name holds an appendix, or a paper issued with this one."""
    return "phu-luc" in info or "ban-hanh-kem" in info
