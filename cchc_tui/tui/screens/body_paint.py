"""The prose around the caret as lines, with what it prints below it or, in a wide window, beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cchc_tui.language.text import printable
from cchc_tui.tui.canvas import Cell, Line, cells, full, join, paragraph
from cchc_tui.tui.panes import WIDE
from cchc_tui.tui.screens.page_paint import paint_page

if TYPE_CHECKING:
    from cchc_tui.office import ReportPreview, Stored, Trace
    from cchc_tui.records.report_sheet import ReportSheet
    from cchc_tui.tui.widgets.editor import Editor

_SHARE = 0.55
"""Of the rows that the prose keeps when the page stands below it."""


class ProseState(Protocol):
    """What of the editor of a prose is seen."""

    editor: Editor
    report: Stored[ReportSheet]
    side: str
    """What is shown beside it: what it prints, where its words come from, or nothing."""
    paper: ReportPreview | str
    traces: list[Trace] | str
    page: int
    top: int

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
    """Return the whole screen of the editor."""
    if not view.side:
        return _paint_prose(view, width, height)
    if width >= WIDE:
        left = width // 2
        prose = _paint_prose(view, left, height)
        page = _paint_side(view, width - left - 2, height)
        return [join([*cells(one), ("│", ""), (" ", ""), *cells(two)]) for one, two in zip(prose, page, strict=True)]
    rows = int(height * _SHARE)
    return _paint_prose(view, width, rows) + _paint_side(view, width, height - rows)


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
    rows = view.editor.rows()
    row, column = view.editor.place()
    view.page = max(1, height - 2)
    view.top = max(0, min(max(view.top, row - view.page + 1), row))
    mark = " (chưa lưu)" if view.unsaved else ""
    mark += " (đã chốt: sửa ở đây không đổi bản đã chốt)" if view.frozen else ""
    lines = [full([(f" Phần lời báo cáo {view.report.record.title}{mark}", "strong")], width)]
    for number in range(view.top, view.top + view.page):
        lines.append(_paint_row(view, rows, number, (row, column), width))
    of = view.editor.text.count("\n") + 1
    lines.append(full([(f" dòng {view.line}/{of}", "muted")], width))
    return lines


def _paint_row(view: ProseState, rows: list[tuple[int, int]], number: int, place: tuple[int, int], width: int) -> Line:
    if number >= len(rows):
        return full([(" ~", "muted")], width)
    row, column = place
    start, end = rows[number]
    text = view.editor.text[start:end]
    style = "strong" if text.startswith("#") else "accent" if "{{" in text or text.startswith("---") else ""
    line: list[Cell] = cells(full([(" ", ""), (text, style)], width))
    if number == row:
        at = 1 + len(cells([(text[:column], "")]))
        if at < len(line):
            line[at] = (line[at][0] or " ", "caret")
    return join(line)


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
