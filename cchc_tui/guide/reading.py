"""A chapter as lines of cells: for the pager of a terminal and for the help of a screen."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Heading, Markdown
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from rich.theme import Theme

from cchc_tui.guide import GuideLine
from cchc_tui.guide.picture_text import picture_lines

_IMAGE = re.compile(r"^!\[([^\]]*)\]\(pictures/([\w-]+)\.svg\)$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\((?:[\w-]+\.md)?(?:#[^)]*)?\)")
_INDENT = 4
_SCREEN = "man-hinh"
"""The info string of a fence that holds a picture's screen."""
_THEME = Theme({f"markdown.{name}": "bold" for name in ("h1", "h2", "h3", "strong", "code", "table.header")})


class _PlainHeading(Heading):
    """A heading at the left edge, its level seen by the line under it."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        text = self.text.copy()
        text.justify = "left"
        yield text
        if self.tag == "h1":
            yield Text("═" * min(cell_len(self.text.plain), options.max_width))


class _PlainCode(CodeBlock):
    """Lines as typed, indented; a screen in a frame."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = str(self.text).rstrip("\n").split("\n")
        if self.lexer_name != _SCREEN:
            yield Padding(Text("\n".join(lines), style="markdown.code", overflow="fold"), (0, 0, 0, _INDENT))
            return
        width = max(map(cell_len, lines))
        left, right, edge = ("│", "│", "─" * width) if width + 2 <= options.max_width else ("", "", "─" * width)
        yield Text(f"┌{edge}┐" if left else edge)
        for line in lines:
            yield Text(left + line + " " * (width - cell_len(line)) + right, no_wrap=True)
        yield Text(f"└{edge}┘" if left else edge)


class _Chapter(Markdown):
    elements = Markdown.elements | {"heading_open": _PlainHeading, "fence": _PlainCode, "code_block": _PlainCode}


def guide_lines(markdown: str, width: int) -> list[GuideLine]:
    """Return the Markdown as lines of at most `width` cells; a picture wider than that is its caption alone."""
    text = _LINK.sub(r"\1", _IMAGE.sub(lambda image: _screen(image[1], image[2], width), markdown))
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False, theme=_THEME)
    lines = [_pieces(line) for line in console.render_lines(_Chapter(text), pad=False)]
    return [line for number, line in enumerate(lines) if line or number == 0 or lines[number - 1]]


def _pieces(segments: Sequence[Segment]) -> GuideLine:
    line = [(segment.text, "bold" if _is_bold(segment.style) else "") for segment in segments if segment.text]
    while line and not line[-1][0].strip():
        line.pop()
    if line:
        line[-1] = (line[-1][0].rstrip(), line[-1][1])
    return line


def _is_bold(style: Style | None) -> bool:
    return bool(style and style.bold)


def _screen(caption: str, name: str, width: int) -> str:
    lines = picture_lines(name)
    if max(map(cell_len, lines)) > width:
        return f"[Hình: {caption}]"
    return "\n".join((f"*{caption}*:", "", f"```{_SCREEN}", *lines, "```"))
