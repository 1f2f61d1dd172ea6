"""The prose around the caret as lines, with what it prints below it or, in a wide window, beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from cchc_tui.language.text import printable
from cchc_tui.tui.canvas import Cell, Line, cells, full, join, paragraph
from cchc_tui.tui.panes import GAP, WIDE, WIDER, side_by_side
from cchc_tui.tui.screens.page_paint import paint_page

if TYPE_CHECKING:
    from cchc_tui.office import Heading, ReportPreview, Stored, Trace
    from cchc_tui.records.report_sheet import ReportSheet
    from cchc_tui.tui.widgets.prose_editor import ProseEditor, ShownPiece, ShownRow

OUTLINE = 36
"""Cells of the outline."""
_SHARE = 0.55
"""Of the rows that the prose keeps when the page stands below it."""


class ProseState(Protocol):
    """What of the editor of a prose is seen."""

    editor: ProseEditor
    report: Stored[ReportSheet]
    side: str
    """What is shown beside it: what it prints, where its words come from, or nothing."""
    paper: ReportPreview | str
    traces: list[Trace] | str
    page: int
    top: int

    @property
    def outline(self) -> list[Heading]:
        """The headings of the prose."""

    @property
    def unsaved(self) -> bool:
        """Whether it differs from the file."""

    @property
    def frozen(self) -> bool:
        """Whether the report is closed."""

    @property
    def line(self) -> int:
        """The line with the caret, from 1."""


def paint_body(view: ProseState, width: int, height: int) -> list[Line]:
    """Return the whole screen of the editor; in a very wide window with the outline beside it."""
    outline = OUTLINE if width >= WIDER else 0
    rest = width - (outline + GAP if outline else 0)
    parts: list[tuple[Sequence[Line], int]] = []
    if not view.side:
        parts.append((_paint_prose(view, rest, height), rest))
    elif width >= WIDE:
        left = rest // 2
        right = rest - left - GAP
        parts += [(_paint_prose(view, left, height), left), (_paint_side(view, right, height), right)]
    else:
        rows = int(height * _SHARE)
        parts.append((_paint_prose(view, rest, rows) + _paint_side(view, rest, height - rows), rest))
    if outline:
        parts.append((_paint_outline(view, outline, height), outline))
    return side_by_side(parts, height)


def _paint_outline(view: ProseState, width: int, height: int) -> list[Line]:
    """Return the headings, the one the caret is under in view."""
    found = view.outline
    here = sum(heading.line <= view.line for heading in found) - 1
    lines = [full([("MỤC LỤC", "strong")], width)]
    for number, heading in enumerate(found):
        text = "  " * (heading.level - 1) + printable(heading.text)
        lines.append(full([("► " if number == here else "  ", ""), (text, "rest" if number == here else "")], width))
    top = max(0, min(here + 2 - height // 2, len(lines) - height))
    return lines[top : top + height]


def _paint_side(view: ProseState, width: int, height: int) -> list[Line]:
    return _paint_traces(view, width, height) if view.side == "trace" else _paint_page(view, width, height)


_INKS = {"contradicted": "bad", "unsourced": "warn", "sourced": ""}


def _paint_traces(view: ProseState, width: int, height: int) -> list[Line]:
    """Return where each number, symbol, date and agency comes from, those of the caret's line first."""
    found = view.traces if isinstance(view.traces, list) else []
    against = sum(trace.verdict == "contradicted" for trace in found)
    told = f"── nguồn: {len(found)} chỗ, {against} khác hồ sơ "
    lines = [] if isinstance(view.traces, list) else paragraph(" × " + view.traces, width, "bad")
    for trace in sorted(found, key=lambda t: ((t.line or 0) < view.line, t.line or 0)):
        mark = "▸" if trace.line == view.line else " "
        lines += paragraph(printable(f"{mark}{trace.line or '?'} {trace.said}"), width, _INKS[trace.verdict.value])
    return ([full([(told.ljust(width, "─"), "strong")], width), *lines] + [full([], width)] * height)[:height]


def _paint_prose(view: ProseState, width: int, height: int) -> list[Line]:
    """Title, the rows around the caret, where the caret is."""
    view.editor.width = width - 3
    rows = view.editor.shown_rows()
    row, _ = view.editor.place()
    view.page = max(1, height - 2)
    view.top = max(0, min(max(view.top, row - view.page + 1), row))
    mark = " (chưa lưu)" if view.unsaved else ""
    mark += " (đã chốt: sửa ở đây không đổi bản đã chốt)" if view.frozen else ""
    lines = [full([(f" Phần lời báo cáo {view.report.record.title}{mark}", "strong")], width)]
    for number in range(view.top, view.top + view.page):
        shown = rows[number] if number < len(rows) else None
        lines.append(_paint_row(view, shown, width, here=number == row) if shown else full([(" ~", "muted")], width))
    of = view.editor.text.count("\n") + 1
    lines.append(full([(f" dòng {view.line}/{of}", "muted")], width))
    return lines


def _paint_row(view: ProseState, row: ShownRow, width: int, *, here: bool) -> Line:
    """Return a row: words, headings strong, what is folded in its own ink, the caret in reverse."""
    start = view.editor.text.rfind("\n", 0, row.start) + 1
    plain = "strong" if view.editor.text.startswith("#", start) else ""
    line: list[Cell] = [(" ", "")]
    at = -1
    for piece in row.pieces:
        on = here and at < 0 and piece.start <= view.editor.caret < piece.end
        if on:
            at = len(line) + (0 if piece.fold else len(cells([(piece.text[: view.editor.caret - piece.start], "")])))
        line += cells([(printable(piece.text), _ink(piece, plain, on=on))])
    line = cells(full(join(line), width))
    at = at if at >= 0 or not here else min(width - 1, 1 + len(cells([(p.text, "") for p in row.pieces])))
    if 0 <= at < len(line):
        line[at] = (line[at][0] or " ", "caret")
    return join(line)


def _ink(piece: ShownPiece, plain: str, *, on: bool) -> str:
    """Return the ink of a piece; a fold that the caret stands on shows where the keyboard is."""
    if piece.fold is None:
        return "accent" if "{{" in piece.text or "{%" in piece.text else plain
    return "here" if on else piece.fold.role


def _paint_page(view: ProseState, width: int, height: int) -> list[Line]:
    """Return what the prose prints, the block of the caret's line near the top."""
    head = full([("── sẽ in ra ".ljust(width, "─"), "strong")], width)
    if isinstance(view.paper, str):
        lines = paragraph(" × " + view.paper, width, "bad") if view.paper else [full([(" …", "muted")], width)]
    else:
        page, here = paint_page(view.paper, width)
        top = max(0, min(here - 1, len(page) - (height - 1)))
        lines = page[top:]
    return ([head, *lines] + [full([], width)] * height)[:height]
